#include "cchc/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace cchc {

void parallel_for(Index count, Index threads, const std::function<void(Index)>& work) {
  const auto available = static_cast<Index>(std::max(1U, std::thread::hardware_concurrency()));
  const Index wanted = std::min(count, threads <= 0 ? available : threads);
  if (wanted <= 1) {
    for (Index i = 0; i < count; ++i) {
      work(i);
    }
    return;
  }
  std::atomic<Index> next{0};
  std::vector<std::exception_ptr> failures(static_cast<std::size_t>(count));
  {
    std::vector<std::jthread> pool;
    for (Index thread = 0; thread < wanted; ++thread) {
      pool.emplace_back([&] {
        for (Index i = next++; i < count; i = next++) {
          try {
            work(i);
          } catch (...) {
            failures[static_cast<std::size_t>(i)] = std::current_exception();
          }
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace cchc

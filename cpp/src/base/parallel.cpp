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
  const auto take_work = [&] {
    for (Index i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        failures[static_cast<std::size_t>(i)] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> pool;  // beside the caller, which works too
    for (Index thread = 1; thread < wanted; ++thread) {
      pool.emplace_back(take_work);
    }
    take_work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

void parallel_for_rows(Index rows, Index cells, const std::function<void(Index, Index)>& work) {
  constexpr Index part_cells = 131072;
  const Index part = std::max(Index{1}, part_cells / std::max(Index{1}, cells));
  parallel_for((rows + part - 1) / part, 0,
               [&](Index at) { work(at * part, std::min(rows, (at + 1) * part)); });
}

}  // namespace cchc

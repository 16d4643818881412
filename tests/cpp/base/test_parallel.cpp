#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "cchc/base/parallel.hpp"

namespace cchc {
namespace {

TEST(Parallel, EveryPieceIsDoneOnce) {
  for (const Index threads : {0, 1, 2, 4, 8, 100}) {
    for (const Index count : {0, 1, 2, 7, 200}) {
      std::vector<std::atomic<int>> done(static_cast<std::size_t>(count));
      parallel_for(count, threads, [&](Index i) { ++done[static_cast<std::size_t>(i)]; });
      for (const auto& times : done) {
        EXPECT_EQ(times, 1);
      }
    }
  }
}

TEST(Parallel, OneThreadIsTheCallersOwnAndKeepsTheOrder) {
  std::vector<Index> order;
  const auto caller = std::this_thread::get_id();
  parallel_for(5, 1, [&](Index i) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    order.push_back(i);
  });
  EXPECT_EQ(order, (std::vector<Index>{0, 1, 2, 3, 4}));
}

TEST(Parallel, TheFirstExceptionByPositionReachesTheCaller) {
  for (const Index threads : {1, 2, 4, 8}) {
    try {
      parallel_for(64, threads, [](Index i) {
        if (i % 10 == 3) {
          throw std::runtime_error(std::to_string(i));
        }
      });
      FAIL() << "the exception was lost";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "3");
    }
  }
}

TEST(Parallel, OtherPiecesAreDoneWhenOneFails) {
  std::atomic<int> done = 0;
  EXPECT_THROW(parallel_for(50, 4,
                            [&](Index i) {
                              ++done;
                              if (i == 0) {
                                throw std::runtime_error("0");
                              }
                            }),
               std::runtime_error);
  EXPECT_EQ(done, 50);
}

TEST(Parallel, MayBeNested) {
  std::atomic<int> done = 0;
  parallel_for(4, 4, [&](Index) { parallel_for(4, 4, [&](Index) { ++done; }); });
  EXPECT_EQ(done, 16);
}

TEST(Parallel, EveryRowIsInOnePart) {
  for (const Index rows : {0, 1, 3, 1000, 131073}) {
    for (const Index cells : {0, 1, 40, 200000}) {
      std::vector<std::atomic<int>> done(static_cast<std::size_t>(rows));
      parallel_for_rows(rows, cells, [&](Index first, Index end) {
        EXPECT_LT(first, end);
        for (Index row = first; row < end; ++row) {
          ++done[static_cast<std::size_t>(row)];
        }
      });
      for (const auto& times : done) {
        EXPECT_EQ(times, 1);
      }
    }
  }
}

TEST(Parallel, FewRowsStayWithTheCaller) {
  const auto caller = std::this_thread::get_id();
  parallel_for_rows(100, 40, [&](Index, Index) { EXPECT_EQ(std::this_thread::get_id(), caller); });
}

}  // namespace
}  // namespace cchc

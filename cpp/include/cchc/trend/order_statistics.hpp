// Values of given rank in an unsorted set, without sorting it: a narrowing search that guesses
// where a rank lies from where its neighbours were found. No order is changed and the result is
// exact.
#pragma once

#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

// How many values of a set lie below an interval, and how many in it.
struct SplitCounts {
  Index below;
  Index inside;
};

// Copies the values in [low, high], in order, to `into`, which has room for `count` + 8 values.
[[nodiscard]] SplitCounts gather(const double* values, Index count, double low, double high,
                                 double* into);

class OrderStatistics {
 public:
  // Takes the set, which must stay, and where the wanted ranks are thought to lie: a good guess
  // saves time, a bad one costs one pass. No value is NaN.
  void open(const double* values, Index count, double low, double high, Index first_rank,
            Index last_rank);
  // The values of rank `rank` and `rank` + 1, from 0; the second is NaN when there is none. Ranks
  // must lie between first_rank and last_rank of open(), which count the second one too.
  struct Pair {
    double value;
    double next;
  };
  [[nodiscard]] Pair at(Index rank, bool with_next);

 private:
  const double* set_ = nullptr;  // the values that may hold the ranks asked for
  Index size_ = 0;
  Index offset_ = 0;  // values below the set
  double low_ = 0.0;
  double high_ = 0.0;
  std::vector<double> near_;
  std::vector<double> nearer_;
};

}  // namespace cchc

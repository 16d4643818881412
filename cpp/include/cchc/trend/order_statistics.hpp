// A few ranks of a large unordered set, such as the median of all slopes and the ends of its
// interval, without sorting the set: a narrowing search that guesses where a rank lies from where
// its neighbours were found. No order is changed and the result is exact.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

// How many values of a set lie below an interval, and how many in it.
struct SplitCounts {
  Index below;
  Index inside;
};

// Copies the values in [low, high], in order, to `into`, which has room for `count` + 16 values.
[[nodiscard]] SplitCounts gather(const double* values, Index count, double low, double high,
                                 double* into);
[[nodiscard]] SplitCounts gather(const std::int32_t* values, Index count, std::int32_t low,
                                 std::int32_t high, std::int32_t* into);

// Of doubles, or of whole numbers of 32 bits.
template <class Number>
class OrderStatistics {
 public:
  // Takes the set, which must stay, and where the wanted ranks are thought to lie: a good guess
  // saves time, a bad one costs one pass. No value is NaN.
  void open(const Number* values, Index count, Number low, Number high, Index first_rank,
            Index last_rank);
  // The value of a rank, from 0, between first_rank and last_rank of open().
  [[nodiscard]] Number at(Index rank);

 private:
  // Where a rank lies: between two values, with so many of the set below the first (a good guess
  // is enough) and so many from one to the other.
  struct Bracket {
    Number low;
    Number high;
    Index before;
    Index within;
  };
  struct Window {
    Number from;
    Number to;
  };
  [[nodiscard]] Bracket bracket_of(Index rank) const;
  [[nodiscard]] static Window window_of(const Bracket& bracket, Index rank);
  Number found_at(Index rank, Number value);
  [[nodiscard]] Number found_among(Index rank, Index first, Index count);

  const Number* set_ = nullptr;  // the values that may hold the ranks asked for
  Index size_ = 0;
  Index offset_ = 0;  // values below the set
  Number low_{};
  Number high_{};
  Index known_rank_ = -1;  // the last rank that was found, and its value
  Number known_{};
  std::optional<Number> next_;  // the value of the rank behind it, where that was seen, too
  std::vector<Number> near_;
  std::vector<Number> nearer_;
};

extern template class OrderStatistics<double>;
extern template class OrderStatistics<std::int32_t>;

}  // namespace cchc

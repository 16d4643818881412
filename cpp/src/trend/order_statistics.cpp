#include "cchc/trend/order_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ranked_by_counting.hpp"

namespace cchc {
namespace {

// Sets this small are searched directly.
constexpr Index small_set = 32;
// How many ranks to either side of a guess are gathered.
constexpr double rank_margin = 6.0;
constexpr int most_steps = 8;

}  // namespace

template <class Number>
void OrderStatistics<Number>::open(const Number* values, Index count, Number low, Number high,
                                   Index first_rank, Index last_rank) {
  const auto room = static_cast<std::size_t>(count) + 16;
  if (near_.size() < room) {
    near_.resize(room);
    nearer_.resize(room);
  }
  const SplitCounts split = gather(values, count, low, high, near_.data());
  set_ = near_.data();
  size_ = split.inside;
  offset_ = split.below;
  low_ = low;
  high_ = high;
  known_rank_ = -1;
  next_.reset();
  if (!(split.below <= first_rank && last_rank < split.below + split.inside)) {
    const auto [least, most] = std::minmax_element(values, values + count);
    set_ = values;
    size_ = count;
    offset_ = 0;
    low_ = *least;
    high_ = *most;
  }
}

template <class Number>
typename OrderStatistics<Number>::Bracket OrderStatistics<Number>::bracket_of(Index rank) const {
  Bracket bracket{low_, high_, offset_, size_};
  if (known_rank_ >= 0 && rank < known_rank_) {
    bracket.high = known_;
    bracket.within = known_rank_ - offset_ + 1;
  } else if (known_rank_ >= 0) {
    bracket.low = known_;
    bracket.before = known_rank_;
    bracket.within = offset_ + size_ - known_rank_;
  }
  return bracket;
}

// The values around the rank, were the bracket's values evenly spread.
template <class Number>
typename OrderStatistics<Number>::Window OrderStatistics<Number>::window_of(const Bracket& bracket,
                                                                            Index rank) {
  const auto low = static_cast<double>(bracket.low);
  const auto high = static_cast<double>(bracket.high);
  const double per_rank = (high - low) / static_cast<double>(std::max<Index>(1, bracket.within));
  const double guess = low + (static_cast<double>(rank - bracket.before) + 0.5) * per_rank;
  const double from = std::clamp(guess - rank_margin * per_rank, low, high);
  const double to = std::clamp(guess + rank_margin * per_rank, low, high);
  return {static_cast<Number>(from), static_cast<Number>(to)};
}

template <class Number>
Number OrderStatistics<Number>::found_at(Index rank, Number value) {
  known_rank_ = rank;
  known_ = value;
  next_.reset();
  return value;
}

// The rank among the few values of nearer_, of which the first has the rank `first`.
template <class Number>
Number OrderStatistics<Number>::found_among(Index rank, Index first, Index count) {
  const RankedPair<Number> pair = ranked_by_counting(nearer_.data(), count, rank - first);
  found_at(rank, pair.value);
  if (rank + 1 < first + count) {
    next_ = pair.next;
  }
  return pair.value;
}

template <class Number>
Number OrderStatistics<Number>::at(Index rank) {
  if (next_ && rank == known_rank_ + 1) {
    return found_at(rank, *next_);
  }
  Number* const into = nearer_.data();
  Bracket bracket = bracket_of(rank);
  for (int step = 0; step < most_steps && size_ > small_set; ++step) {
    const Window window = window_of(bracket, rank);
    const SplitCounts split = gather(set_, size_, window.from, window.to, into);
    const Index first = offset_ + split.below;
    const Index behind = first + split.inside;
    if (rank < first) {
      bracket = {bracket.low, window.from, bracket.before, first - bracket.before};
    } else if (rank >= behind) {
      bracket = {window.to, bracket.high, behind, bracket.before + bracket.within - behind};
    } else if (window.from == window.to) {
      return found_at(rank, window.from);
    } else if (split.inside <= small_set) {
      return found_among(rank, first, split.inside);
    } else {
      bracket = {window.from, window.to, first, split.inside};
    }
  }
  std::copy_n(set_, size_, into);
  if (size_ <= small_set) {
    return found_among(rank, offset_, size_);
  }
  Number* const place = into + (rank - offset_);
  std::nth_element(into, place, into + size_);
  return found_at(rank, *place);
}

template class OrderStatistics<double>;
template class OrderStatistics<std::int32_t>;

}  // namespace cchc

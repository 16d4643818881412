#include "cchc/trend/level_shift.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "cchc/base/statistics.hpp"
#include "cchc/trend/mid_ranks.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
// Choosing m of n ranks takes about 2 (n m)^2 additions.
constexpr Index most_exact = 4000;
constexpr Index most_enumerated = 8;
constexpr Index fewest_searched = 4;

using Ranks = std::vector<Index>;

std::vector<double> known_of(std::span<const double> figures) {
  std::vector<double> known;
  std::ranges::copy_if(figures, std::back_inserter(known), [](double f) { return !std::isnan(f); });
  return known;
}

double median_of(std::vector<double> figures) {
  if (figures.empty()) {
    return nothing;
  }
  std::ranges::sort(figures);
  const std::size_t half = figures.size() / 2;
  return figures.size() % 2 == 1 ? figures[half] : figures[half - 1] / 2 + figures[half] / 2;
}

// Ways to choose `size` of the ranks, by their sum.
std::vector<double> sums_of_choices(const Ranks& ranks, Index size) {
  const Index most = *std::ranges::max_element(ranks) * size;
  const auto width = static_cast<std::size_t>(most) + 1;
  std::vector<std::vector<double>> ways(static_cast<std::size_t>(size) + 1,
                                        std::vector<double>(width, 0.0));
  ways[0][0] = 1.0;
  for (const Index rank : ranks) {
    for (std::size_t chosen = static_cast<std::size_t>(size); chosen >= 1; --chosen) {
      for (std::size_t sum = width; sum-- > static_cast<std::size_t>(rank);) {
        ways[chosen][sum] += ways[chosen - 1][sum - static_cast<std::size_t>(rank)];
      }
    }
  }
  return ways.back();
}

// How far the doubled rank sum of the first side lies from its mean; that of the second lies as far
// on the other side.
Index distance_of(const LevelShift& shift, const Ranks& ranks) {
  const Index sum = std::accumulate(ranks.begin(), ranks.begin() + shift.before, Index{0});
  // Twice the mean rank is n + 1, so the sums lie around before (n + 1).
  return std::abs(sum - shift.before * (std::ssize(ranks) + 1));
}

void add_exact_p(LevelShift& shift, const Ranks& ranks) {
  const Index smaller = std::min(shift.before, shift.after);
  const std::vector<double> ways = sums_of_choices(ranks, smaller);
  const Index middle = smaller * (std::ssize(ranks) + 1);
  const Index distance = distance_of(shift, ranks);
  Index farthest = 0;
  double all = 0.0;
  double beyond = 0.0;
  double at_edge = 0.0;
  for (Index each = 0; each < std::ssize(ways); ++each) {
    const double count = ways[static_cast<std::size_t>(each)];
    const Index away = std::abs(each - middle);
    all += count;
    beyond += away >= distance ? count : 0.0;
    if (count > 0.0 && away >= farthest) {
      at_edge = away > farthest ? count : at_edge + count;
      farthest = away;
    }
  }
  shift.p = beyond / all;
  shift.smallest_p = at_edge / all;
  shift.rule = PRule::exact;
}

struct Edge {
  Index distance;  // of the doubled rank sum that lies furthest from the mean
  double share;    // of all ways to divide the figures
};

// Ways to choose the `size` smallest ranks: all below the rank of the last one, and some of those
// that are equal to it; as a share of all ways.
Edge lower_edge(const Ranks& sorted, Index size) {
  const auto n = static_cast<double>(sorted.size());
  const Index last = sorted[static_cast<std::size_t>(size - 1)];
  const Index sum = std::accumulate(sorted.begin(), sorted.begin() + size, Index{0});
  const auto equal = static_cast<double>(std::ranges::count(sorted, last));
  const auto below =
      static_cast<double>(std::ranges::count_if(sorted, [&](Index rank) { return rank < last; }));
  const auto choices = [](double from, double of) {  // as a logarithm
    double logarithm = 0.0;
    for (double i = 1.0; i <= of; ++i) {
      logarithm += std::log((from - of + i) / i);
    }
    return logarithm;
  };
  const auto chosen = static_cast<double>(size);
  return {std::abs(sum - size * (std::ssize(sorted) + 1)),
          std::exp(choices(equal, chosen - below) - choices(n, chosen))};
}

// The share of the divisions that lie as far out as any can.
double share_at_edges(Ranks ranks, Index size) {
  std::ranges::sort(ranks);
  const Edge low = lower_edge(ranks, size);
  // The largest ranks of one side are the smallest of the other.
  const Edge high = lower_edge(ranks, std::ssize(ranks) - size);
  return std::min(1.0, low.distance > high.distance   ? low.share
                       : low.distance < high.distance ? high.share
                                                      : low.share + high.share);
}

// Of the rank sum (undoubled): m (n - m) / (n (n - 1)) x sum (rank - mean)^2. No p is below what
// the most extreme division is worth, which is known exactly.
void add_normal_p(LevelShift& shift, const Ranks& ranks) {
  const auto n = static_cast<double>(ranks.size());
  double spread = 0.0;
  for (const Index rank : ranks) {
    const double away = (static_cast<double>(rank) - (n + 1)) / 2;
    spread += away * away;
  }
  const double deviation =
      std::sqrt(static_cast<double>(shift.before * shift.after) * spread / (n * (n - 1)));
  const double distance = static_cast<double>(distance_of(shift, ranks)) / 2;
  const double p =
      deviation == 0.0 ? 1.0 : normal_two_sided(std::max(0.0, distance - 0.5) / deviation);
  shift.smallest_p = deviation == 0.0 ? 1.0 : share_at_edges(ranks, shift.before);
  shift.p = std::max(p, shift.smallest_p);
  shift.rule = PRule::normal;
}

struct Best {
  Index first_after = -1;
  double size = 0.0;
};

// The largest (sum - expected)^2 / (m (n - m)) over all positions.
Best largest_shift(const Ranks& ranks) {
  const Index n = std::ssize(ranks);
  Best best;
  Index sum = 0;
  for (Index m = 1; m < n; ++m) {
    sum += ranks[static_cast<std::size_t>(m - 1)];
    const auto away = static_cast<double>(sum - m * (n + 1));
    const double size = away * away / static_cast<double>(m * (n - m));
    if (size > best.size) {
      best = {m, size};
    }
  }
  return best;
}

// Equal quotients may round differently; a real difference is far larger.
bool reaches(const Ranks& ranks, double size) {
  return largest_shift(ranks).size >= size * (1.0 - 1e-12);
}

// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): the same numbers on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t limit) {
    const std::uint64_t most = ~std::uint64_t{0} - ~std::uint64_t{0} % limit;
    std::uint64_t drawn = next();
    while (drawn >= most) {
      drawn = next();
    }
    return drawn % limit;
  }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  std::uint64_t state_;
};

void enumerate(ShiftSearch& search, Ranks ranks, double size) {
  std::ranges::sort(ranks);
  Index beyond = 0;
  Index largest_count = 0;
  double largest = 0.0;
  do {
    const double found = largest_shift(ranks).size;
    beyond += found >= size * (1.0 - 1e-12) ? 1 : 0;
    if (found > largest * (1.0 + 1e-12)) {
      largest = found;
      largest_count = 0;
    }
    largest_count += found >= largest * (1.0 - 1e-12) ? 1 : 0;
    ++search.orders;
  } while (std::ranges::next_permutation(ranks).found);
  search.enumerated = true;
  search.p = static_cast<double>(beyond) / static_cast<double>(search.orders);
  search.smallest_p = static_cast<double>(largest_count) / static_cast<double>(search.orders);
}

void draw(ShiftSearch& search, Ranks ranks, double size, const ShiftSearchOptions& options) {
  Random random(options.seed);
  Index beyond = 0;
  for (Index order = 0; order < options.orders; ++order) {
    for (std::size_t last = ranks.size() - 1; last >= 1; --last) {
      std::swap(ranks[last], ranks[random.below(last + 1)]);
    }
    beyond += reaches(ranks, size) ? 1 : 0;
  }
  search.orders = options.orders;
  search.p = static_cast<double>(beyond + 1) / static_cast<double>(options.orders + 1);
  search.smallest_p = 1.0 / static_cast<double>(options.orders + 1);
}

// Where the window after the first `known` figures stands among all windows.
Index window_of(std::span<const double> figures, Index known) {
  for (Index window = 0; window < std::ssize(figures); ++window) {
    if (!std::isnan(figures[static_cast<std::size_t>(window)]) && known-- == 0) {
      return window;
    }
  }
  return std::ssize(figures);
}

}  // namespace

LevelShift level_shift(std::span<const double> figures, Index first_after) {
  if (first_after < 0 || first_after > std::ssize(figures)) {
    const std::string at = std::to_string(first_after);
    throw TrendError("CCHC-E1511", "there is no window " + at + " in the series",
                     "chuỗi không có kỳ thứ " + at);
  }
  const auto part = static_cast<std::size_t>(first_after);
  std::vector<double> known = known_of(figures.first(part));
  const std::vector<double> later = known_of(figures.subspan(part));
  LevelShift shift{std::ssize(known), std::ssize(later), median_of(known), median_of(later),
                   nothing,           nothing,           PRule::none};
  if (known.empty() || later.empty()) {
    return shift;
  }
  known.insert(known.end(), later.begin(), later.end());
  const Ranks ranks = doubled_ranks(known);
  std::ssize(ranks) * std::min(shift.before, shift.after) <= most_exact
      ? add_exact_p(shift, ranks)
      : add_normal_p(shift, ranks);
  return shift;
}

ShiftSearch find_shift(std::span<const double> figures, const ShiftSearchOptions& options) {
  if (options.orders < 99 || options.orders > 1'000'000) {
    const std::string asked = std::to_string(options.orders);
    throw TrendError("CCHC-E1512", "orders to draw must be 99 to 1000000, not " + asked,
                     "số hoán vị phải từ 99 đến 1000000, không phải " + asked);
  }
  ShiftSearch search{-1, nothing, nothing, nothing, false, 0};
  const Ranks ranks = doubled_ranks(known_of(figures));
  const Best best = largest_shift(ranks);
  if (std::ssize(ranks) < fewest_searched || best.first_after < 0) {
    return search;
  }
  search.first_after = window_of(figures, best.first_after);
  search.p_alone = level_shift(figures, search.first_after).p;
  if (std::ssize(ranks) <= most_enumerated) {
    enumerate(search, ranks, best.size);
  } else {
    draw(search, ranks, best.size, options);
  }
  return search;
}

}  // namespace cchc

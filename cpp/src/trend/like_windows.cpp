#include "cchc/trend/like_windows.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

void require_like(const std::vector<Period>& ordered) {
  if (ordered.empty()) {
    throw TrendError("CCHC-E1508", "there is no window to follow", "không có kỳ nào để theo dõi");
  }
  const Period first = ordered.front();
  for (const Period period : ordered) {
    if (period.length() != first.length()) {
      const std::string both = to_text(first) + ", " + to_text(period);
      throw TrendError(
          "CCHC-E1506",
          "windows of unlike length are not one series: " + both +
              "; take quarter flows with window=\"quarter\", or one position of each year with "
              "window=\"H1\" (Q1 to Q4, H1, H2, 9M, year)",
          "các kỳ dài ngắn khác nhau không thành một chuỗi: " + both +
              "; hãy dùng số phát sinh theo quý với window=\"quarter\", hoặc cùng một kỳ của mỗi "
              "năm "
              "với window=\"H1\" (Q1 đến Q4, H1, H2, 9M, year)");
    }
  }
}

void require_apart(const std::vector<Period>& ordered) {
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    if (ordered[i].overlaps(ordered[i - 1])) {
      const std::string both = to_text(ordered[i - 1]) + ", " + to_text(ordered[i]);
      throw TrendError("CCHC-E1507", "windows overlap, so they share figures: " + both,
                       "các kỳ chồng lên nhau nên có chung số liệu: " + both);
    }
  }
}

// Months from one window to the next. What is missing in every year is missing all the same, so the
// distance of the windows that are there says nothing.
int step_between(const std::vector<Period>& ordered, int asked) {
  constexpr int year = 12;
  const Period first = ordered.front();
  const bool yearly =
      ordered.size() > 1 && first.length() <= year &&
      std::ranges::all_of(ordered, [&](Period each) { return (each - first) % year == 0; });
  int step = asked > 0 ? asked : yearly ? year : first.length();
  for (const Period period : ordered) {
    step = std::gcd(step, static_cast<int>(period - first));
  }
  return step;
}

}  // namespace

bool LikeWindows::within_years() const {
  return std::ranges::adjacent_find(season, std::ranges::not_equal_to{}) != season.end();
}

Index LikeWindows::complete_years(const std::vector<bool>& known) const {
  constexpr int months = 12;
  const std::set<std::int32_t> seen(season.begin(), season.end());
  // Of consecutive windows every position counts, also one that nobody ever reported.
  const std::size_t positions = step == length && months % length == 0
                                    ? static_cast<std::size_t>(months / length)
                                    : seen.size();
  std::map<std::int32_t, std::size_t> found;  // windows do not overlap, so a position counts once
  for (std::size_t window = 0; window < season.size(); ++window) {
    found[year[window]] += known[window] ? 1U : 0U;
  }
  return std::ranges::count_if(found, [&](const auto& each) { return each.second == positions; });
}

LikeWindows like_windows(const std::vector<Period>& periods, int step) {
  LikeWindows windows;
  windows.columns.resize(periods.size());
  std::iota(windows.columns.begin(), windows.columns.end(), Index{0});
  std::ranges::sort(windows.columns, {},
                    [&](Index column) { return periods[static_cast<std::size_t>(column)]; });
  std::vector<Period> ordered;
  for (const Index column : windows.columns) {
    ordered.push_back(periods[static_cast<std::size_t>(column)]);
  }
  require_like(ordered);
  require_apart(ordered);
  windows.length = ordered.front().length();
  windows.step = step_between(ordered, step);
  for (const Period period : ordered) {
    windows.x.push_back(static_cast<std::int32_t>((period - ordered.front()) / windows.step));
    windows.year.push_back(period.year());
    windows.season.push_back(period.first_month() - 12 * period.year());
  }
  return windows;
}

std::int32_t step_of(const LikeWindows& windows, Period first, Period other) {
  const Index months = other - first;
  if (other.length() != windows.length || months % windows.step != 0) {
    const std::string asked = to_text(other);
    const Index distance = other.end_month() - windows.length - first.first_month();
    const Index steps =
        distance >= 0 ? distance / windows.step : (distance - windows.step + 1) / windows.step;
    const std::string nearest = to_text(first.shifted(static_cast<int>(steps) * windows.step));
    throw TrendError("CCHC-E1509",
                     asked + " is no window of this series, whose windows are like " +
                         to_text(first) + "; the nearest is " + nearest,
                     asked + " không phải là kỳ của chuỗi này (các kỳ như " + to_text(first) +
                         "); kỳ gần nhất là " + nearest);
  }
  return static_cast<std::int32_t>(months / windows.step);
}

}  // namespace cchc

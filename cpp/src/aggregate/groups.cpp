#include "cchc/aggregate/groups.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// Adds the groups of one unit: its subtree is one range of rows, read row by row.
class Gathering {
 public:
  Gathering(const Matrix& cells, Groups& groups)
      : cells_(cells), groups_(groups), ends_(static_cast<std::size_t>(cells.cols())) {}

  void add(Index unit, Index end) {
    count(unit, end);
    groups_.values.resize(static_cast<std::size_t>(groups_.offsets.back()));
    for (Index row = unit; row < end; ++row) {
      for (Index period = 0; period < cells_.cols(); ++period) {
        if (!std::isnan(cells_(row, period))) {
          const auto place = ends_[static_cast<std::size_t>(period)]++;
          groups_.values[static_cast<std::size_t>(place)] = cells_(row, period);
        }
      }
    }
    groups_.units.push_back(unit);
  }

 private:
  // Appends the offsets of the unit; `ends_` becomes where the next value of each period goes.
  void count(Index unit, Index end) {
    std::fill(ends_.begin(), ends_.end(), 0);
    for (Index row = unit; row < end; ++row) {
      for (Index period = 0; period < cells_.cols(); ++period) {
        ends_[static_cast<std::size_t>(period)] += std::isnan(cells_(row, period)) ? 0 : 1;
      }
    }
    for (std::int64_t& size : ends_) {
      const std::int64_t start = groups_.offsets.back();
      groups_.offsets.push_back(start + size);
      size = start;
    }
  }

  const Matrix& cells_;
  Groups& groups_;
  std::vector<std::int64_t> ends_;
};

double between(double below, double above, double share) {
  return share == 0.0 ? below : below + (above - below) * share;
}

// Sorts as far as needed, in place.
double quantile(std::span<double> values, double probability) {
  if (values.empty() || std::ranges::any_of(values, [](double v) { return std::isnan(v); })) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double position = static_cast<double>(values.size() - 1) * probability;
  const auto lower = static_cast<std::ptrdiff_t>(std::floor(position));
  const auto at = values.begin() + lower;
  std::ranges::nth_element(values, at);
  const double below = *at;
  const double share = position - static_cast<double>(lower);
  return share == 0.0 ? below : between(below, *std::min_element(at + 1, values.end()), share);
}

void check_groups(std::span<const double> values, std::span<const std::int64_t> offsets) {
  const bool well_formed = !offsets.empty() && offsets.front() == 0 &&
                           std::ranges::is_sorted(offsets) && offsets.back() == std::ssize(values);
  if (!well_formed) {
    const std::string size = std::to_string(values.size());
    throw AggregationError(
        "CCHC-E1042",
        "offsets must begin with 0, never fall and end with " + size + ", the number of values",
        "offsets phải bắt đầu bằng 0, không giảm và kết thúc bằng " + size + ", là số giá trị");
  }
}

}  // namespace

Groups subtree_groups(const Hierarchy& hierarchy, const Figures& own, std::string_view level) {
  Groups groups;
  groups.offsets.push_back(0);
  const Matrix cells = own.values();
  Gathering gathering(cells, groups);
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    if (hierarchy.level(unit) == level) {
      gathering.add(unit, hierarchy.end(unit));
    }
  }
  return groups;
}

std::vector<double> group_quantiles(std::span<const double> values,
                                    std::span<const std::int64_t> offsets, double probability) {
  check_groups(values, offsets);
  if (!(probability >= 0 && probability <= 1)) {
    throw AggregationError("CCHC-E1041", "a quantile is asked for by a probability from 0 to 1",
                           "phân vị phải cho bằng một xác suất từ 0 đến 1");
  }
  std::vector<double> found;
  found.reserve(offsets.size() - 1);
  std::vector<double> scratch;
  for (std::size_t group = 0; group + 1 < offsets.size(); ++group) {
    scratch.assign(values.begin() + offsets[group], values.begin() + offsets[group + 1]);
    found.push_back(quantile(scratch, probability));
  }
  return found;
}

}  // namespace cchc

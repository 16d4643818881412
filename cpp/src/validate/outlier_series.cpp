#include "cchc/validate/outlier_series.hpp"

#include <algorithm>
#include <limits>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// A figure that is no whole number stands as -1, which no count is; one beyond 64 bits as the
// largest there, which is too large for any test.
std::int64_t count_at(const Figures& figures, Index unit, Index period) {
  const Int128 one = power_of_ten(figures.scale);
  const Int128 whole = figures.whole(unit, period);
  const Int128 most = std::numeric_limits<std::int64_t>::max();
  return whole < 0 || whole % one != 0 ? -1
                                       : static_cast<std::int64_t>(std::min(whole / one, most));
}

void require_exact(const Figures& figures) {
  if (!figures.exact) {
    throw NumberError("CCHC-E0714",
                      "only counts can be tested; the figures of this indicator are quotients",
                      "chỉ kiểm định được số đếm; số liệu của chỉ tiêu này là thương số");
  }
}

class Series {
 public:
  Series(const Cube& cube, const SeriesPlanes& planes, const std::vector<Index>& periods)
      : cube_(cube),
        count_(cube.plane(planes.count).figures),
        whole_(planes.whole ? &cube.plane(*planes.whole).figures : nullptr),
        periods_(periods) {
    require_exact(count_);
    if (whole_ != nullptr) {
      require_exact(*whole_);
    }
  }

  [[nodiscard]] bool has(Index unit, Index period) const {
    return count_.has(unit, period) && (whole_ == nullptr || whole_->has(unit, period));
  }
  [[nodiscard]] Index points(Index unit) const {
    Index points = 0;
    for (const Index period : periods_) {
      points += has(unit, period) ? 1 : 0;
    }
    return points;
  }

  [[nodiscard]] OutlierTest test(Index unit, double alpha) const {
    std::vector<CountPoint> counts;
    std::vector<SharePoint> shares;
    for (const Index period : periods_) {
      if (!has(unit, period)) {
        continue;
      }
      const std::int64_t count = count_at(count_, unit, period);
      const int months = cube_.periods()[static_cast<std::size_t>(period)].length();
      counts.push_back({count, static_cast<double>(months)});
      shares.push_back({count, whole_ == nullptr ? count : count_at(*whole_, unit, period)});
    }
    return whole_ == nullptr ? count_outlier(counts, alpha) : share_outlier(shares, alpha);
  }

 private:
  const Cube& cube_;
  const Figures& count_;
  const Figures* whole_;
  const std::vector<Index>& periods_;
};

}  // namespace

std::vector<UnitOutlier> outliers(const Cube& cube, const SeriesPlanes& planes,
                                  const std::vector<Index>& units,
                                  const std::vector<Index>& periods, double alpha) {
  std::vector<UnitOutlier> found;
  if (periods.empty()) {
    return found;
  }
  const Series series(cube, planes, periods);
  Index tests = 0;
  for (const Index unit : units) {
    if (series.has(unit, periods.back())) {
      found.push_back({unit, series.points(unit), series.test(unit, alpha)});
      tests += found.back().test.is_tested() ? 1 : 0;
    }
  }
  for (UnitOutlier& one : found) {
    if (one.test.is_tested()) {
      one.test.verdict = outlier_verdict(one.test.p, alpha / static_cast<double>(tests));
    }
  }
  return found;
}

}  // namespace cchc

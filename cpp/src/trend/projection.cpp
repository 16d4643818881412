#include "cchc/trend/projection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "cchc/base/enum_text.hpp"
#include "cchc/trend/chosen_share.hpp"
#include "cchc/trend/residuals.hpp"

namespace cchc {
namespace {

constexpr auto sides =
    enum_text<TargetSide>("side of a target", "chiều của mục tiêu",
                          {{TargetSide::at_most, "at_most"}, {TargetSide::at_least, "at_least"}});
constexpr auto verdicts =
    enum_text<ProjectionVerdict>("verdict", "kết luận",
                                 {{ProjectionVerdict::on_track, "on_track"},
                                  {ProjectionVerdict::not_on_track, "not_on_track"},
                                  {ProjectionVerdict::cannot_tell, "cannot_tell"},
                                  {ProjectionVerdict::reached, "reached"},
                                  {ProjectionVerdict::not_reached, "not_reached"}});
constexpr auto reasons =
    enum_text<VerdictReason>("reason of a verdict", "lý do kết luận",
                             {{VerdictReason::interval_meets, "interval_meets"},
                              {VerdictReason::interval_misses, "interval_misses"},
                              {VerdictReason::interval_straddles, "interval_straddles"},
                              {VerdictReason::too_few, "too_few"},
                              {VerdictReason::no_scatter, "no_scatter"},
                              {VerdictReason::too_far, "too_far"},
                              {VerdictReason::beyond_bounds, "beyond_bounds"},
                              {VerdictReason::serial, "serial"},
                              {VerdictReason::known, "known"},
                              {VerdictReason::passed, "passed"},
                              {VerdictReason::no_target, "no_target"}});

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct Known {
  std::vector<std::int32_t> x;
  std::vector<double> figures;
};

Known known_of(std::span<const double> figures, std::span<const std::int32_t> x) {
  Known known;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!std::isnan(figures[i])) {
      known.x.push_back(x[i]);
      known.figures.push_back(figures[i]);
    }
  }
  return known;
}

bool meets(double value, const Target& target) {
  return target.side == TargetSide::at_most ? value <= target.value : value >= target.value;
}

Projection told(const Prediction& expected, bool first, bool second) {
  if (first != second) {
    return {expected, ProjectionVerdict::cannot_tell, VerdictReason::interval_straddles};
  }
  return first ? Projection{expected, ProjectionVerdict::on_track, VerdictReason::interval_meets}
               : Projection{expected, ProjectionVerdict::not_on_track,
                            VerdictReason::interval_misses};
}

// Only the interval: a line that leaves the bounds is no forecast, and is not bent to them.
Prediction cut(const Prediction& expected, const Target& target) {
  const auto within = [&](double value) {
    return std::isnan(value) ? value : std::clamp(value, target.lowest, target.highest);
  };
  return {expected.value, within(expected.low), within(expected.high)};
}

double largest_of(const std::vector<double>& figures) {
  double largest = 0.0;
  for (const double figure : figures) {
    largest = std::max(largest, std::abs(figure));
  }
  return largest;
}

// Why the interval around the line would be wrong; nothing when it is sound.
std::optional<VerdictReason> flaw(const Known& known, const LineFit& fit, int scale, double unit,
                                  double value, const Target& target, double confidence) {
  if (!has_scatter(fit.residual_deviation * unit, largest_of(known.figures), scale >= 0) &&
      std::ssize(known.x) - 2 < fewest_without_scatter(confidence)) {
    return VerdictReason::no_scatter;
  }
  if (value < target.lowest || value > target.highest) {
    return VerdictReason::beyond_bounds;
  }
  if (goes_together(known.figures, known.x, fit.slope * unit, fit.intercept * unit)) {
    return VerdictReason::serial;
  }
  return std::nullopt;
}

// Why nothing can be told, however good the line is.
std::optional<VerdictReason> obstacle(const Known& known, const Target& target) {
  if (std::isnan(target.value)) {
    return VerdictReason::no_target;
  }
  if (std::ssize(known.x) < fewest_projected) {
    return VerdictReason::too_few;
  }
  if (target.at - known.x.back() > known.x.back() - known.x.front()) {
    return VerdictReason::too_far;
  }
  return std::nullopt;
}

// What a window says that is not ahead of the last one followed; nothing when it is.
std::optional<Projection> behind(const Known& known, double unit, const Target& target,
                                 std::int32_t last) {
  const auto reported = std::ranges::find(known.x, target.at);
  if (reported != known.x.end()) {
    const double value = known.figures[static_cast<std::size_t>(reported - known.x.begin())] / unit;
    return Projection{
        {value, value, value},
        meets(value, target) ? ProjectionVerdict::reached : ProjectionVerdict::not_reached,
        VerdictReason::known};
  }
  if (!known.x.empty() && target.at <= last) {
    return Projection{
        {nothing, nothing, nothing}, ProjectionVerdict::cannot_tell, VerdictReason::passed};
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(TargetSide side) { return sides.text(side); }
TargetSide target_side_from_text(std::string_view text) { return sides.at(text); }
std::string_view to_text(ProjectionVerdict verdict) { return verdicts.text(verdict); }
std::string_view to_text(VerdictReason reason) { return reasons.text(reason); }

Index fewest_without_scatter(double confidence) {
  require_confidence(confidence);
  return static_cast<Index>(std::ceil(std::log(1.0 - confidence) / std::log(confidence)));
}

Projection project(std::span<const double> figures, std::span<const std::int32_t> x, int scale,
                   const Target& target, double confidence) {
  require_confidence(confidence);
  const Known known = known_of(figures, x);
  const Index count = std::ssize(known.x);
  const double unit = scale > 0 ? static_cast<double>(power_of_ten(scale)) : 1.0;
  const auto fact =
      std::isnan(target.value) || x.empty() ? std::nullopt : behind(known, unit, target, x.back());
  if (fact) {
    return *fact;
  }
  const LineFit fit = fit_line(known.x, known.figures, scale);
  const double mean_x = count == 0 ? nothing
                                   : std::accumulate(known.x.begin(), known.x.end(), 0.0) /
                                         static_cast<double>(count);
  Prediction expected = cut(predict(fit, mean_x, target.at, confidence), target);
  const auto wrong = flaw(known, fit, scale, unit, expected.value, target, confidence);
  if (wrong) {
    expected.low = nothing;
    expected.high = nothing;
  }
  if (const auto first = obstacle(known, target); first || wrong) {
    return {expected, ProjectionVerdict::cannot_tell, first ? *first : *wrong};
  }
  return told(expected, meets(expected.low, target), meets(expected.high, target));
}

}  // namespace cchc

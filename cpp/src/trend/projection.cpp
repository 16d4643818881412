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

Prediction cut(const Prediction& expected, const Target& target) {
  const auto within = [&](double value) {
    return std::isnan(value) ? value : std::clamp(value, target.lowest, target.highest);
  };
  return {within(expected.value), within(expected.low), within(expected.high)};
}

// Doubles round, so figures on a line may leave it by a few units in the last place.
bool has_scatter(const LineFit& fit, const std::vector<double>& figures, double unit) {
  double largest = 0.0;
  for (const double figure : figures) {
    largest = std::max(largest, std::abs(figure));
  }
  return fit.residual_deviation * unit > largest * 0x1p-40;
}

// What a window says that is not ahead; nothing when it is.
std::optional<Projection> behind(const Known& known, double unit, const Target& target) {
  const auto reported = std::ranges::find(known.x, target.at);
  if (reported != known.x.end()) {
    const double value = known.figures[static_cast<std::size_t>(reported - known.x.begin())] / unit;
    return Projection{
        {value, value, value},
        meets(value, target) ? ProjectionVerdict::reached : ProjectionVerdict::not_reached,
        VerdictReason::known};
  }
  if (!known.x.empty() && target.at < known.x.back()) {
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
  const auto fact = std::isnan(target.value) ? std::nullopt : behind(known, unit, target);
  if (fact) {
    return *fact;
  }
  const LineFit fit = fit_line(known.x, known.figures, scale);
  const double mean_x = count == 0 ? nothing
                                   : std::accumulate(known.x.begin(), known.x.end(), 0.0) /
                                         static_cast<double>(count);
  Prediction expected = cut(predict(fit, mean_x, target.at, confidence), target);
  const bool unsure = count > 2 && !has_scatter(fit, known.figures, unit) &&
                      count - 2 < fewest_without_scatter(confidence);
  if (unsure) {
    expected.low = nothing;
    expected.high = nothing;
  }
  if (std::isnan(target.value)) {
    return {expected, ProjectionVerdict::cannot_tell, VerdictReason::no_target};
  }
  if (count < fewest_projected) {
    return {expected, ProjectionVerdict::cannot_tell, VerdictReason::too_few};
  }
  if (target.at - known.x.back() > known.x.back() - known.x.front()) {
    return {expected, ProjectionVerdict::cannot_tell, VerdictReason::too_far};
  }
  if (unsure) {
    return {expected, ProjectionVerdict::cannot_tell, VerdictReason::no_scatter};
  }
  return told(expected, meets(expected.low, target), meets(expected.high, target));
}

}  // namespace cchc

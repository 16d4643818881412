#include "cchc/aggregate/like_for_like.hpp"

#include <limits>
#include <utility>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/own_figures.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"

namespace cchc {
namespace {

using Present = Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Present reported(const Plane& plane) {
  return plane.states == static_cast<std::uint8_t>(ValueState::reported);
}

Plane matched(const Plane& plane, const Present& present, Index period, Index baseline_period) {
  Plane kept = plane;
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    if (present(unit, period) && present(unit, baseline_period)) {
      continue;
    }
    for (const Index column : {period, baseline_period}) {
      if (plane.state(unit, column) == ValueState::reported) {
        kept.figures.head(unit, column) = std::numeric_limits<double>::quiet_NaN();
        kept.states(unit, column) = static_cast<std::uint8_t>(ValueState::missing);
      }
      kept.add_mark(unit, column, Mark::excluded);
    }
  }
  return kept;
}

// A cell that stayed is the observed cell; one that was taken out says so.
class Matched final : public Origin {
 public:
  explicit Matched(std::shared_ptr<const Cube> observed) : observed_(std::move(observed)) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    Derivation step = observed_->derivation(place);
    if (cube.plane(place.plane).has_mark(place.unit, place.period, Mark::excluded)) {
      step.rule_en = "left out: the unit gave a figure in only one of the two periods, or in none";
      step.rule_vi = "không tính: đơn vị chỉ có số liệu ở một trong hai kỳ, hoặc không có";
    }
    return step;
  }

 private:
  std::shared_ptr<const Cube> observed_;
};

}  // namespace

std::shared_ptr<const Cube> like_for_like(std::shared_ptr<const Cube> cube, Index period,
                                          Index baseline_period) {
  cube = own_figures(std::move(cube)).cube;
  for (Index plane = 0; plane < cube->planes(); ++plane) {
    require_own_figures(*cube, plane);
  }
  CubeParts parts = cube->parts();
  for (auto& plane : parts.planes) {
    plane =
        std::make_shared<const Plane>(matched(*plane, reported(*plane), period, baseline_period));
  }
  // A ratio compares like with like when its parts do: they are matched by now.
  const Cube with_matched_parts(parts);
  for (Index index = 0; index < cube->planes(); ++index) {
    if (cube->indicator(index).over_units == OverUnits::ratio_of_sums) {
      const OwnRatioParts own = own_ratio_parts(with_matched_parts, index);
      auto& plane = parts.planes[static_cast<std::size_t>(index)];
      plane = std::make_shared<const Plane>(
          matched(*plane, !own.parts.denominator.head.isNaN(), period, baseline_period));
    }
  }
  parts.origin = std::make_shared<const Matched>(std::move(cube));
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc

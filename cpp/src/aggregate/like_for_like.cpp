#include "cchc/aggregate/like_for_like.hpp"

#include <limits>
#include <utility>

namespace cchc {
namespace {

bool reported(const Plane& plane, Index unit, Index period) {
  return plane.state(unit, period) == ValueState::reported;
}

Plane matched(const Plane& plane, Index period, Index baseline_period) {
  Plane kept = plane;
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    if (reported(plane, unit, period) && reported(plane, unit, baseline_period)) {
      continue;
    }
    for (const Index column : {period, baseline_period}) {
      if (reported(plane, unit, column)) {
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
  CubeParts parts = cube->parts();
  for (auto& plane : parts.planes) {
    plane = std::make_shared<const Plane>(matched(*plane, period, baseline_period));
  }
  parts.origin = std::make_shared<const Matched>(std::move(cube));
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc

#include "cchc/compare/given_baseline.hpp"

#include <utility>
#include <vector>

#include "cchc/compare/match.hpp"

namespace cchc {
namespace {

// Names all figures of the unit: what the function saw of it.
class GivenBaseline final : public Origin {
 public:
  GivenBaseline(std::shared_ptr<const Cube> cube, std::string function)
      : cube_(std::move(cube)), function_(std::move(function)) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Index plane = cube_->at(cube.indicator(place.plane).code);
    Derivation step;
    step.rule_en = "extension " + function_ +
                   " made it of the whole plane, all units in all windows; which figures it used "
                   "is not known, those of the unit that it saw are named";
    step.rule_vi = "phần mở rộng " + function_ +
                   " tính từ toàn bộ số liệu của chỉ tiêu, mọi đơn vị và mọi kỳ; không rõ hàm đã "
                   "dùng số nào, dưới đây là các số của đơn vị mà hàm nhận được";
    for (Index column = 0; column < std::ssize(cube_->periods()); ++column) {
      if (cube_->plane(plane).state(place.unit, column) == ValueState::reported) {
        const Period window = cube_->periods()[static_cast<std::size_t>(column)];
        step.parts.push_back({cube_,
                              {plane, place.unit, column},
                              "",
                              "figure of " + label_en(window) + ", seen by the function",
                              "số liệu " + label_vi(window) + " mà hàm nhận được"});
      }
    }
    return step;
  }

 private:
  std::shared_ptr<const Cube> cube_;
  std::string function_;
};

// The marks and traits that any of a unit's figures has.
void carry_marks_of_row(Plane& plane, const Plane& seen, Index unit) {
  ReportTraits traits = 0;
  unsigned marks = 0;
  for (Index column = 0; column < seen.states.cols(); ++column) {
    if (seen.state(unit, column) == ValueState::reported) {
      traits |= seen.traits_of(unit, column);
      marks |= seen.marks.size() == 0 ? 0U : seen.marks(unit, column);
    }
  }
  for (Index column = 0; column < plane.states.cols(); ++column) {
    if (plane.state(unit, column) != ValueState::reported) {
      continue;
    }
    plane.add_traits(unit, column, traits);
    for (const Mark mark : {Mark::estimated, Mark::rebuilt}) {
      if ((marks & mark) != 0) {
        plane.add_mark(unit, column, mark);
      }
    }
  }
}

Plane held_to_row(Plane plane, const Plane& seen) {
  plane.over_units = seen.over_units;
  plane.over_periods = seen.over_periods;
  plane.flows = seen.flows;
  plane.marks.resize(0, 0);
  plane.traits.resize(0, 0);
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    carry_marks_of_row(plane, seen, unit);
  }
  return plane;
}

}  // namespace

std::shared_ptr<const Cube> given_baseline(const std::shared_ptr<const Cube>& cube,
                                           const Cube& computed, const std::string& function) {
  CubeParts parts = computed.parts();
  parts.planes.clear();
  for (const auto& plane : computed.parts().planes) {
    const auto seen = cube->find(computed.catalogue()[plane->indicator].code);
    if (seen && &cube->plane(*seen) != plane.get()) {
      parts.planes.push_back(
          std::make_shared<const Plane>(held_to_row(*plane, cube->plane(*seen))));
    }
  }
  parts.origin = std::make_shared<const GivenBaseline>(cube, function);
  return std::make_shared<const Cube>(std::move(parts));
}

RowPerimeter::RowPerimeter(const Cube& cube, Index plane)
    : cube_(cube), totals_(cube.plane(plane)) {
  for (Index column = 0; totals_.coverage && column < totals_.states.cols(); ++column) {
    columns_.emplace_back(cube, plane, column);
  }
}

std::vector<Reasons> RowPerimeter::reasons(Index at) const {
  if (columns_.empty()) {
    return {};
  }
  const Hierarchy& hierarchy = cube_.hierarchy();
  const OwnCoverage& now = columns_[static_cast<std::size_t>(at)];
  std::vector<Reasons> found(static_cast<std::size_t>(cube_.units()), 0);
  for (Index column = 0; column < totals_.states.cols(); ++column) {
    const Differences differences =
        differences_between(hierarchy, now, columns_[static_cast<std::size_t>(column)]);
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      if (totals_.state(unit, column) == ValueState::reported) {
        found[static_cast<std::size_t>(unit)] |=
            differences.reasons(unit) | lost_reasons(hierarchy, unit, totals_, at, totals_, column);
      }
    }
  }
  return found;
}

}  // namespace cchc

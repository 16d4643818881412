#include "cchc/cube/computed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/cube/computed_check.hpp"

namespace cchc {
namespace {

class ComputedOrigin final : public Origin {
 public:
  ComputedOrigin(std::shared_ptr<const Cube> before, std::vector<Index> computed_at,
                 std::vector<ComputedPlane> planes)
      : before_(std::move(before)),
        computed_at_(std::move(computed_at)),
        planes_(std::move(planes)) {}

  [[nodiscard]] Derivation derivation(const Cube& /*cube*/, CellPlace place) const override {
    const Index computed = computed_at_[static_cast<std::size_t>(place.plane)];
    if (computed < 0) {
      return before_->derivation(place);
    }
    const ComputedPlane& plane = planes_[static_cast<std::size_t>(computed)];
    Derivation step;
    step.rule_en = "extension " + plane.extension;
    step.rule_vi = "phần mở rộng " + plane.extension;
    for (const Index input : plane.inputs) {
      step.parts.push_back({before_, {input, place.unit, place.period}, "", "input", "đầu vào"});
    }
    return step;
  }

 private:
  std::shared_ptr<const Cube> before_;
  std::vector<Index> computed_at_;  // by plane of the new cube; -1: as it was before
  std::vector<ComputedPlane> planes_;
};

constexpr auto code_of(ValueState state) { return static_cast<std::uint8_t>(state); }

// What the inputs say of each cell: reported when any of them has a figure there, otherwise
// not_applicable when any is, otherwise missing.
Flags states_of_inputs(const Cube& cube, const ComputedPlane& computed) {
  Flags found =
      Flags::Constant(cube.units(), std::ssize(cube.periods()), code_of(ValueState::missing));
  constexpr std::uint8_t reported = code_of(ValueState::reported);
  constexpr std::uint8_t not_applicable = code_of(ValueState::not_applicable);
  for (const Index input : computed.inputs) {
    const Flags& states = cube.plane(input).states;
    found = (found == reported || states == reported)
                .select(reported, (states == not_applicable).select(not_applicable, found));
  }
  return found;
}

// A first look at all cells, without a branch: most planes pass it, and the others are gone through
// again to say where the fault is.
bool passes(const Matrix& values, const Flags& inputs, bool from_nothing) {
  const auto figures = values == values;
  const auto known = inputs == code_of(ValueState::reported);
  const bool infinite = (values.abs() == std::numeric_limits<double>::infinity()).any();
  return !infinite && (from_nothing || !(figures && !known).any());
}

void refuse(const Cube& cube, const Plane& plane, const std::string& code, const Flags& inputs,
            const ComputedPlane& computed) {
  const ComputedCellCheck check(cube, computed.extension, code);
  const Matrix& values = plane.figures.head;
  for (Index unit = 0; unit < values.rows(); ++unit) {
    for (Index period = 0; period < values.cols(); ++period) {
      if (!std::isnan(values(unit, period))) {
        const bool known = inputs(unit, period) == code_of(ValueState::reported);
        check.require(values(unit, period), known || computed.from_nothing, unit, period);
      }
    }
  }
}

// Whether every figure is a whole number that a float64 holds exactly; stops at the first that is
// not.
bool are_whole(const Matrix& values) {
  return std::all_of(values.data(), values.data() + values.size(), [](double value) {
    return std::isnan(value) || (std::abs(value) < exact_limit &&
                                 value == static_cast<double>(static_cast<std::int64_t>(value)));
  });
}

void add_marks(Plane& plane, const Plane& input) {
  if (input.marks.size() == 0 && input.traits.size() == 0) {
    return;
  }
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    for (Index period = 0; period < plane.states.cols(); ++period) {
      if (plane.state(unit, period) != ValueState::reported) {
        continue;
      }
      plane.add_traits(unit, period, input.traits_of(unit, period));
      if (input.marks.size() != 0 && (input.marks(unit, period) & ~withheld) != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(input.marks(unit, period) & ~withheld));
      }
    }
  }
}

Plane plane_of(const Cube& cube, const Catalogue& catalogue, ComputedPlane& computed) {
  const std::string& code = catalogue[computed.indicator].code;
  require_shape(cube, computed.extension, code, computed.values);
  const Flags inputs = states_of_inputs(cube, computed);
  Plane plane;
  plane.indicator = computed.indicator;
  plane.figures.head = std::move(computed.values);
  const Matrix& values = plane.figures.head;
  if (!passes(values, inputs, computed.from_nothing || computed.inputs.empty())) {
    refuse(cube, plane, code, inputs, computed);
  }
  plane.figures.exact = are_whole(values);
  // A gap where an input has a figure is missing: the extension gives none.
  constexpr std::uint8_t missing = code_of(ValueState::missing);
  constexpr std::uint8_t not_applicable = code_of(ValueState::not_applicable);
  plane.states = (values == values)
                     .select(code_of(ValueState::reported),
                             (inputs == not_applicable).select(inputs, missing));
  for (const Index input : computed.inputs) {
    add_marks(plane, cube.plane(input));
  }
  return plane;
}

void require_extended(const Catalogue& own, const Catalogue& other) {
  const bool extends =
      other.size() >= own.size() && std::equal(own.begin(), own.end(), other.begin());
  if (!extends) {
    throw SelectionError("CCHC-E0940",
                         "the catalogue must be the cube's own with indicators added at its end",
                         "danh mục phải là danh mục của khối dữ liệu, chỉ thêm chỉ tiêu ở cuối");
  }
}

}  // namespace

std::shared_ptr<const Cube> with_computed(std::shared_ptr<const Cube> cube,
                                          std::shared_ptr<const Catalogue> catalogue,
                                          std::vector<ComputedPlane> planes) {
  require_extended(cube->catalogue(), *catalogue);
  CubeParts parts = cube->parts();
  std::vector<Index> computed_at(parts.planes.size(), -1);
  for (std::size_t i = 0; i < planes.size(); ++i) {
    auto plane = std::make_shared<const Plane>(plane_of(*cube, *catalogue, planes[i]));
    const auto same = std::ranges::find(parts.planes, plane->indicator, &Plane::indicator);
    const auto at = static_cast<std::size_t>(same - parts.planes.begin());
    if (same == parts.planes.end()) {
      parts.planes.push_back(std::move(plane));
      computed_at.push_back(static_cast<Index>(i));
    } else {
      *same = std::move(plane);
      computed_at[at] = static_cast<Index>(i);
    }
  }
  parts.catalogue = std::move(catalogue);
  parts.origin = std::make_shared<const ComputedOrigin>(std::move(cube), std::move(computed_at),
                                                        std::move(planes));
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc

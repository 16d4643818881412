#include "cchc/cube/computed.hpp"

#include <algorithm>
#include <cmath>
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

// Whether any input has a figure there, and what to say where there is none.
struct Inputs {
  Flags known;
  Flags states;

  Inputs(const Cube& cube, const ComputedPlane& computed) {
    const Index units = cube.units();
    const auto periods = static_cast<Index>(cube.periods().size());
    known = Flags::Constant(units, periods, computed.from_nothing || computed.inputs.empty());
    states = Flags::Constant(units, periods, code_of(ValueState::missing));
    for (const Index input : computed.inputs) {
      add(cube.plane(input).states);
    }
  }

 private:
  void add(const Flags& input) {
    for (Index cell = 0; cell < input.size(); ++cell) {
      const std::uint8_t state = input.data()[cell];
      if (state == code_of(ValueState::reported)) {
        known.data()[cell] = 1;
      }
      if (state == code_of(ValueState::not_applicable)) {
        states.data()[cell] = state;
      }
    }
  }
};

void add_marks(Plane& plane, const Plane& input) {
  if (input.marks.size() == 0) {
    return;
  }
  if (plane.marks.size() == 0) {
    plane.marks = Flags::Zero(plane.states.rows(), plane.states.cols());
  }
  for (Index cell = 0; cell < input.marks.size(); ++cell) {
    const bool figure = plane.states.data()[cell] == code_of(ValueState::reported);
    const int passed_on = figure ? input.marks.data()[cell] & ~withheld : 0;
    plane.marks.data()[cell] = static_cast<std::uint8_t>(plane.marks.data()[cell] | passed_on);
  }
}

Plane plane_of(const Cube& cube, const Catalogue& catalogue, ComputedPlane& computed) {
  const std::string& code = catalogue[computed.indicator].code;
  require_shape(cube, computed.extension, code, computed.values);
  Inputs inputs(cube, computed);
  const ComputedCellCheck check(cube, computed.extension, code);
  Plane plane;
  plane.indicator = computed.indicator;
  plane.figures.head = std::move(computed.values);
  plane.states = std::move(inputs.states);
  const Matrix& values = plane.figures.head;
  bool whole = true;
  for (Index cell = 0; cell < values.size(); ++cell) {
    const double value = values.data()[cell];
    if (!std::isnan(value)) {
      check.require(value, inputs.known.data()[cell] != 0, cell / values.cols(),
                    cell % values.cols());
      plane.states.data()[cell] = code_of(ValueState::reported);
      whole = whole && std::abs(value) < exact_limit && value == std::trunc(value);
    }
  }
  plane.figures.exact = whole;
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

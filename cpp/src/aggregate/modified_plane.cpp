#include "cchc/aggregate/modified_plane.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/groups.hpp"
#include "cchc/aggregate/modified_origin.hpp"
#include "cchc/aggregate/modified_units.hpp"
#include "cchc/aggregate/moments.hpp"
#include "cchc/aggregate/rolled_up_plane.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr auto code_of(ValueState state) { return static_cast<std::uint8_t>(state); }

std::string in_brackets(const ModifiedReference& reference) {
  return "[" + std::string(to_text(reference.modifier)) + ":" + reference.code + "]";
}

// Totals that were combined otherwise than by sum do not add up to anything.
bool is_no_sum(const Plane& plane) {
  constexpr std::array<OverUnits, 4> others = {OverUnits::maximum, OverUnits::minimum,
                                               OverUnits::mean, OverUnits::shared_list};
  return plane.coverage && plane.over_units &&
         std::ranges::find(others, *plane.over_units) != others.end();
}

void require_meaning(const Cube& cube, Index plane, const ModifiedReference& reference) {
  const Kind kind = cube.indicator(plane).kind;
  const bool adds = reference.modifier == UnitModifier::sum;
  const bool counts = reference.modifier == UnitModifier::count;
  const bool averages =
      reference.modifier == UnitModifier::mean || reference.modifier == UnitModifier::median;
  if ((kind == Kind::coded && !counts) || (kind == Kind::ratio && (adds || averages)) ||
      (adds && is_no_sum(cube.plane(plane)))) {
    const std::string word(to_text(reference.modifier));
    throw AggregationError(
        "CCHC-E1044",
        in_brackets(reference) + ": the " + word + " of " +
            (adds       ? "rates, answer codes or totals that are no sums"
             : averages ? "rates or answer codes"
                        : "answer codes") +
            " has no meaning; ask for their count, and of a rate for the quotient of two sums",
        in_brackets(reference) +
            ": phép gộp này không có nghĩa với tỷ lệ, mã trả lời hoặc số tổng hợp không phải "
            "phép cộng; hãy dùng count, hoặc với tỷ lệ thì lấy thương của hai tổng");
  }
}

void require_level(const Cube& cube, Index plane, const ModifiedReference& reference) {
  if (reference.level.empty() && cube.plane(plane).coverage) {
    const std::string better = "[sum:" + reference.code + ":commune]";
    throw AggregationError(
        "CCHC-E1043",
        in_brackets(reference) +
            ": figures are rolled up already and hold the units below; name a level, as in " +
            better + ", or use the cube of the units' own figures",
        in_brackets(reference) +
            ": số liệu đã tổng hợp, đã gồm đơn vị cấp dưới; hãy nêu cấp, ví dụ " + better +
            ", hoặc dùng số liệu của chính các đơn vị");
  }
}

// The plane in which the cells of units that do not enter are empty and asked of nobody.
Plane of_entering(const Plane& base, const std::vector<bool>& enters) {
  Plane plane;
  plane.indicator = base.indicator;
  plane.over_periods = base.over_periods;
  plane.flows = base.flows;
  plane.lost = base.lost;
  plane.states = base.states;
  plane.marks = base.marks;
  plane.traits = base.traits;
  // Of a total the policy decides anew, by what came in.
  plane.figures = base.coverage && base.so_far ? *base.so_far : base.figures;
  std::optional<Figures> came_in;
  if (!base.coverage && base.so_far) {
    came_in = *base.so_far;
  }
  for (Index unit = 0; unit < plane.figures.units(); ++unit) {
    if (!enters[static_cast<std::size_t>(unit)]) {
      plane.figures.head.row(unit).setConstant(nan);
      plane.states.row(unit).setConstant(code_of(ValueState::not_applicable));
      if (came_in) {
        came_in->head.row(unit).setConstant(nan);
      }
    }
  }
  plane.states = (!plane.figures.head.isNaN()).select(code_of(ValueState::reported), plane.states);
  if (came_in) {
    plane.so_far = std::make_shared<const Figures>(*std::move(came_in));
  }
  return plane;
}

// What the entering units owed and gave. A figure that enters was given, also a rate without parts.
Coverage of_entering(Coverage coverage, const Plane& plane, const std::vector<bool>& enters) {
  const Counts given = (!plane.figures.head.isNaN()).cast<std::int32_t>();
  coverage.reported = coverage.reported.max(given);
  coverage.expected = coverage.expected.max(coverage.reported);
  for (Index unit = 0; unit < given.rows(); ++unit) {
    if (!enters[static_cast<std::size_t>(unit)]) {
      coverage.expected.row(unit) = 0;
      coverage.reported.row(unit) = 0;
      coverage.not_applicable.row(unit) = 0;
    }
  }
  return coverage;
}

Matrix medians(const Cube& cube, const Figures& figures) {
  Matrix found = Matrix::Constant(figures.units(), figures.periods(), nan);
  for (const std::string& level : cube.hierarchy().levels()) {
    const Groups groups = subtree_groups(cube.hierarchy(), figures, level);
    const std::vector<double> middle = group_quantiles(groups.values, groups.offsets, 0.5);
    auto next = middle.begin();
    for (const Index unit : groups.units) {
      std::copy_n(next, figures.periods(), found.row(unit).data());
      next += figures.periods();
    }
  }
  return found;
}

// What the engine's exact operations do not give: medians, and whatever quotients come to.
Matrix in_float64(const Cube& cube, const Figures& figures, UnitModifier modifier) {
  const auto moments = [&](const std::vector<Moment>& wanted) {
    return subtree_moments(cube.hierarchy(), figures, wanted);
  };
  switch (modifier) {
    case UnitModifier::mean: {
      const std::vector<Matrix> found = moments({Moment::sum, Moment::count});
      return found[0] / found[1];
    }
    case UnitModifier::minimum:
      return moments({Moment::minimum})[0];
    case UnitModifier::maximum:
      return moments({Moment::maximum})[0];
    case UnitModifier::median:
      return medians(cube, figures);
    default:
      return moments({Moment::sum})[0];
  }
}

OverUnits operation_of(UnitModifier modifier, const Indicator& indicator) {
  switch (modifier) {
    case UnitModifier::mean:
      return OverUnits::mean;
    case UnitModifier::minimum:
      return OverUnits::minimum;
    case UnitModifier::maximum:
      return OverUnits::maximum;
    default:
      return indicator.over_units == OverUnits::shared_list ? OverUnits::shared_list
                                                            : OverUnits::sum;
  }
}

class ModifiedPlane {
 public:
  ModifiedPlane(const Cube& cube, Index plane, const ModifiedReference& reference,
                const MissingPolicy& missing)
      : cube_(cube),
        plane_(plane),
        reference_(reference),
        missing_(missing),
        units_(cube, plane, reference) {}

  [[nodiscard]] Plane run() const {
    if (reads_one_unit(reference_.modifier)) {
      return of_one_unit();
    }
    Plane whole = pass(0);
    for (Index depth = 1; depth <= units_.deepest(); ++depth) {
      take_rows(whole, pass(depth), depth);
    }
    for (Index unit = 0; unit < cube_.units() && !counts(); ++unit) {
      if (!units_.has_any(unit)) {
        whole.states.row(unit).setConstant(code_of(ValueState::not_applicable));
      }
    }
    // How the formula's own operands were combined is not what it says of them.
    whole.over_units.reset();
    return whole;
  }

 private:
  [[nodiscard]] const Plane& base() const { return cube_.plane(plane_); }
  [[nodiscard]] bool counts() const { return reference_.modifier == UnitModifier::count; }

  // Right in the rows of units that have `depth` units of the level above them.
  [[nodiscard]] Plane pass(Index depth) const {
    const std::vector<bool> enters = units_.at_depth(depth);
    CubeParts parts = cube_.parts();
    parts.planes = {std::make_shared<const Plane>(of_entering(base(), enters))};
    const Cube entering(std::move(parts));
    const Plane& cells = entering.plane(0);
    Coverage own = of_entering(base().coverage ? *base().coverage : own_coverage(cube_, plane_),
                               cells, enters);
    if (counts()) {
      return counted(cells, std::move(own));
    }
    const OverUnits operation = operation_of(reference_.modifier, cube_.indicator(plane_));
    OutsideTotals outside;
    if (reference_.modifier == UnitModifier::median || !cells.figures.exact) {
      outside.name = in_brackets(reference_);
      outside.by_plane = {
          std::make_shared<const Matrix>(in_float64(entering, cells.figures, reference_.modifier))};
    }
    return rolled_up_plane(entering, 0, operation, std::move(own), missing_, outside);
  }

  [[nodiscard]] Plane counted(const Plane& cells, Coverage own) const {
    Counts given = (!cells.figures.head.isNaN()).cast<std::int32_t>();
    for (Counts* each : {&given, &own.expected, &own.reported, &own.not_applicable}) {
      roll_up_counts(cube_.hierarchy(), *each);
    }
    Plane plane = empty_plane(cells.indicator, given.rows(), given.cols(), 0, true);
    plane.figures.head = given.cast<double>();
    plane.states.setConstant(code_of(ValueState::reported));
    plane.so_far = std::make_shared<const Figures>(plane.figures);
    plane.coverage = std::move(own);
    return plane;
  }

  void take_rows(Plane& whole, const Plane& inner, Index depth) const {
    Figures so_far = *whole.so_far;
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      if (units_.depth(unit) == depth) {
        take_row(whole, inner, unit, unit);
        take_figures(so_far, *inner.so_far, unit, unit);
      }
    }
    whole.so_far = std::make_shared<const Figures>(std::move(so_far));
  }

  // Everything that a cell carries, from one row to another.
  static void take_row(Plane& plane, const Plane& from, Index unit, Index row) {
    take_figures(plane.figures, from.figures, unit, row);
    plane.states.row(unit) = from.states.row(row);
    plane.coverage->expected.row(unit) = from.coverage->expected.row(row);
    plane.coverage->reported.row(unit) = from.coverage->reported.row(row);
    plane.coverage->not_applicable.row(unit) = from.coverage->not_applicable.row(row);
    take_company(plane, from, unit, row);
  }

  static void take_figures(Figures& figures, const Figures& from, Index unit, Index row) {
    for (Index period = 0; period < figures.periods(); ++period) {
      if (figures.exact && from.has(row, period)) {
        figures.set_whole(unit, period, from.whole(row, period));
      } else {
        figures.head(unit, period) = from.head(row, period);
      }
    }
  }

  static void take_company(Plane& plane, const Plane& from, Index unit, Index row) {
    if (plane.marks.size() != 0) {
      plane.marks.row(unit) = 0;
    }
    if (plane.traits.size() != 0) {
      plane.traits.row(unit) = 0;
    }
    for (Index period = 0; period < plane.states.cols(); ++period) {
      plane.add_traits(unit, period, from.traits_of(row, period));
      if (from.marks.size() != 0 && from.marks(row, period) != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(from.marks(row, period)));
      }
    }
  }

  // Each unit has the cell of the unit read, with its coverage.
  [[nodiscard]] Plane of_one_unit() const {
    const Figures& figures = base().figures;
    Plane plane = empty_plane(base().indicator, figures.units(), figures.periods(), figures.scale,
                              figures.exact);
    const Counts none = Counts::Zero(figures.units(), figures.periods());
    plane.coverage = Coverage{none, none, none};
    Plane from = base();
    from.coverage = from.coverage ? std::move(from.coverage) : plane.coverage;
    Figures so_far = plane.figures;
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      const Index read = unit_read(cube_.hierarchy(), reference_, unit);
      if (read >= 0) {
        take_row(plane, from, unit, read);
        take_figures(so_far, base().so_far ? *base().so_far : figures, unit, read);
      } else {
        plane.states.row(unit).setConstant(code_of(ValueState::not_applicable));
      }
    }
    if (base().coverage) {
      plane.so_far = std::make_shared<const Figures>(std::move(so_far));
    } else {
      plane.coverage.reset();
    }
    return plane;
  }

  const Cube& cube_;
  Index plane_;
  const ModifiedReference& reference_;
  const MissingPolicy& missing_;
  ModifiedUnits units_;
};

ModifiedReference reference_of(const std::string& code) {
  auto reference = find_modified_reference(code);
  if (!reference) {
    throw SelectionError("CCHC-E0942", "\"" + code + "\" has no modifier, as in sum:4.2.1",
                         "\"" + code + "\" không có phép gộp, ví dụ sum:4.2.1");
  }
  if (reads_one_unit(reference->modifier) && !reference->level.empty()) {
    const std::string word(to_text(reference->modifier));
    throw SelectionError("CCHC-E0944",
                         "[" + code + "]: " + word + " reads one unit and takes no level; write [" +
                             word + ":" + reference->code + "]",
                         "[" + code + "]: " + word +
                             " đọc một đơn vị nên không nhận cấp; hãy viết [" + word + ":" +
                             reference->code + "]");
  }
  return *std::move(reference);
}

Plane modified_plane(const Cube& cube, const std::string& code, const MissingPolicy& missing) {
  const ModifiedReference reference = reference_of(code);
  const Index plane = cube.at(reference.code);
  if (!reads_one_unit(reference.modifier)) {
    require_meaning(cube, plane, reference);
    require_level(cube, plane, reference);
  }
  Plane found = ModifiedPlane(cube, plane, reference, missing).run();
  found.indicator = cube.catalogue().at(code);
  return found;
}

}  // namespace

std::shared_ptr<const Cube> with_modified_references(std::shared_ptr<const Cube> cube,
                                                     const std::vector<std::string>& codes,
                                                     const MissingPolicy& missing) {
  check(missing);
  CubeParts parts = cube->parts();
  for (const std::string& code : codes) {
    Plane plane = modified_plane(*cube, code, missing);
    const auto same = std::ranges::find(parts.planes, plane.indicator, &Plane::indicator);
    if (same == parts.planes.end()) {
      parts.planes.push_back(std::make_shared<const Plane>(std::move(plane)));
    } else {
      *same = std::make_shared<const Plane>(std::move(plane));
    }
  }
  parts.origin = modified_origin(std::move(cube), codes);
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc

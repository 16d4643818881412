#include "cchc/aggregate/derive.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "cchc/aggregate/derived_plane.hpp"
#include "cchc/aggregate/formula_of_totals.hpp"
#include "cchc/base/dependency_order.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/linear_formula.hpp"

namespace cchc {
namespace {

// A formula with the catalogue position of its indicator.
struct Definition {
  Index indicator;
  Formula formula;
};

void refuse_repeats(const Catalogue& catalogue, const std::vector<Definition>& definitions) {
  std::set<Index> seen;
  for (const Definition& each : definitions) {
    if (!seen.insert(each.indicator).second) {
      const std::string& code = catalogue[each.indicator].code;
      throw AggregationError("CCHC-E1030",
                             "indicator " + code + " is given two formulas; choose one",
                             "chỉ tiêu " + code + " có hai công thức; hãy chọn một");
    }
  }
}

[[noreturn]] void refuse_circle(const Catalogue& catalogue,
                                const std::vector<Definition>& definitions,
                                const std::vector<Index>& circle) {
  std::string path;
  for (const Index at : circle) {
    path += catalogue[definitions[static_cast<std::size_t>(at)].indicator].code + " -> ";
  }
  path += catalogue[definitions[static_cast<std::size_t>(circle.front())].indicator].code;
  throw AggregationError("CCHC-E1031",
                         "formulas read each other in a circle: " + path +
                             "; write one of them in reported indicators",
                         "các công thức tham chiếu vòng tròn: " + path +
                             "; hãy viết lại một công thức theo chỉ tiêu gốc");
}

// Positions in `definitions`, each after all that its formula reads.
std::vector<Index> in_order(const Catalogue& catalogue,
                            const std::vector<Definition>& definitions) {
  std::vector<std::vector<Index>> needs(definitions.size());
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    for (const Reference& reference : definitions[i].formula.references()) {
      const auto found =
          std::ranges::find(definitions, catalogue.at(reference.code), &Definition::indicator);
      if (found != definitions.end()) {
        needs[i].push_back(found - definitions.begin());
      }
    }
  }
  DependencyOrder order = dependency_order(needs);
  if (!order.cycles.empty()) {
    refuse_circle(catalogue, definitions, order.cycles.front());
  }
  return std::move(order.order);
}

// Names the operands of a computed figure; every other figure has the origin that it had.
class Derived final : public Origin {
 public:
  Derived(std::shared_ptr<const Cube> base, std::vector<Definition> definitions)
      : base_(std::move(base)), definitions_(std::move(definitions)) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Plane& plane = cube.plane(place.plane);
    const auto held = base_->find(cube.indicator(place.plane).code);
    const auto found = std::ranges::find(definitions_, plane.indicator, &Definition::indicator);
    if (held && (found == definitions_.end() || is_held(base_->plane(*held), plane, place))) {
      return base_->derivation({*held, place.unit, place.period});
    }
    return computed(cube, place, found->formula);
  }

 private:
  // Of a total that is missing the formula may give a figure.
  static bool is_held(const Plane& held, const Plane& plane, CellPlace place) {
    const bool filled = held.coverage && !held.figures.has(place.unit, place.period) &&
                        plane.figures.has(place.unit, place.period);
    return stands(held, place.unit, place.period) && !filled;
  }

  [[nodiscard]] static Derivation computed(const Cube& cube, CellPlace place,
                                           const Formula& formula) {
    Derivation step;
    step.rule_en = "formula " + formula.text();
    step.rule_vi = "công thức " + formula.text();
    const auto shared = std::make_shared<const Cube>(cube);
    const std::vector<PlacedReference> placed = placed_references(cube, formula);
    if (!means_something(cube, placed, linear_terms(formula).has_value(), place.unit)) {
      step.rule_en +=
          "; the totals are no sums of units, so it says nothing: derive first, then roll up";
      step.rule_vi +=
          "; số tổng hợp không phải phép cộng các đơn vị nên không có nghĩa: hãy tính trước rồi "
          "mới tổng hợp";
    }
    if (is_of_unlike_units(cube, placed, place)) {
      step.rule_en += "; unlike units left gaps in the totals, so it says nothing";
      step.rule_vi += "; các số tổng hợp thiếu những đơn vị khác nhau nên không có nghĩa";
    }
    for (std::size_t k = 0; k < placed.size(); ++k) {
      const Reference& reference = formula.references()[k];
      const Index column = placed[k].period_of[static_cast<std::size_t>(place.period)];
      const std::string name = to_text(reference);
      if (!placed[k].plane || column < 0) {
        step.rule_en += "; " + name + " has no figures";
        step.rule_vi += "; " + name + " chưa có số liệu";
        continue;
      }
      step.parts.push_back({shared,
                            {*placed[k].plane, place.unit, column},
                            coefficient(formula, reference),
                            "operand " + name,
                            "thành phần " + name});
    }
    return step;
  }

  // Whether every operand came in, but of other units than the others.
  static bool is_of_unlike_units(const Cube& cube, const std::vector<PlacedReference>& placed,
                                 CellPlace place) {
    const bool all = std::ranges::all_of(placed, [&](const PlacedReference& each) {
      const Index column = each.period_of[static_cast<std::size_t>(place.period)];
      if (!each.plane || column < 0) {
        return false;
      }
      const Plane& operand = cube.plane(*each.plane);
      return (operand.so_far ? *operand.so_far : operand.figures).has(place.unit, column);
    });
    LikeUnits like(cube);
    return all && !cube.plane(place.plane).figures.has(place.unit, place.period) &&
           !are_of_like_units(like, cube, placed, place.unit, place.period);
  }

  static std::string coefficient(const Formula& formula, const Reference& reference) {
    const auto terms = linear_terms(formula);
    if (!terms) {
      return {};
    }
    const auto term = std::ranges::find(*terms, reference, &LinearTerm::reference);
    return term == terms->end() ? "" : std::to_string(term->coefficient);
  }

  std::shared_ptr<const Cube> base_;
  std::vector<Definition> definitions_;
};

// Puts the plane in the place of an earlier one, else where the order of the catalogue has it.
// References over other units stand in no order, so an earlier one may stand anywhere.
void set_plane(std::vector<std::shared_ptr<const Plane>>& planes, Plane plane) {
  const auto indicator_of = [](const auto& each) { return each->indicator; };
  const auto same = std::ranges::find(planes, plane.indicator, indicator_of);
  if (same != planes.end()) {
    *same = std::make_shared<const Plane>(std::move(plane));
    return;
  }
  const auto at = std::ranges::lower_bound(planes, plane.indicator, {}, indicator_of);
  planes.insert(at, std::make_shared<const Plane>(std::move(plane)));
}

std::shared_ptr<const Cube> with_definitions(std::shared_ptr<const Cube> cube,
                                             std::vector<Definition> definitions) {
  const Catalogue& catalogue = cube->catalogue();
  refuse_repeats(catalogue, definitions);
  CubeParts parts = cube->parts();
  for (const Index at : in_order(catalogue, definitions)) {
    const Definition& each = definitions[static_cast<std::size_t>(at)];
    set_plane(parts.planes, derived_plane(Cube(parts), each.indicator, each.formula));
  }
  parts.origin = std::make_shared<const Derived>(std::move(cube), std::move(definitions));
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace

std::shared_ptr<const Cube> derive(std::shared_ptr<const Cube> cube,
                                   const std::vector<DerivedIndicator>& indicators) {
  std::vector<Definition> definitions;
  for (const DerivedIndicator& each : indicators) {
    definitions.push_back({cube->catalogue().at(each.indicator), each.formula});
  }
  return with_definitions(std::move(cube), std::move(definitions));
}

std::shared_ptr<const Cube> derive(std::shared_ptr<const Cube> cube) {
  const Catalogue& catalogue = cube->catalogue();
  std::set<Index> known;
  for (Index plane = 0; plane < cube->planes(); ++plane) {
    known.insert(cube->plane(plane).indicator);
  }
  std::vector<Definition> definitions;
  for (const Index indicator : catalogue.derivation_order()) {
    const Formula& formula = *catalogue.formulas(indicator).formula;
    const bool all = std::ranges::all_of(formula.references(), [&](const Reference& each) {
      return known.contains(catalogue.at(each.code));
    });
    if (all) {
      known.insert(indicator);
      definitions.push_back({indicator, formula});
    }
  }
  return with_definitions(std::move(cube), std::move(definitions));
}

}  // namespace cchc

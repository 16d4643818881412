#include "cchc/report/explanation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/compare/match.hpp"

namespace cchc {
namespace {

std::vector<std::string> mark_names(const Plane& plane, Index unit, Index period) {
  constexpr std::array<std::pair<Mark, const char*>, 7> names{{{estimated, "estimated"},
                                                               {rebuilt, "rebuilt"},
                                                               {correction, "correction"},
                                                               {span, "span"},
                                                               {withheld, "withheld"},
                                                               {conflict, "conflict"},
                                                               {excluded, "excluded"}}};
  std::vector<std::string> found;
  for (const auto& [mark, name] : names) {
    if (plane.has_mark(unit, period, mark)) {
      found.emplace_back(name);
    }
  }
  return found;
}

PlaceOfOrigin place_of_origin(const Observations& observations, Index row) {
  const Observation observation = observations[row];
  const Source& source = observations.sources()[static_cast<std::size_t>(observation.source)];
  return {.file = source.file,
          .place = observation.place,
          .raw = observation.raw,
          .note = observation.note,
          .agency = source.agency,
          .form_version = source.form_version,
          .rule = source.rule,
          .window = source.window ? to_text(*source.window) : "",
          .received = source.received ? to_text(*source.received) : "",
          .synthetic = source.synthetic};
}

Explanation describe(const Cube& cube, CellPlace place) {
  const Plane& plane = cube.plane(place.plane);
  const Indicator& indicator = cube.indicator(place.plane);
  const Unit& unit = cube.hierarchy()[place.unit];
  Explanation told;
  told.indicator = indicator.code;
  told.label_vi = indicator.label_vi;
  told.label_en = indicator.label_en;
  told.unit_of_measure = indicator.unit_of_measure;
  told.unit = unit.id;
  told.unit_name = unit.name;
  told.period = cube.periods()[static_cast<std::size_t>(place.period)];
  told.state = to_text(plane.state(place.unit, place.period));
  told.figure = plane.figures.text(place.unit, place.period);
  told.marks = mark_names(plane, place.unit, place.period);
  if (plane.so_far && plane.has_mark(place.unit, place.period, Mark::withheld)) {
    told.so_far = plane.so_far->text(place.unit, place.period);
  }
  if (plane.coverage && !cube.hierarchy().is_leaf(place.unit)) {
    told.coverage = std::to_string(plane.coverage->reported(place.unit, place.period)) + "/" +
                    std::to_string(plane.coverage->expected(place.unit, place.period));
  }
  return told;
}

// Whether a figure is made of units' figures. The operands of a formula, which are of the same
// unit, name their own absentees; so does the one other unit that a reference may read.
bool is_of_units(const Explanation& told, CellPlace place, const Derivation& derivation) {
  if (const auto modified = find_modified_reference(told.indicator)) {
    return !reads_one_unit(modified->modifier);
  }
  return std::ranges::any_of(derivation.parts, [&](const Derivation::Part& part) {
    return part.place.unit != place.unit ||
           part.cube->indicator(part.place.plane).code == told.indicator;
  });
}

void name_absentees(Explanation& told, const Cube& cube, CellPlace place,
                    const Derivation& derivation) {
  if (told.coverage.empty() || !is_of_units(told, place, derivation)) {
    return;
  }
  for (const Index unit : absentees(cube, place)) {
    told.absentees.push_back(cube.hierarchy()[unit].name);
  }
}

Explanation explain_cell(const std::shared_ptr<const Cube>& cube, CellPlace place,
                         const ExplainOptions& options, Index depth) {
  Explanation told = describe(*cube, place);
  const Derivation derivation = cube->derivation(place);
  told.rule_en = derivation.rule_en;
  told.rule_vi = derivation.rule_vi;
  name_absentees(told, *cube, place, derivation);
  if (derivation.observation >= 0) {
    told.origin = place_of_origin(cube->observations(), derivation.observation);
  }
  for (const Derivation::Part& part : derivation.parts) {
    if (depth >= options.depth || static_cast<Index>(told.parts.size()) >= options.parts) {
      ++told.parts_left_out;
      continue;
    }
    Explanation below = explain_cell(part.cube, part.place, options, depth + 1);
    below.coefficient = part.coefficient;
    below.role_en = part.role_en;
    below.role_vi = part.role_vi;
    told.parts.push_back(std::move(below));
  }
  return told;
}

std::string number_text(double value) {
  Figures one(1, 1, 0, false);
  one.head(0, 0) = value;
  return one.text(0, 0);
}

// "+31 (+1.5 %)" or "-0.3 percentage points".
std::string change_text(const PlaneComparison& plane, Index unit, Index pair) {
  if (!std::isnan(plane.point_change(unit, pair))) {
    return number_text(plane.point_change(unit, pair)) + " percentage points";
  }
  if (!plane.change.has(unit, pair)) {
    return {};
  }
  const double relative = plane.relative_change(unit, pair);
  return plane.change.text(unit, pair) +
         (std::isnan(relative) ? "" : " (" + number_text(relative) + " %)");
}

struct Role {
  const char* en;
  const char* vi;
};

// The cell of a side; nothing where the cube has no such figures.
std::optional<CellPlace> place_of(const Cube& cube, const std::string& indicator, Index unit,
                                  Period period) {
  const auto plane = cube.find(indicator);
  const auto column = plane ? find_column(cube, *plane, period) : std::nullopt;
  return column ? std::optional(CellPlace{*plane, unit, *column}) : std::nullopt;
}

std::optional<CellPlace> place_of_baseline(const Comparison& comparison,
                                           const std::string& indicator, Index unit,
                                           const PeriodPair& pair) {
  if (!comparison.of_rows) {
    return place_of(*comparison.baseline, indicator, unit, pair.baseline);
  }
  // A function gave the baseline of the very column that is looked at.
  const auto plane = comparison.baseline->find(indicator);
  const auto looked_at = place_of(*comparison.current, indicator, unit, pair.current);
  return plane && looked_at ? std::optional(CellPlace{*plane, unit, looked_at->period})
                            : std::nullopt;
}

void add_side(Explanation& told, const std::shared_ptr<const Cube>& cube,
              const std::optional<CellPlace>& place, const ExplainOptions& options, Role role) {
  if (!place) {
    return;
  }
  Explanation side = explain_cell(cube, *place, options, 1);
  side.role_en = role.en;
  side.role_vi = role.vi;
  told.parts.push_back(std::move(side));
}

void tell_change(Explanation& told, const Comparison& comparison, const PeriodPair& pair) {
  if (comparison.baseline_name.empty()) {
    told.rule_en = "change from " + label_en(pair.baseline) + " to " + label_en(pair.current);
    told.rule_vi = "thay đổi từ " + label_vi(pair.baseline) + " đến " + label_vi(pair.current);
    return;
  }
  told.rule_en = "change from the baseline " + comparison.baseline_name + " to the figure of " +
                 label_en(pair.current);
  told.rule_vi =
      "thay đổi từ mốc " + comparison.baseline_name + " đến số liệu " + label_vi(pair.current);
}

}  // namespace

Explanation explain(const std::shared_ptr<const Cube>& cube, CellPlace place,
                    const ExplainOptions& options) {
  return explain_cell(cube, place, options, 0);
}

Explanation explain(const Comparison& comparison, Index plane, Index unit, Index pair,
                    const ExplainOptions& options) {
  const PlaneComparison& compared = comparison.planes[static_cast<std::size_t>(plane)];
  const PeriodPair& pair_of = comparison.pairs[static_cast<std::size_t>(pair)];
  const Indicator& indicator = comparison.current->catalogue()[compared.indicator];
  Explanation told;
  told.indicator = indicator.code;
  told.label_vi = indicator.label_vi;
  told.label_en = indicator.label_en;
  told.unit_of_measure = indicator.unit_of_measure;
  told.unit = comparison.current->hierarchy()[unit].id;
  told.unit_name = comparison.current->hierarchy()[unit].name;
  told.period = pair_of.current;
  told.state = to_text(compared.comparability(unit, pair));
  told.figure = change_text(compared, unit, pair);
  tell_change(told, comparison, pair_of);
  for (const ReasonEntry& entry : reason_table()) {
    if (has(compared.reasons(unit, pair), entry.reason)) {
      told.marks.emplace_back(entry.code);
      told.rule_en += "; " + std::string(entry.message_en) + " - " + std::string(entry.remedy_en);
      told.rule_vi += "; " + std::string(entry.message_vi) + " - " + std::string(entry.remedy_vi);
    }
  }
  const bool window = comparison.baseline_name.empty();
  add_side(told, comparison.current,
           place_of(*comparison.current, indicator.code, unit, pair_of.current), options,
           {"value", "kỳ này"});
  add_side(told, comparison.baseline, place_of_baseline(comparison, indicator.code, unit, pair_of),
           options, {"baseline", window ? "kỳ gốc" : "mốc so sánh"});
  return told;
}

}  // namespace cchc

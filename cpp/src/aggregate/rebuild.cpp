#include "cchc/aggregate/rebuild.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "cchc/aggregate/carry_table.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/own_figures.hpp"
#include "cchc/aggregate/rebuild_issues.hpp"
#include "cchc/aggregate/rebuilt_plane.hpp"
#include "cchc/aggregate/without_formulas.hpp"

namespace cchc {
namespace {

class Rebuilt final : public Origin {
 public:
  Rebuilt(std::shared_ptr<const Cube> source, CarryTable table)
      : source_(std::move(source)), table_(std::move(table)) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const std::string& code = cube.indicator(place.plane).code;
    const std::vector<CarriedPart> parts =
        parts_of(table_.periods[static_cast<std::size_t>(place.period)]
                     .parts[static_cast<std::size_t>(place.unit)],
                 code);
    if (is_untouched(parts, code) && refusals(place).empty() && !rests_on_amounts(place)) {
      return source_->derivation({place.plane, parts.front().from, place.period});
    }
    Derivation step;
    step.rule_en = "rebuilt on the units of " + cube.hierarchy()[place.unit].name;
    step.rule_vi = "dựng lại theo đơn vị " + cube.hierarchy()[place.unit].name;
    for (const CarriedPart& part : parts) {
      const auto amount = part.amounts.find(code);
      const std::string moved =
          amount == part.amounts.end() ? "" : " + " + to_string(amount->second);
      step.parts.push_back({source_,
                            {place.plane, part.from, place.period},
                            to_string(part.share),
                            "figure of the predecessor" + moved,
                            "số của đơn vị trước sắp xếp" + moved});
    }
    if (rests_on_amounts(place)) {
      step.rule_en += "; amounts were moved, and what the function makes of the rest is not known";
      step.rule_vi += "; có số liệu đã chuyển đi, chưa biết hàm tính ra bao nhiêu cho phần còn lại";
    }
    name_refused(step, cube, place);
    return step;
  }

 private:
  [[nodiscard]] std::vector<Refusal> refusals(CellPlace place) const {
    return table_.refusals(source_->hierarchy(), place.unit, place.period);
  }

  // What a function makes of figures of which amounts were moved nobody knows.
  [[nodiscard]] bool rests_on_amounts(CellPlace place) const {
    return source_->plane(place.plane).made_of &&
           moves_amounts(table_.periods[static_cast<std::size_t>(place.period)]
                             .parts[static_cast<std::size_t>(place.unit)]);
  }

  // Predecessors whose share nobody knows: their figures would be needed, and the share.
  void name_refused(Derivation& step, const Cube& cube, CellPlace place) const {
    const std::string& name = cube.hierarchy()[place.unit].name;
    for (const Refusal& refusal : refusals(place)) {
      const std::string& from = source_->hierarchy()[refusal.unit].name;
      step.rule_en += "; " + refusal.message_en;
      step.rule_vi += "; " + refusal.message_vi;
      step.parts.push_back(
          {source_,
           {place.plane, refusal.unit, place.period},
           "",
           "figure of the predecessor; needs the share of '" + from + "' that went to '" + name +
               "'",
           "số của đơn vị trước sắp xếp; cần tỷ lệ của '" + from + "' chuyển cho '" + name + "'"});
    }
  }

  std::shared_ptr<const Cube> source_;
  CarryTable table_;
};

void report_maps(const Cube& cube, const std::vector<UnitMap>& maps, std::vector<Issue>& issues) {
  std::set<std::pair<Index, Index>> told;
  for (const UnitMap& map : maps) {
    for (const Refusal& refusal : map.refusals) {
      if (told.emplace(refusal.unit, refusal.event).second) {
        issues.push_back({"CCHC-I1001", refusal.message_en, refusal.message_vi,
                          cube.hierarchy()[refusal.unit].name});
      }
    }
    for (const Ended& ended : map.ended) {
      if (told.emplace(ended.unit, -1).second) {
        issues.push_back(unit_ended(cube.hierarchy()[ended.unit].name));
      }
    }
  }
}

OwnFigures required_own_figures(std::shared_ptr<const Cube> cube) {
  OwnFigures own = own_figures(std::move(cube));
  for (Index plane = 0; plane < own.cube->planes(); ++plane) {
    require_own_figures(*own.cube, plane);
  }
  return own;
}

// What is left out is told last.
void add_issues(RebuildResult& result, const OwnFigures& own) {
  result.issues.insert(result.issues.end(), own.issues.begin(), own.issues.end());
}

// A formula is computed anew of what was carried: its operands may be a list held in common, be
// blank by right, be of another window with other units, or have amounts moved.
RebuildResult with_carries(std::shared_ptr<const Cube> given, CarryTable table) {
  WithoutFormulas own = without_formulas(std::move(given));
  std::shared_ptr<const Cube> cube = std::move(own.cube);
  RebuildResult result;
  report_maps(*cube, table.maps, result.issues);
  CubeParts parts = cube->parts();
  parts.hierarchy = table.hierarchy;
  // Rates come last: they may read the rebuilt figures of their parts.
  for (const bool additive : {true, false}) {
    const Cube base(parts);
    for (Index plane = 0; plane < cube->planes(); ++plane) {
      if (is_carried(cube->indicator(plane)) == additive) {
        parts.planes[static_cast<std::size_t>(plane)] =
            std::make_shared<const Plane>(rebuilt_plane(*cube, plane, table, base, result.issues));
      }
    }
  }
  parts.origin = std::make_shared<const Rebuilt>(std::move(cube), std::move(table));
  result.cube = std::make_shared<const Cube>(std::move(parts));
  if (!own.indicators.empty()) {
    result.cube = derive(result.cube, own.indicators);
  }
  return result;
}

// Groups none of whose units is left at the end of a later window of the cube.
void report_ended_groups(const Cube& cube, const Perimeter& perimeter, std::vector<Issue>& issues) {
  for (const PerimeterGroup& group : perimeter.groups) {
    const bool ended = std::ranges::any_of(cube.periods(), [&](Period period) {
      return std::ranges::all_of(group.units, [&](Index unit) {
        const auto& last = cube.hierarchy()[unit].valid_to;
        return last && *last <= rule_window(period).last;
      });
    });
    if (ended) {
      issues.push_back(unit_ended(group.name));
    }
  }
}

// Figures of units that only begin after the day have no place among its units.
void report_later_units(const Cube& cube, Date day, std::vector<Issue>& issues) {
  for (Index unit = 0; unit < cube.units(); ++unit) {
    const Unit& later = cube.hierarchy()[unit];
    Index figures = 0;
    for (Index plane = 0; plane < cube.planes(); ++plane) {
      figures += (!cube.plane(plane).figures.head.row(unit).isNaN()).count();
    }
    if (later.valid_from && *later.valid_from > day && figures > 0) {
      const std::string count = std::to_string(figures);
      issues.push_back({"CCHC-I1004",
                        "'" + later.name + "' begins after " + to_text(day) + ": " + count +
                            " of its figures are left out; choose a later day to keep them",
                        "'" + later.name + "' thành lập sau ngày " + to_text(day) + ": bỏ " +
                            count + " số liệu; hãy chọn ngày muộn hơn để giữ lại",
                        later.name});
    }
  }
}

}  // namespace

RebuildResult rebuild_as_it_is(std::shared_ptr<const Cube> cube, const Lineage& lineage, Date day) {
  const OwnFigures own = required_own_figures(std::move(cube));
  CarryTable table = carries_as_it_is(*own.cube, lineage, day);
  RebuildResult result = with_carries(own.cube, std::move(table));
  report_later_units(*own.cube, day, result.issues);
  add_issues(result, own);
  return result;
}

RebuildResult rebuild_constant_perimeter(std::shared_ptr<const Cube> cube, const Lineage& lineage,
                                         Date first, Date second) {
  const OwnFigures own = required_own_figures(std::move(cube));
  const Perimeter perimeter = constant_perimeter(own.cube->hierarchy(), lineage, first, second);
  CarryTable table = carries_to_groups(*own.cube, perimeter);
  RebuildResult result = with_carries(own.cube, std::move(table));
  report_ended_groups(*own.cube, perimeter, result.issues);
  add_issues(result, own);
  return result;
}

}  // namespace cchc

#include "cchc/aggregate/rolled_up_origin.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/cube/reference.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

class RolledUp final : public Origin {
 public:
  RolledUp(std::shared_ptr<const Cube> observed, std::vector<OverUnits> operations,
           const OutsideTotals& outside)
      : observed_(std::move(observed)), operations_(std::move(operations)), outside_(outside) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    if (observed_->plane(place.plane).coverage) {
      return observed_->derivation(place);  // a formula's totals, which stand as they were
    }
    if (cube.hierarchy().is_leaf(place.unit) && outside_.at(place.plane) == nullptr) {
      // Without children a unit's total is its own figure, or a rate made of its own parts.
      return has_own(place) || !is_divided(cube, place) ? observed_->derivation(place)
                                                        : rate_of_own_parts(cube, place);
    }
    if (outside_.at(place.plane) != nullptr) {
      return by_outside_aggregation(cube, place);
    }
    const OverUnits operation = operations_[static_cast<std::size_t>(place.plane)];
    const std::string division = division_text(cube, place);
    const std::string coefficient = operation == OverUnits::sum ? "1" : "";
    Derivation step;
    step.rule_en = std::string(to_text(operation)) + division;
    step.rule_vi = rule_vi(operation) + division;
    name_lost(step, cube, place);
    if (observed_->plane(place.plane).is_computed(place.unit, place.period) &&
        operation == OverUnits::none) {
      step.rule_en +=
          "; computed of the unit's own figures, so it is no total: derive(roll_up(cube)) has that";
      step.rule_vi +=
          "; tính từ số của chính đơn vị nên không phải số tổng hợp: derive(roll_up(cube)) có số "
          "đó";
    }
    if (operation == OverUnits::ratio_of_sums) {
      name_pooled(step, cube, place);
      return step;
    }
    if (has_own(place)) {
      step.parts.push_back({observed_, place, coefficient, "own figure", "số của chính đơn vị"});
    }
    for (const Index child : cube.hierarchy().children(place.unit)) {
      step.parts.push_back({share(cube),
                            {place.plane, child, place.period},
                            coefficient,
                            "consolidated figure of a child",
                            "số tổng hợp của đơn vị cấp dưới"});
    }
    return step;
  }

 private:
  [[nodiscard]] bool has_own(CellPlace place) const {
    return observed_->plane(place.plane).state(place.unit, place.period) == ValueState::reported;
  }

  // Such a figure is no term-by-term sum: its parts are the figures of every unit that gave one.
  [[nodiscard]] Derivation by_outside_aggregation(const Cube& cube, CellPlace place) const {
    Derivation step;
    step.rule_en = "extension " + outside_.name + " over the units below";
    step.rule_vi = "phần mở rộng " + outside_.name + " trên các đơn vị trực thuộc";
    for (Index unit = place.unit; unit < cube.hierarchy().end(place.unit); ++unit) {
      const CellPlace own = {place.plane, unit, place.period};
      if (has_own(own)) {
        step.parts.push_back({observed_, own, "", "own figure", "số của chính đơn vị"});
      }
    }
    return step;
  }

  // Rebuilt totals lack units that ended without a successor.
  static void name_lost(Derivation& step, const Cube& cube, CellPlace place) {
    std::string names;
    for (const auto& [id, name] : lost_below(cube.plane(place.plane), place.unit,
                                             cube.hierarchy().end(place.unit), place.period)) {
      names += (names.empty() ? "" : ", ") + name;
    }
    if (!names.empty()) {
      step.rule_en += "; without the figures of " + names + ", which ended without a successor";
      step.rule_vi += "; không gồm số của " + names + " (đã chấm dứt, không có đơn vị kế thừa)";
    }
  }

  // What a pooled rate is made of: the parts of the unit's own rate and of units without children,
  // and the pooled rates below.
  void name_pooled(Derivation& step, const Cube& cube, CellPlace place) const {
    const OwnRatioParts own = own_ratio_parts(*observed_, place.plane);
    name_list(step, cube, own, place);
    name_own_parts(step, cube, own, place);
    for (const Index child : cube.hierarchy().children(place.unit)) {
      const CellPlace below{place.plane, child, place.period};
      if (cube.hierarchy().is_leaf(child)) {
        name_own_parts(step, cube, own, below);
      } else {
        step.parts.push_back({share(cube), below, "", "consolidated figure of a child",
                              "số tổng hợp của đơn vị cấp dưới"});
      }
    }
  }

  // Why the parts named below do not add up to the quotient: several of them are one list.
  void name_list(Derivation& step, const Cube& cube, const OwnRatioParts& own,
                 CellPlace place) const {
    const SharedCells shared = shared_cells(*observed_, place.plane, own.estimated);
    std::map<std::uint8_t, int> holders;  // by list
    for (Index unit = place.unit; unit < cube.hierarchy().end(place.unit); ++unit) {
      const std::uint8_t list = shared.denominator(unit, place.period);
      holders[list] += list != 0 && own.parts.denominator.has(unit, place.period) ? 1 : 0;
    }
    if (std::ranges::any_of(holders, [](const auto& each) { return each.second > 1; })) {
      step.rule_en += "; a list held in common counts once, its largest part";
      step.rule_vi += "; danh mục dùng chung chỉ tính một lần, lấy số lớn nhất";
    }
  }

  // The cells that enter of one unit: a numerator and a denominator, or a rate and its weight.
  void name_own_parts(Derivation& step, const Cube& cube, const OwnRatioParts& own,
                      CellPlace place) const {
    const Indicator& indicator = cube.indicator(place.plane);
    if (!own.parts.denominator.has(place.unit, place.period)) {
      if (has_own(place)) {
        step.parts.push_back({observed_, place, "", "rate without its parts, left out",
                              "tỷ lệ không có tử số, mẫu số, không tính vào"});
      } else if (cube.hierarchy().is_leaf(place.unit)) {
        step.parts.push_back({share(cube), place, "", "consolidated figure of a child",
                              "số tổng hợp của đơn vị cấp dưới"});
      }
      return;
    }
    if (own.estimated(place.unit, place.period) != 0) {
      step.parts.push_back({observed_, place, "", "rate", "tỷ lệ"});
      name_cells(step, indicator.weight, place, "weight", "quyền số");
      return;
    }
    name_cells(step, indicator.numerator, place, "numerator", "tử số");
    name_cells(step, indicator.denominator, place, "denominator", "mẫu số");
  }

  static bool is_divided(const Cube& cube, CellPlace place) {
    const auto& parts = cube.plane(place.plane).parts;
    return parts && parts->denominator.has(place.unit, place.period);
  }

  // A rate that the unit left blank, of figures that it reported.
  [[nodiscard]] Derivation rate_of_own_parts(const Cube& cube, CellPlace place) const {
    const std::string division = division_text(cube, place);
    Derivation step;
    step.rule_en = std::string(to_text(OverUnits::ratio_of_sums)) + division;
    step.rule_vi = rule_vi(OverUnits::ratio_of_sums) + division;
    const Indicator& indicator = cube.indicator(place.plane);
    name_cells(step, indicator.numerator, place, "numerator", "tử số");
    name_cells(step, indicator.denominator, place, "denominator", "mẫu số");
    return step;
  }

  void name_cells(Derivation& step, const std::string& formula, CellPlace place,
                  const char* role_en, const char* role_vi) const {
    const auto terms = linear_terms(Formula::compile(formula));
    const auto placed = terms ? placed_terms(*observed_, *terms) : std::nullopt;
    if (!placed) {
      return;
    }
    for (const PlacedTerm& term : *placed) {
      const Index period = term.period_of[static_cast<std::size_t>(place.period)];
      step.parts.push_back({observed_, {term.plane, place.unit, period}, "", role_en, role_vi});
    }
  }

  // ": 100 x 16181 / 16183" of a pooled ratio.
  static std::string division_text(const Cube& cube, CellPlace place) {
    if (!is_divided(cube, place)) {
      return {};
    }
    const auto& parts = cube.plane(place.plane).parts;
    const int factor = ratio_factor(cube, place.plane);
    return ": " + (factor == 1 ? "" : std::to_string(factor) + " x ") +
           parts->numerator.text(place.unit, place.period) + " / " +
           parts->denominator.text(place.unit, place.period);
  }

  static std::shared_ptr<const Cube> share(const Cube& cube) {
    return std::make_shared<const Cube>(cube);
  }

  static std::string rule_vi(OverUnits operation) {
    switch (operation) {
      case OverUnits::sum:
        return "cộng các đơn vị";
      case OverUnits::ratio_of_sums:
        return "tổng tử số chia tổng mẫu số";
      case OverUnits::shared_list:
        return "cộng, riêng danh mục dùng chung lấy số lớn nhất";
      case OverUnits::mean:
        return "trung bình các đơn vị có báo cáo";
      case OverUnits::maximum:
        return "số lớn nhất";
      case OverUnits::minimum:
        return "số nhỏ nhất";
      default:
        return "không gộp";
    }
  }

  std::shared_ptr<const Cube> observed_;
  std::vector<OverUnits> operations_;
  OutsideTotals outside_;
};

}  // namespace

std::shared_ptr<const Origin> rolled_up_origin(std::shared_ptr<const Cube> observed,
                                               std::vector<OverUnits> operations,
                                               const OutsideTotals& outside) {
  return std::make_shared<const RolledUp>(std::move(observed), std::move(operations), outside);
}

}  // namespace cchc

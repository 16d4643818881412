#include "cchc/aggregate/modified_origin.hpp"

#include <algorithm>
#include <utility>

#include "cchc/aggregate/modified_units.hpp"

namespace cchc {
namespace {

class Modified final : public Origin {
 public:
  Modified(std::shared_ptr<const Cube> before, const std::vector<std::string>& codes)
      : before_(std::move(before)), codes_(codes) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const std::string& code = cube.indicator(place.plane).code;
    if (std::ranges::find(codes_, code) == codes_.end()) {
      return before_->derivation(place);
    }
    const ModifiedReference reference = *find_modified_reference(code);
    const Index read = before_->at(reference.code);
    Derivation step;
    step.rule_en = rule_en(reference);
    step.rule_vi = rule_vi(reference);
    if (reads_one_unit(reference.modifier)) {
      const Index unit = unit_read(before_->hierarchy(), reference, place.unit);
      if (unit >= 0) {
        add(step, {read, unit, place.period}, "");
      }
      return step;
    }
    const std::string coefficient = reference.modifier == UnitModifier::sum ? "1" : "";
    for (const Index unit : ModifiedUnits(*before_, read, reference).entering(place.unit)) {
      if (came_in(before_->plane(read), unit, place.period)) {
        add(step, {read, unit, place.period}, coefficient);
      }
    }
    return step;
  }

 private:
  static bool came_in(const Plane& plane, Index unit, Index period) {
    return plane.figures.has(unit, period) || (plane.so_far && plane.so_far->has(unit, period));
  }

  void add(Derivation& step, CellPlace place, const std::string& coefficient) const {
    const bool total = before_->plane(place.plane).coverage.has_value();
    step.parts.push_back({before_, place, coefficient,
                          total ? "consolidated figure of a unit" : "own figure of a unit",
                          total ? "số tổng hợp của đơn vị" : "số của chính đơn vị"});
  }

  static std::string rule_en(const ModifiedReference& reference) {
    switch (reference.modifier) {
      case UnitModifier::parent:
        return "figure of the unit above";
      case UnitModifier::top:
        return "figure of the uppermost unit";
      default:
        return std::string(to_text(reference.modifier)) + " over the units" +
               (reference.level.empty() ? "" : " of level " + reference.level);
    }
  }

  static std::string rule_vi(const ModifiedReference& reference) {
    switch (reference.modifier) {
      case UnitModifier::parent:
        return "số của đơn vị cấp trên";
      case UnitModifier::top:
        return "số của đơn vị cao nhất";
      default:
        return "phép gộp " + std::string(to_text(reference.modifier)) + " trên các đơn vị" +
               (reference.level.empty() ? "" : " cấp " + reference.level);
    }
  }

  std::shared_ptr<const Cube> before_;
  std::vector<std::string> codes_;
};

}  // namespace

std::shared_ptr<const Origin> modified_origin(std::shared_ptr<const Cube> before,
                                              const std::vector<std::string>& codes) {
  return std::make_shared<const Modified>(std::move(before), codes);
}

}  // namespace cchc

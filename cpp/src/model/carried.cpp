#include "cchc/model/carried.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace cchc {
namespace {

int common_scale(const UnitMap& map, const std::string& indicator) {
  int scale = 0;
  for (const Carry& carry : map.carries) {
    scale = std::max<int>(scale, carry.share.scale);
    if (const auto amount = carry.amounts.find(indicator); amount != carry.amounts.end()) {
      scale = std::max<int>(scale, amount->second.scale);
    }
  }
  return scale;
}

bool concerns(Decimal share, const Amounts& amounts, const std::string& indicator) {
  return share.mantissa != 0 || amounts.contains(indicator);
}

// The application of one map to one indicator's figures.
class Application {
 public:
  Application(const Hierarchy& hierarchy, UnitFigures values, Date figures, std::string indicator,
              int scale)
      : hierarchy_(hierarchy),
        values_(values),
        figures_(figures),
        indicator_(std::move(indicator)),
        scale_(scale),
        totals_(values.size()),
        unknown_(values.size(), false) {}

  void add(const Carry& carry) {
    if (!concerns(carry.share, carry.amounts, indicator_)) {
      return;
    }
    if (const std::optional<Int128>& value = values_[row(carry.from)]) {
      std::optional<Int128>& total = totals_[row(carry.to)];
      total = checked_sum(total.value_or(0), contribution(carry, *value));
    } else if (hierarchy_.is_valid(carry.from, figures_)) {
      unknown_[row(carry.to)] = true;
    }
  }

  void add(const Refusal& refused) {
    const bool has_figures =
        values_[row(refused.unit)] || hierarchy_.is_valid(refused.unit, figures_);
    if (!has_figures || !concerns(refused.share, refused.amounts, indicator_)) {
      return;
    }
    for (const Index target : refused.targets) {
      unknown_[row(target)] = true;
    }
  }

  [[nodiscard]] std::vector<std::optional<Int128>> take() {
    for (std::size_t unit = 0; unit < unknown_.size(); ++unit) {
      if (unknown_[unit]) {
        totals_[unit].reset();
      }
    }
    return std::move(totals_);
  }

 private:
  static std::size_t row(Index unit) { return static_cast<std::size_t>(unit); }

  [[nodiscard]] Int128 contribution(const Carry& carry, Int128 value) const {
    const Int128 part = checked_product(value, scaled(carry.share, scale_));
    const auto amount = carry.amounts.find(indicator_);
    return amount == carry.amounts.end() ? part : checked_sum(part, scaled(amount->second, scale_));
  }

  const Hierarchy& hierarchy_;
  UnitFigures values_;
  Date figures_;
  std::string indicator_;
  int scale_;
  std::vector<std::optional<Int128>> totals_;
  std::vector<bool> unknown_;
};

}  // namespace

CarriedFigures carried(const UnitMap& map, const Hierarchy& hierarchy, UnitFigures values,
                       Date figures, std::string_view indicator) {
  require_one_per_unit(hierarchy, values);
  const std::string code(indicator);
  const int scale = common_scale(map, code);
  Application application(hierarchy, values, figures, code, scale);
  for (const Carry& carry : map.carries) {
    application.add(carry);
  }
  for (const Refusal& refused : map.refusals) {
    application.add(refused);
  }
  return {application.take(), scale};
}

}  // namespace cchc

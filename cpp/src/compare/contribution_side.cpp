#include "cchc/compare/contribution_side.hpp"

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/subtree.hpp"
#include "cchc/base/error.hpp"
#include "cchc/compare/match.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

void require_observed(const Cube& cube, Index plane) {
  if (!cube.plane(plane).figures.exact &&
      cube.indicator(plane).over_units != OverUnits::ratio_of_sums) {
    const std::string code = cube.indicator(plane).code;
    throw ComparisonError(
        "CCHC-E1130",
        "indicator " + code +
            " is computed by a formula that is no sum of figures, so its change has no exact "
            "parts; split the changes of its operands",
        "chỉ tiêu " + code +
            " tính theo công thức không phải phép cộng, trừ nên không tách chính xác được; hãy "
            "phân tích từng chỉ tiêu thành phần");
  }
  if (cube.plane(plane).coverage) {
    throw ComparisonError("CCHC-E1107",
                          "a change is split over the units' own figures; give the cubes as they "
                          "were before roll_up()",
                          "mức tăng, giảm được phân tích theo số của chính từng đơn vị; hãy đưa "
                          "vào tập số liệu trước khi roll_up()");
  }
}

Index column_at(const Cube& cube, Index plane, Period wanted) {
  const auto found = find_column(cube, plane, wanted);
  return found ? *found : cube.at_period(wanted);
}

}  // namespace

ContributionSide::ContributionSide(const Cube& cube, Index plane, Period wanted, int scale)
    : cube_(cube), plane_(plane), column_(column_at(cube, plane, wanted)), scale_(scale) {
  require_observed(cube, plane);
  if (cube.indicator(plane).over_units == OverUnits::ratio_of_sums) {
    parts_ = own_ratio_parts(cube, plane);
    scale_ = parts_->parts.denominator.scale;
    shared_ = shared_parts(cube, plane);
  } else {
    factor_ = power_of_ten(scale - cube.plane(plane).figures.scale);
    shared_.reported.numerator = lists_in_common(cube, cube.indicator(plane));
  }
}

std::optional<Amount> ContributionSide::amount(Index unit) const {
  if (parts_) {
    const RatioParts& parts = parts_->parts;
    if (!parts.denominator.has(unit, column_)) {
      return std::nullopt;
    }
    return Amount{parts.numerator.whole(unit, column_), parts.denominator.whole(unit, column_)};
  }
  const Plane& plane = cube_.plane(plane_);
  if (plane.state(unit, column_) != ValueState::reported) {
    return std::nullopt;
  }
  return Amount{checked_product(plane.figures.whole(unit, column_), factor_), 0};
}

Shared ContributionSide::shared(Index unit) const {
  const auto list = [unit](const ListNumbers& lists) -> std::uint8_t {
    return lists.empty() ? 0 : lists[static_cast<std::size_t>(unit)];
  };
  const bool estimated = parts_ && parts_->estimated(unit, column_) != 0;
  const PartSharing& found = estimated ? shared_.estimated : shared_.reported;
  return {list(found.numerator), list(found.denominator)};
}

bool ContributionSide::in_perimeter(Index unit) const {
  return cube_.hierarchy().is_valid(unit, rule_window(period()).last) &&
         duty(cube_, {plane_, unit, column_}) != Duty::not_applicable;
}

bool ContributionSide::is_absent(Index unit) const {
  return !amount(unit) && owes(cube_, {plane_, unit, column_});
}

ReportTraits ContributionSide::traits(Index unit) const {
  const bool of_parts = parts_ && parts_->traits.size() != 0;
  const ReportTraits own = cube_.plane(plane_).state(unit, column_) == ValueState::reported
                               ? cube_.plane(plane_).traits_of(unit, column_)
                               : 0;
  return own | (of_parts ? parts_->traits(unit, column_) : 0);
}

Reasons ContributionSide::reasons(Index unit) const {
  Reasons found = cell_mark_reasons(cube_.plane(plane_), unit, column_);
  if (parts_ && parts_->estimated(unit, column_) != 0) {
    found |= bit(Reason::estimated);
  }
  if (parts_ && parts_->traits.size() != 0 && (parts_->traits(unit, column_) & off_window) != 0) {
    found |= bit(Reason::data_window);
  }
  return found;
}

}  // namespace cchc

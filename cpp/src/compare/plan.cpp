#include "cchc/compare/plan.hpp"

#include <algorithm>
#include <limits>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto pro_ratas = enum_text<ProRata>(
    "pro rata", "cách phân bổ kế hoạch", {{ProRata::days, "days"}, {ProRata::months, "months"}});
constexpr auto verdicts = enum_text<PlanVerdict>("plan verdict", "đánh giá kế hoạch",
                                                 {{PlanVerdict::behind, "behind"},
                                                  {PlanVerdict::on_pace, "on_pace"},
                                                  {PlanVerdict::ahead, "ahead"},
                                                  {PlanVerdict::reached, "reached"}});

// A plan and a figure as whole numbers at one scale.
struct Figured {
  Int128 start, target, value;
  int scale;
};

// A figure is one of the end of its day, when that whole day has passed.
Date close_of(Date day) { return day + std::chrono::days{1}; }

// Completed months from the morning of one day to that of a later one: from 31 January to 28
// February there is none, as the day of the month has not come round.
Int128 months_between(Date from, Date to) {
  const std::chrono::year_month_day first(from);
  const std::chrono::year_month_day last(to);
  const auto months = (last.year() / last.month() - first.year() / first.month()).count();
  return months - (last.day() < first.day() ? 1 : 0);
}

Int128 time_between(Date from, Date to, ProRata pro_rata) {
  return pro_rata == ProRata::days ? Int128{(to - from).count()} : months_between(from, to);
}

void check(const Plan& plan) {
  if (time_between(plan.start, close_of(plan.due), plan.pro_rata) < 1) {
    throw ComparisonError(
        "CCHC-E1109",
        "the plan starts on " + to_text(plan.start) + " and is due on " + to_text(plan.due) +
            ": that leaves no time; by months it needs a full month",
        "kế hoạch bắt đầu " + to_text(plan.start) + ", đến hạn " + to_text(plan.due) +
            ": không có thời gian thực hiện; tính theo tháng cần đủ một tháng");
  }
}

// A month of 30.4375 days is 1461 / 48 days, a quotient of whole numbers.
std::optional<double> needed_per_month(const Plan& plan, Date date, const Figured& figured) {
  const Int128 left = time_between(close_of(date), close_of(plan.due), plan.pro_rata);
  if (left < 1) {
    return std::nullopt;
  }
  const Int128 still = checked_sum(figured.target, -figured.value);
  const Int128 unit = power_of_ten(figured.scale);
  return plan.pro_rata == ProRata::months
             ? quotient(still, checked_product(left, unit))
             : quotient(checked_product(still, 1461), checked_product(48 * left, unit));
}

PlanVerdict verdict_of(const Figured& figured, Int128 distance) {
  const bool down = figured.target < figured.start;
  const Int128 beyond = down ? figured.target - figured.value : figured.value - figured.target;
  if (beyond >= 0) {
    return PlanVerdict::reached;
  }
  if (distance == 0) {
    return PlanVerdict::on_pace;
  }
  return (distance > 0) == !down ? PlanVerdict::ahead : PlanVerdict::behind;
}

Pace pace_of(const Plan& plan, Date date, const Figured& figured) {
  check(plan);
  const Int128 whole = time_between(plan.start, close_of(plan.due), plan.pro_rata);
  const Date counted = std::clamp(close_of(date), plan.start, close_of(plan.due));
  const Int128 passed = time_between(plan.start, counted, plan.pro_rata);
  const Int128 way = checked_sum(figured.target, -figured.start);
  const Int128 unit = checked_product(whole, power_of_ten(figured.scale));
  const Int128 expected =
      checked_sum(checked_product(figured.start, whole), checked_product(way, passed));
  const Int128 distance = checked_sum(checked_product(figured.value, whole), -expected);
  const Int128 done = checked_product(checked_sum(figured.value, -figured.start), 100);
  return {quotient(expected, unit), quotient(distance, unit),
          way == 0 ? std::numeric_limits<double>::quiet_NaN() : quotient(done, way),
          verdict_of(figured, distance), needed_per_month(plan, date, figured)};
}

Figured at_one_scale(const Plan& plan, Decimal target, Int128 value, int value_scale) {
  const int scale = std::max({int{plan.start_value.scale}, int{target.scale}, value_scale});
  return {scaled(plan.start_value, scale), scaled(target, scale),
          checked_product(value, power_of_ten(scale - value_scale)), scale};
}

void require_alike(const Cube& cube, Index plane, Index target) {
  const bool exact = cube.plane(plane).figures.exact && cube.plane(target).figures.exact;
  const bool same = cube.indicator(plane).unit_of_measure == cube.indicator(target).unit_of_measure;
  if (!exact || !same) {
    const std::string codes = cube.indicator(plane).code + ", " + cube.indicator(target).code;
    throw ComparisonError(
        "CCHC-E1110",
        "a plan is for exact figures of one unit of measure, not for quotients: " + codes,
        "kế hoạch chỉ áp dụng cho số liệu chính xác, cùng đơn vị tính, không phải tỷ lệ: " + codes);
  }
}

}  // namespace

std::string_view to_text(ProRata pro_rata) { return pro_ratas.text(pro_rata); }
std::string_view to_text(PlanVerdict verdict) { return verdicts.text(verdict); }
ProRata pro_rata_from_text(std::string_view text) { return pro_ratas.at(text); }

Pace pace(const Plan& plan, Date date, Decimal value) {
  return pace_of(plan, date, at_one_scale(plan, plan.target, value.mantissa, value.scale));
}

std::optional<Pace> pace(const Cube& cube, CellPlace place, const Plan& plan,
                         const std::string& target_indicator) {
  const Index target = target_indicator.empty() ? place.plane : cube.at(target_indicator);
  require_alike(cube, place.plane, target);
  const Figures& figures = cube.plane(place.plane).figures;
  const Figures& targets = cube.plane(target).figures;
  if (!figures.has(place.unit, place.period) || !targets.has(place.unit, place.period)) {
    return std::nullopt;
  }
  Figured figured = at_one_scale(plan, target_indicator.empty() ? plan.target : Decimal{},
                                 figures.whole(place.unit, place.period), figures.scale);
  if (!target_indicator.empty()) {
    const int scale = std::max(figured.scale, targets.scale);
    const Int128 up = power_of_ten(scale - figured.scale);
    figured = {checked_product(figured.start, up),
               checked_product(targets.whole(place.unit, place.period),
                               power_of_ten(scale - targets.scale)),
               checked_product(figured.value, up), scale};
  }
  const Period period = cube.periods()[static_cast<std::size_t>(place.period)];
  return pace_of(plan, rule_window(period).last, figured);
}

}  // namespace cchc

#include "cchc/aggregate/aggregation.hpp"

#include <string>

#include "cchc/base/error.hpp"
#include "cchc/model/kind_rules.hpp"

namespace cchc {
namespace {

// What the catalogue would most naturally say for a kind.
OverUnits nearest_over_units(Kind kind) {
  switch (kind) {
    case Kind::ratio:
      return OverUnits::ratio_of_sums;
    case Kind::coded:
      return OverUnits::distribution;
    case Kind::header:
      return OverUnits::none;
    default:
      return OverUnits::sum;
  }
}

OverPeriods nearest_over_periods(Kind kind) {
  switch (kind) {
    case Kind::flow:
      return OverPeriods::sum;
    case Kind::ratio:
      return OverPeriods::ratio_of_sums;
    case Kind::header:
      return OverPeriods::none;
    default:
      return OverPeriods::last;
  }
}

struct Reason {
  std::string en, vi;
};

Reason reason(Kind kind, bool over_units) {
  switch (kind) {
    case Kind::stock:
      return over_units ? Reason{"a stock has no numerator and denominator and no answers",
                                 "chỉ tiêu thời điểm không có tử số, mẫu số hay phương án trả lời"}
                        : Reason{"a stock counted at two dates counts the same things twice",
                                 "số thời điểm cộng qua các kỳ là tính trùng"};
    case Kind::flow:
      return {"a flow is a number of events in a window", "chỉ tiêu phát sinh là số đếm trong kỳ"};
    case Kind::cumulative:
      return {"a cumulative figure already holds the earlier windows of its year",
              "số lũy kế đã bao gồm các kỳ trước trong năm"};
    case Kind::ratio:
      return {"rates have unlike denominators; sum the numerators and the denominators instead",
              "các tỷ lệ có mẫu số khác nhau; phải cộng tử số và mẫu số rồi chia"};
    case Kind::coded:
      return {"a code names an answer and is not a quantity",
              "mã trả lời là tên phương án, không phải số lượng"};
    case Kind::header:
      break;
  }
  return {"a header has no figures", "dòng tiêu đề không có số liệu"};
}

template <class Operation>
void require(const Indicator& indicator, Operation operation, Operation nearest, bool over_units) {
  if (combines(indicator.kind, operation)) {
    return;
  }
  const std::string axis = over_units ? "over_units=" : "over_periods=";
  const std::string call = axis + std::string(to_text(operation));
  const std::string better = axis + std::string(to_text(nearest));
  const Reason why = reason(indicator.kind, over_units);
  const std::string which = indicator.code + " (" + std::string(to_text(indicator.kind)) + ")";
  throw AggregationError(over_units ? "CCHC-E1001" : "CCHC-E1002",
                         call + " is not allowed for indicator " + which + ": " + why.en +
                             ". Nearest legal call: " + better,
                         call + " không dùng được cho chỉ tiêu " + which + ": " + why.vi +
                             ". Cách gần nhất được phép: " + better);
}

}  // namespace

void require_legal(const Indicator& indicator, OverUnits operation) {
  require(indicator, operation, nearest_over_units(indicator.kind), true);
}

void require_legal(const Indicator& indicator, OverPeriods operation) {
  require(indicator, operation, nearest_over_periods(indicator.kind), false);
}

}  // namespace cchc

#include "cchc/aggregate/aggregation.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

std::vector<OverUnits> legal_over_units(Kind kind) {
  using enum OverUnits;
  switch (kind) {
    case Kind::stock:
    case Kind::flow:
      return {sum, shared_list, maximum, minimum, mean, none};
    case Kind::cumulative:
      return {sum, maximum, minimum, mean, none};
    case Kind::ratio:
      return {ratio_of_sums, maximum, minimum, none};
    case Kind::coded:
      return {distribution, none};
    case Kind::header:
      break;
  }
  return {none};
}

std::vector<OverPeriods> legal_over_periods(Kind kind) {
  using enum OverPeriods;
  switch (kind) {
    case Kind::stock:
      return {last, maximum, minimum, mean, none};
    case Kind::flow:
      return {sum, carry_over, maximum, minimum, mean, none};
    case Kind::cumulative:
      return {last, maximum, minimum, none};
    case Kind::ratio:
      return {ratio_of_sums, last, maximum, minimum, none};
    case Kind::coded:
      return {last, any, none};
    case Kind::header:
      break;
  }
  return {none};
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
void require(const Indicator& indicator, Operation operation, const std::vector<Operation>& legal,
             bool over_units) {
  if (std::find(legal.begin(), legal.end(), operation) != legal.end()) {
    return;
  }
  const std::string axis = over_units ? "over_units" : "over_periods";
  const std::string call = axis + "=" + std::string(to_text(operation));
  const std::string nearest = axis + "=" + std::string(to_text(legal.front()));
  const Reason why = reason(indicator.kind, over_units);
  const std::string which = indicator.code + " (" + std::string(to_text(indicator.kind)) + ")";
  throw AggregationError(over_units ? "CCHC-E1001" : "CCHC-E1002",
                         call + " is not allowed for indicator " + which + ": " + why.en +
                             ". Nearest legal call: " + nearest,
                         call + " không dùng được cho chỉ tiêu " + which + ": " + why.vi +
                             ". Cách gần nhất được phép: " + nearest);
}

template <class Operation>
bool contains(const std::vector<Operation>& legal, Operation operation) {
  return std::find(legal.begin(), legal.end(), operation) != legal.end();
}

}  // namespace

bool is_legal(Kind kind, OverUnits operation) {
  return contains(legal_over_units(kind), operation);
}

bool is_legal(Kind kind, OverPeriods operation) {
  return contains(legal_over_periods(kind), operation);
}

void require_legal(const Indicator& indicator, OverUnits operation) {
  require(indicator, operation, legal_over_units(indicator.kind), true);
}

void require_legal(const Indicator& indicator, OverPeriods operation) {
  require(indicator, operation, legal_over_periods(indicator.kind), false);
}

}  // namespace cchc

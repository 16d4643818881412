#include "cchc/validate/finding_text.hpp"

#include <algorithm>

#include "cchc/validate/feasible_rate.hpp"
#include "cchc/validate/rule_message.hpp"
#include "cchc/validate/side_text.hpp"

namespace cchc {
namespace {

TwoTexts around(const char* vi, const char* en, const std::string& number) {
  return {std::string(vi) + printed_vi(number), std::string(en) + printed_en(number)};
}

// 100 (B - x) / B to two decimals, halves away from zero.
std::string cut_text(Int128 baseline, Int128 quota) {
  const Int128 twice = 2 * 10000 * (baseline - quota);
  const Int128 size = twice < 0 ? -twice : twice;
  const Int128 digits = (size + baseline) / (2 * baseline);
  return to_string(twice < 0 ? -digits : digits, 2);
}

// The rates on either side of the printed one that whole baselines do give.
TwoTexts feasible_text(const Finding& finding) {
  const auto rate = decimal_from_text(finding.left);
  const auto quota = decimal_from_text(finding.right);
  if (!rate || !quota || quota->scale != 0 || quota->mantissa < 1) {
    return {};
  }
  const Int128 hundred = 100 * power_of_ten(rate->scale);
  const Int128 rest = hundred - rate->mantissa;
  if (rest <= 0) {
    return {};
  }
  const Int128 below = std::max<Int128>(hundred * quota->mantissa / rest, 1);
  const auto one = [&](Int128 baseline) {
    return std::pair(cut_text(baseline, quota->mantissa), to_string(baseline, 0));
  };
  const auto [low, low_base] = one(below);
  const auto [high, high_base] = one(below + 1);
  return {"tỷ lệ tính được từ số gốc nguyên, ví dụ " + printed_vi(low) + " (số gốc " + low_base +
              ") hoặc " + printed_vi(high) + " (số gốc " + high_base + ")",
          "a rate that comes from a whole baseline, such as " + low + " (baseline " + low_base +
              ") or " + high + " (baseline " + high_base + ")"};
}

std::string missing_cells(const Finding& finding) {
  std::string list;
  for (const FindingCell& cell : finding.cells) {
    if (cell.missing) {
      list += (list.empty() ? "" : ", ") + cell.reference;
    }
  }
  return list;
}

class Filling {
 public:
  Filling(const Validation& validation, const Finding& finding, bool vi)
      : validation_(validation), finding_(finding), vi_(vi) {}

  std::string operator()(const MessagePart& part) const {
    switch (part.place) {
      case MessagePlace::unit:
        return validation_.cube->hierarchy()[finding_.unit].name;
      case MessagePlace::period:
        return vi_ ? label_vi(period()) : label_en(period());
      case MessagePlace::left:
        return number(finding_.left);
      case MessagePlace::right:
        return number(finding_.right);
      case MessagePlace::difference:
        return number(finding_.difference);
      default:
        return cell(to_text(part.reference.value()));
    }
  }

 private:
  [[nodiscard]] Period period() const {
    return validation_.cube->periods()[static_cast<std::size_t>(finding_.period)];
  }
  [[nodiscard]] std::string number(const std::string& text) const {
    return text.empty() ? none() : vi_ ? printed_vi(text) : printed_en(text);
  }
  [[nodiscard]] std::string none() const { return vi_ ? "(trống)" : "(blank)"; }
  [[nodiscard]] std::string cell(const std::string& reference) const {
    const auto found = std::ranges::find(finding_.cells, reference, &FindingCell::reference);
    if (found == finding_.cells.end()) {
      return none();
    }
    return found->printed.empty() ? number(found->value) : found->printed;
  }

  const Validation& validation_;
  const Finding& finding_;
  bool vi_;
};

std::string question(const Validation& validation, const Finding& finding, bool vi) {
  const RuleDefinition& rule = validation.rules[finding.rule].definition;
  TemplateFault none;  // the rule was checked when it was read
  const MessageTemplate message = read_message(vi ? rule.question_vi : rule.question_en, none);
  return filled(message, Filling(validation, finding, vi));
}

}  // namespace

TwoTexts expected_text(const Rule& rule, const Finding& finding) {
  const std::string& right = finding.right;
  if (right.empty()) {
    return {};
  }
  switch (rule.definition.comparison) {
    case RuleOperator::less:
      return around("nhỏ hơn ", "less than ", right);
    case RuleOperator::less_equal:
      return around("không quá ", "at most ", right);
    case RuleOperator::greater_equal:
      return around("ít nhất ", "at least ", right);
    case RuleOperator::greater:
      return around("lớn hơn ", "more than ", right);
    case RuleOperator::not_equal:
      return around("khác ", "other than ", right);
    case RuleOperator::in:
      return {"một trong các giá trị " + right, "one of " + right};
    case RuleOperator::feasible_rate:
      return feasible_text(finding);
    case RuleOperator::copied:
      return {"tỷ lệ số liệu trùng với báo cáo trước thấp hơn " + printed_vi(right),
              "a share of figures equal to the earlier report below " + right};
    default:
      return around("bằng ", "equal to ", right);
  }
}

namespace {

// Whether a comparison holds only because printed digits leave something open.
bool holds_by_rounding(RuleOperator comparison, const std::string& difference) {
  const bool below = difference.starts_with('-');
  const bool off = difference.find_first_not_of("-0.") != std::string::npos;
  return off &&
         (comparison == RuleOperator::equal || (comparison == RuleOperator::less_equal && !below) ||
          (comparison == RuleOperator::greater_equal && below));
}

TwoTexts holding_text(const Rule& rule, const Finding& finding) {
  const std::string left_vi = printed_vi(finding.left);
  const std::string left_en = printed_en(finding.left);
  const RuleOperator comparison = rule.definition.comparison;
  if (comparison == RuleOperator::feasible_rate) {
    return {"Khớp: có số gốc nguyên cho tỷ lệ " + left_vi + " với số hiện có " +
                printed_vi(finding.right) + ".",
            "Holds: a whole baseline gives the rate " + left_en + " with " +
                printed_en(finding.right) + " now."};
  }
  if (comparison == RuleOperator::copied) {
    return {"Khớp: " + finding.left + " số liệu trùng với báo cáo trước, thấp hơn tỷ lệ " +
                printed_vi(finding.right) + ".",
            "Holds: " + finding.left + " figures equal the earlier report, below the share " +
                finding.right + "."};
  }
  const TwoTexts sides = expected_text(rule, finding);
  const bool rounded = holds_by_rounding(comparison, finding.difference);
  return {"Khớp: " + left_vi + (comparison == RuleOperator::in ? " là " : " ") + sides.vi +
              (rounded ? " (do làm tròn)." : "."),
          "Holds: " + left_en + " is " + sides.en + (rounded ? " (by rounding)." : ".")};
}

}  // namespace

TwoTexts question_text(const Validation& validation, const Finding& finding) {
  return {question(validation, finding, true), question(validation, finding, false)};
}

TwoTexts plain_text(const Rule& rule, const Finding& finding) {
  if (finding.verdict == Verdict::not_applicable) {
    return {"Quy tắc không áp dụng cho báo cáo này.", "The rule does not apply to this report."};
  }
  if (finding.verdict == Verdict::undecidable) {
    if (rule.definition.comparison == RuleOperator::feasible_rate &&
        missing_cells(finding).empty()) {
      return {"Chưa kết luận được: số quá lớn để tính chính xác.",
              "Cannot be decided: the figures are too large to be computed exactly."};
    }
    const std::string cells = missing_cells(finding);
    return cells.empty()
               ? TwoTexts{"Chưa kết luận được: không có báo cáo trước để so sánh.",
                          "Cannot be decided: there is no earlier report to compare with."}
               : TwoTexts{"Chưa kết luận được: thiếu " + cells + ".",
                          "Cannot be decided: missing " + cells + "."};
  }
  return holding_text(rule, finding);
}

}  // namespace cchc

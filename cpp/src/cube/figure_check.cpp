#include "cchc/cube/figure_check.hpp"

#include <algorithm>
#include <optional>

namespace cchc {
namespace {

bool is_count(Kind kind) {
  return kind == Kind::stock || kind == Kind::flow || kind == Kind::cumulative;
}

bool is_percent(Decimal value) {
  return value.mantissa >= 0 && scaled(value, value.scale) <= scaled({100, 0}, value.scale);
}

// What 16.183 says when its point marks thousands; nothing when it cannot.
std::optional<std::string> as_thousands(Decimal value) {
  if (value.scale > 3) {
    return std::nullopt;
  }
  return to_string(scaled(value, 3), 0);
}

}  // namespace

FigureCheck::FigureCheck(const Catalogue& catalogue, Index indicator)
    : indicator_(catalogue[indicator]),
      unit_(catalogue.unit_of_measure(indicator)),
      counts_(unit_ != nullptr && unit_->whole && is_count(indicator_.kind)) {}

FigureFault FigureCheck::fault(Decimal value) const {
  if (indicator_.kind == Kind::coded && !indicator_.answers.empty()) {
    const bool known = value.scale == 0 && std::ranges::any_of(indicator_.answers, [&](auto& each) {
                         return each.code == value.mantissa;
                       });
    return known ? FigureFault::none : FigureFault::unknown_answer;
  }
  if (unit_ == nullptr) {
    return FigureFault::none;
  }
  if (unit_->whole && value.scale > 0) {
    return FigureFault::fraction;
  }
  if (counts_ && value.mantissa < 0) {
    return FigureFault::negative;
  }
  return unit_->percent && !is_percent(value) ? FigureFault::percent_range : FigureFault::none;
}

std::string_view FigureCheck::code(FigureFault fault) {
  switch (fault) {
    case FigureFault::fraction:
      return "CCHC-I0908";
    case FigureFault::unknown_answer:
      return "CCHC-I0909";
    case FigureFault::negative:
      return "CCHC-I0910";
    case FigureFault::percent_range:
      return "CCHC-I0911";
    case FigureFault::none:
      break;
  }
  return "";
}

std::string FigureCheck::key() const {
  std::string known;
  for (const Answer& answer : indicator_.answers) {
    known += (known.empty() ? "" : ", ") + std::to_string(answer.code);
  }
  return known;
}

std::string FigureCheck::message_en(FigureFault fault, Decimal value,
                                    const std::string& where) const {
  const std::string start = where + ": " + to_string(value);
  if (fault == FigureFault::unknown_answer) {
    return start + " is no answer of the key (" + key() +
           "); the cell is unreadable; which answer "
           "was given?";
  }
  if (fault == FigureFault::fraction) {
    const auto thousands = as_thousands(value);
    return start + " is no whole number of " + unit_->label_en + "; the cell is unreadable; " +
           (thousands ? "was " + *thousands + " meant?" : "which whole number was meant?");
  }
  if (fault == FigureFault::negative) {
    return start + " " + unit_->label_en +
           " is below zero; the figure is kept; is it a correction?";
  }
  return start + " percent is outside 0 to 100; the figure is kept; is it right?";
}

std::string FigureCheck::message_vi(FigureFault fault, Decimal value,
                                    const std::string& where) const {
  const std::string start = where + ": " + to_string(value);
  if (fault == FigureFault::unknown_answer) {
    return start + " không có trong các đáp án (" + key() +
           "); coi như không đọc được; đáp án đúng là gì?";
  }
  if (fault == FigureFault::fraction) {
    const auto thousands = as_thousands(value);
    return start + " không phải số nguyên (đơn vị tính: " + unit_->label_vi +
           "); coi như không đọc được; " +
           (thousands ? "có phải là " + *thousands + " không?" : "số nguyên đúng là bao nhiêu?");
  }
  if (fault == FigureFault::negative) {
    return start + " " + unit_->label_vi +
           " là số âm; vẫn giữ số liệu; có phải là số điều chỉnh không?";
  }
  return start + " phần trăm nằm ngoài khoảng 0 đến 100; vẫn giữ số liệu; số này có đúng không?";
}

}  // namespace cchc

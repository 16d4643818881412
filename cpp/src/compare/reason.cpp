#include "cchc/compare/reason.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "cchc/base/error.hpp"

namespace cchc {

std::string_view to_text(Comparability comparability) {
  constexpr std::array<std::string_view, 4> names{"comparable", "rebuilt", "break", "impossible"};
  return names[static_cast<std::size_t>(comparability)];
}

const std::vector<ReasonEntry>& reason_table() {
  static const std::vector<ReasonEntry> table{
      {Reason::value_missing, "VALUE_MISSING", Effect::impossible, "the figure itself is missing",
       "chưa có số liệu kỳ này",
       "ask the units named in the coverage, or choose a missing policy by name",
       "yêu cầu các đơn vị còn thiếu báo cáo, hoặc nêu rõ cách xử lý thiếu"},
      {Reason::base_missing, "BASE_MISSING", Effect::impossible,
       "the figure to compare with is missing", "chưa có số liệu kỳ gốc",
       "add the earlier report, or derive its window with resample()",
       "bổ sung báo cáo kỳ gốc, hoặc suy ra kỳ đó bằng resample()"},
      {Reason::kind, "KIND", Effect::impossible, "the two figures are of different kinds",
       "hai số liệu khác loại (thời điểm, phát sinh...)", "compare figures of one indicator",
       "so sánh số liệu của cùng một chỉ tiêu"},
      {Reason::unit_of_measure, "UNIT_OF_MEASURE", Effect::impossible,
       "the two figures count different things", "hai số liệu khác đơn vị tính",
       "bring both to one unit of measure", "đưa về cùng đơn vị tính"},
      {Reason::coded, "CODED", Effect::impossible, "a coded answer is not a quantity",
       "mã trả lời không phải số lượng", "compare the distributions of answers",
       "so sánh phân bố các phương án trả lời"},
      {Reason::window_length, "WINDOW_LENGTH", Effect::breaks,
       "the two figures count unlike numbers of months; a cumulative one counts from January",
       "hai số liệu tính cho số tháng khác nhau; số lũy kế tính từ tháng 1",
       "resample both to windows of one length; a cumulative figure is compared with the same "
       "period last year, or as a flow (flows_of_cumulative=True)",
       "đưa hai kỳ về cùng độ dài bằng resample(); số lũy kế thì so với cùng kỳ năm trước, hoặc "
       "tách thành số phát sinh (flows_of_cumulative=True)"},
      {Reason::form_version, "FORM_VERSION", Effect::breaks,
       "the two figures come from different versions of the form", "hai số liệu theo hai mẫu biểu",
       "check that the row means the same in both versions",
       "kiểm tra chỉ tiêu có cùng nội hàm ở hai mẫu biểu"},
      {Reason::perimeter, "PERIMETER", Effect::breaks,
       "different units were expected in the two periods",
       "phạm vi đơn vị phải báo cáo ở hai kỳ khác nhau",
       "rebuild the earlier figures on today's units, or take a constant perimeter",
       "dựng lại số kỳ gốc theo đơn vị hiện nay, hoặc dùng phạm vi không đổi"},
      {Reason::coverage, "COVERAGE", Effect::breaks, "different units reported in the two periods",
       "các đơn vị có số liệu ở hai kỳ khác nhau",
       "collect the missing reports, or compare only the units that reported in both",
       "thu đủ báo cáo, hoặc chỉ so sánh các đơn vị có số liệu ở cả hai kỳ"},
      {Reason::window_position, "WINDOW_POSITION", Effect::note,
       "the windows lie in different parts of the year", "hai kỳ thuộc các phần khác nhau của năm",
       "compare with the same period last year to leave the season out",
       "so với cùng kỳ năm trước để loại yếu tố mùa vụ"},
      {Reason::data_window, "DATA_WINDOW", Effect::note,
       "a report does not cover the days that its period asks for",
       "thời gian chốt số liệu không đúng quy định của kỳ báo cáo",
       "see the per-day rate beside it, an estimate", "xem thêm số bình quân ngày (ước tính)"},
      {Reason::base_zero, "BASE_ZERO", Effect::no_relative, "growth from zero is undefined",
       "kỳ gốc bằng 0 nên không có tỷ lệ tăng", "state the change alone", "chỉ nêu mức tăng, giảm"},
      {Reason::base_negative, "BASE_NEGATIVE", Effect::no_relative,
       "a relative change of a negative figure has no meaning",
       "kỳ gốc âm nên tỷ lệ tăng không có nghĩa", "state the change alone",
       "chỉ nêu mức tăng, giảm"},
      {Reason::estimated, "ESTIMATED", Effect::note, "one of the figures is an estimate",
       "có số ước tính", "collect the parts that the estimate stands in for",
       "thu thập số liệu gốc thay cho ước tính"},
      {Reason::rebuilt, "REBUILT", Effect::rebuilds,
       "one of the figures was carried through a reorganisation",
       "có số liệu được dựng lại qua sắp xếp tổ chức", "none needed", "không cần"},
      {Reason::conflict, "CONFLICT", Effect::note, "two ways to derive one of the figures disagree",
       "có số liệu suy ra theo hai cách khác nhau",
       "see the findings and correct the report that is wrong",
       "xem các phát hiện và đính chính báo cáo sai"},
      {Reason::correction, "CORRECTION", Effect::note,
       "one of the figures is negative: a later report took earlier figures back",
       "có số âm: báo cáo sau điều chỉnh giảm số đã báo cáo",
       "compare windows that hold both reports, such as the half year or the year",
       "so sánh các kỳ bao gồm cả hai báo cáo, như 6 tháng hoặc cả năm"},
      {Reason::baseline_function, "BASELINE_FUNCTION", Effect::note,
       "a function made the baseline; which figures it used is not known, so it is held to all of "
       "the unit's that it saw",
       "mốc so sánh do một hàm tính; không rõ hàm đã dùng số nào nên xét theo mọi số của đơn vị mà "
       "hàm nhận được",
       "compare with a window, or with rolling_mean, to know which figures are compared",
       "so với một kỳ, hoặc với rolling_mean, để biết rõ các số được so sánh"},
  };
  return table;
}

Reason reason_from_text(std::string_view code) {
  std::string known;
  for (const ReasonEntry& entry : reason_table()) {
    if (entry.code == code) {
      return entry.reason;
    }
    known += (known.empty() ? "" : ", ") + std::string(entry.code);
  }
  throw ComparisonError("CCHC-E1101",
                        "'" + std::string(code) + "' is no comparability reason; known: " + known,
                        "'" + std::string(code) + "' không phải lý do so sánh; có: " + known);
}

std::vector<Reason> reasons_in(Reasons reasons) {
  std::vector<Reason> found;
  for (const ReasonEntry& entry : reason_table()) {
    if (has(reasons, entry.reason)) {
      found.push_back(entry.reason);
    }
  }
  return found;
}

Comparability comparability_of(Reasons reasons) {
  const auto any = [reasons](Effect effect) {
    return std::any_of(reason_table().begin(), reason_table().end(), [&](const ReasonEntry& entry) {
      return entry.effect == effect && has(reasons, entry.reason);
    });
  };
  if (any(Effect::impossible)) {
    return Comparability::impossible;
  }
  if (any(Effect::breaks)) {
    return Comparability::broken;
  }
  return any(Effect::rebuilds) ? Comparability::rebuilt : Comparability::comparable;
}

bool gives_number(Reasons reasons, Reasons permitted) {
  return std::none_of(reason_table().begin(), reason_table().end(), [&](const ReasonEntry& entry) {
    const bool blocks = entry.effect == Effect::impossible ||
                        (entry.effect == Effect::breaks && !has(permitted, entry.reason));
    return blocks && has(reasons, entry.reason);
  });
}

}  // namespace cchc

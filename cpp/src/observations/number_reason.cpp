#include "cchc/observations/number_reason.hpp"

#include <array>

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

struct ReasonRow {
  NumberReason reason;
  std::string_view id;
  std::string_view message_en;
  std::string_view message_vi;
};

constexpr std::array rows{
    ReasonRow{NumberReason::none, "none", "read as printed", "đọc đúng như in"},
    ReasonRow{NumberReason::foreign_grouping, "foreign_grouping",
              "a comma groups the thousands; the report's convention is a dot, so check the figure",
              "dấu phẩy dùng để phân nhóm hàng nghìn; quy ước là dấu chấm, hãy kiểm tra lại số"},
    ReasonRow{NumberReason::foreign_decimal, "foreign_decimal",
              "a dot marks the decimals; the report's convention is a comma, so check the figure",
              "dấu chấm dùng làm dấu thập phân; quy ước là dấu phẩy, hãy kiểm tra lại số"},
    ReasonRow{NumberReason::trailing_text, "trailing_text",
              "words follow the number and were left aside; write the number alone",
              "có chữ sau số, phần chữ được bỏ qua; hãy chỉ ghi số"},
    ReasonRow{NumberReason::group_or_decimal, "group_or_decimal",
              "the mark may group thousands or begin the decimals; write the number without a "
              "group mark, or with a decimal comma and another number of decimals",
              "dấu có thể là phân nhóm hàng nghìn hoặc dấu thập phân; hãy ghi số không phân nhóm, "
              "hoặc dùng dấu phẩy thập phân với số chữ số lẻ khác"},
    ReasonRow{NumberReason::bad_utf8, "bad_utf8",
              "the text is not UTF-8; save the file as UTF-8 again",
              "văn bản không phải UTF-8; hãy lưu lại tệp theo UTF-8"},
    ReasonRow{
        NumberReason::dash, "dash",
        "a dash stands where a number is due; write 0 for none, or leave the cell blank if it was "
        "not counted",
        "ô ghi dấu gạch thay cho số; hãy ghi 0 nếu không có, hoặc để trống nếu chưa thống kê"},
    ReasonRow{NumberReason::dots, "dots", "dots stand where a number is due; fill in the number",
              "ô ghi dấu chấm lửng thay cho số; hãy điền số"},
    ReasonRow{NumberReason::ditto, "ditto",
              "a ditto mark stands where a number is due; write the number again",
              "ô ghi dấu lặp lại thay cho số; hãy ghi lại số"},
    ReasonRow{NumberReason::cross, "cross",
              "a cross stands where a number is due; write the number",
              "ô ghi dấu x thay cho số; hãy ghi số"},
    ReasonRow{NumberReason::no_digits, "no_digits",
              "the text holds no digit; write a number or leave the cell blank",
              "ô không có chữ số; hãy ghi số hoặc để trống"},
    ReasonRow{NumberReason::ocr_suspect, "ocr_suspect",
              "letters that look like digits (O, l, I) stand in the number; compare with the "
              "original and write digits",
              "trong số có chữ cái giống chữ số (O, l, I); hãy đối chiếu bản gốc và ghi chữ số"},
    ReasonRow{NumberReason::mixed_text, "mixed_text",
              "letters are mixed with the digits; write the number alone",
              "chữ lẫn với số; hãy chỉ ghi số"},
    ReasonRow{NumberReason::scale_word, "scale_word",
              "the number is counted in thousands, millions or the like; write it out in digits",
              "số ghi theo nghìn, triệu hoặc tương tự; hãy ghi đầy đủ bằng chữ số"},
    ReasonRow{NumberReason::symbol, "symbol",
              "a character that no number has stands in the text; write the number alone",
              "có ký tự không thuộc về số; hãy chỉ ghi số"},
    ReasonRow{
        NumberReason::not_whole, "not_whole",
        "a count is a whole number, but the text has a decimal mark; check the figure or the row",
        "số đếm phải là số nguyên nhưng ô có dấu thập phân; hãy kiểm tra số hoặc dòng"},
    ReasonRow{NumberReason::misplaced_group, "misplaced_group",
              "the digits are not grouped by three with one kind of mark; write the number again",
              "các chữ số không được phân nhóm ba bằng cùng một dấu; hãy ghi lại số"},
    ReasonRow{NumberReason::misplaced_mark, "misplaced_mark",
              "a dot, comma or space stands where no number has one; write the number again",
              "dấu chấm, dấu phẩy hoặc khoảng trắng đặt sai chỗ; hãy ghi lại số"},
    ReasonRow{NumberReason::misplaced_sign, "misplaced_sign",
              "a sign must be a plus or a minus directly before the first digit; write it so",
              "dấu cộng hoặc dấu trừ phải đứng ngay trước chữ số đầu tiên; hãy ghi lại"},
    ReasonRow{NumberReason::misplaced_bracket, "misplaced_bracket",
              "brackets must enclose one number without a sign; write the number again",
              "dấu ngoặc phải bao trọn một số không có dấu; hãy ghi lại số"},
    ReasonRow{NumberReason::misplaced_percent, "misplaced_percent",
              "the percent sign must follow a single number; write it so",
              "dấu % phải đứng sau một số duy nhất; hãy ghi lại"},
    ReasonRow{NumberReason::repeated_percent, "repeated_percent",
              "the percent sign is repeated; write it once",
              "dấu % bị lặp lại; hãy chỉ ghi một lần"},
    ReasonRow{NumberReason::percent_in_count, "percent_in_count",
              "a percentage stands where a count is due; write the count, or check the row",
              "ô cần số đếm nhưng ghi tỷ lệ phần trăm; hãy ghi số đếm hoặc kiểm tra dòng"},
    ReasonRow{NumberReason::malformed_pair, "malformed_pair",
              "a pair is written number/number; write both numbers",
              "cặp số được ghi dạng số/số; hãy ghi đủ hai số"},
    ReasonRow{NumberReason::date_like, "date_like",
              "the text looks like a date, not a number; write the number",
              "nội dung giống ngày tháng, không phải số; hãy ghi số"},
    ReasonRow{NumberReason::range, "range", "the text gives a range; write one number",
              "ô ghi một khoảng; hãy ghi một số"},
    ReasonRow{
        NumberReason::not_a_code, "not_a_code",
        "the row is answered with a small whole number from its answer key; write that number",
        "dòng này trả lời bằng số nguyên nhỏ theo bảng lựa chọn; hãy ghi số đó"},
    ReasonRow{NumberReason::out_of_range, "out_of_range",
              "the number has more than 18 digits; check it for figures that ran together",
              "số có hơn 18 chữ số; hãy kiểm tra các số bị dính liền"},
};

// One of the three texts of each reason.
constexpr EnumText<NumberReason, rows.size()> column(std::string_view ReasonRow::*text) {
  std::array<EnumWord<NumberReason>, rows.size()> words{};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    words[row] = {rows[row].reason, rows[row].*text};
  }
  return {"reason of a number text", "lý do đọc số", words};
}

constexpr auto ids = column(&ReasonRow::id);
constexpr auto english = column(&ReasonRow::message_en);
constexpr auto vietnamese = column(&ReasonRow::message_vi);

}  // namespace

std::string_view to_text(NumberReason reason) { return ids.text(reason); }

NumberReason number_reason_from_text(std::string_view text) { return ids.at(text); }

std::string_view message_en(NumberReason reason) { return english.text(reason); }

std::string_view message_vi(NumberReason reason) { return vietnamese.text(reason); }

}  // namespace cchc

#include "cchc/model/date.hpp"

#include <algorithm>
#include <array>

#include "cchc/base/error.hpp"
#include "cchc/base/quoted_text.hpp"
#include "cchc/model/phrase.hpp"

namespace cchc {
namespace {

struct DateForm {
  std::string_view pattern;
  bool year_first;
};

constexpr std::array<DateForm, 6> date_forms{{{"Y - D - D", true},
                                              {"D / D / Y", false},
                                              {"D . D . Y", false},
                                              {"D - D - Y", false},
                                              {"D / D nam Y", false},
                                              {"D thang D nam Y", false}}};

// Words and marks that may stand between the two dates of a window.
constexpr std::array<std::string_view, 10> window_words{"den", "toi", "het",   "ngay", "-",
                                                        ".",   ",",   "until", "to",   ";"};

constexpr Date first_date = std::chrono::year{0} / 1 / 1;
constexpr Date last_date = std::chrono::year{9999} / 12 / 31;

std::optional<Date> checked(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

struct DateMatch {
  Date date;
  Index end;
};

std::optional<DateMatch> date_at(const Phrase& phrase, Index begin) {
  for (const DateForm& form : date_forms) {
    const auto match = find_match(form.pattern, phrase, begin);
    if (!match) continue;
    const std::vector<int>& n = match->numbers;
    const auto date = form.year_first ? checked(n[0], n[1], n[2]) : checked(n[2], n[1], n[0]);
    if (date) return DateMatch{*date, match->end};
  }
  return std::nullopt;
}

// "22/12/2023" inside "5/22/12/2023" or "06/6/2024/QD" is part of something else.
bool stands_alone(const Phrase& phrase, Index begin, Index end) {
  const bool joined_before = phrase[begin].glued && phrase[begin - 1].text == "/";
  const bool joined_after = phrase[end].glued && phrase[end].text == "/";
  return !joined_before && !joined_after;
}

struct PlacedDate {
  Date date;
  Index begin;
  Index end;
};

std::vector<PlacedDate> placed_dates(const Phrase& phrase) {
  std::vector<PlacedDate> found;
  for (Index begin = 0; begin < phrase.size();) {
    const auto match = date_at(phrase, begin);
    const bool whole = match && stands_alone(phrase, begin, match->end);
    if (whole) found.push_back({match->date, begin, match->end});
    begin = whole ? match->end : begin + 1;
  }
  return found;
}

bool joins_window(const Phrase& phrase, Index begin, Index end) {
  if (begin == end) return false;
  for (Index at = begin; at < end; ++at) {
    if (std::ranges::find(window_words, phrase[at].text) == window_words.end()) return false;
  }
  return true;
}

std::string padded(unsigned value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

}  // namespace

std::string to_text(Date date) {
  if (date < first_date || date > last_date) {
    const std::string days = std::to_string(date.time_since_epoch().count());
    throw PeriodError("CCHC-E0303",
                      "day " + days + " since 1970-01-01 is outside the years 0..9999",
                      "ngày thứ " + days + " kể từ 1970-01-01 nằm ngoài các năm 0..9999");
  }
  const std::chrono::year_month_day ymd{date};
  return padded(static_cast<unsigned>(static_cast<int>(ymd.year())), 4) + '-' +
         padded(static_cast<unsigned>(ymd.month()), 2) + '-' +
         padded(static_cast<unsigned>(ymd.day()), 2);
}

std::optional<Date> find_date(std::string_view text) {
  const Phrase phrase(text);
  const auto match = date_at(phrase, phrase[0].text == "ngay" ? 1 : 0);
  if (!match || match->end != phrase.size()) return std::nullopt;
  return match->date;
}

Date date_from_text(std::string_view text) {
  if (const auto date = find_date(text)) return *date;
  const std::string given = quoted_text(text);
  throw PeriodError("CCHC-E0304",
                    given +
                        " is not a date; write 2024-06-06, 06/6/2024 or "
                        "\"ngày 6 tháng 6 năm 2024\" (day before month, year of four digits)",
                    given +
                        " không phải là ngày; hãy viết 2024-06-06, 06/6/2024 hoặc "
                        "\"ngày 6 tháng 6 năm 2024\" (ngày trước tháng, năm đủ bốn chữ số)");
}

std::vector<DateInText> dates_in(std::string_view text) {
  const Phrase phrase(text);
  std::vector<DateInText> found;
  for (const PlacedDate& placed : placed_dates(phrase)) {
    const Index position = phrase.original_begin(placed.begin);
    found.push_back({placed.date, position, phrase.original_end(placed.end - 1) - position});
  }
  return found;
}

std::string to_text(const DataWindow& window) {
  return to_text(window.first) + ".." + to_text(window.last);
}

std::optional<DataWindow> find_data_window_in(std::string_view text) {
  const Phrase phrase(text);
  const std::vector<PlacedDate> dates = placed_dates(phrase);
  for (std::size_t i = 1; i < dates.size(); ++i) {
    if (joins_window(phrase, dates[i - 1].end, dates[i].begin)) {
      return DataWindow{dates[i - 1].date, dates[i].date};
    }
  }
  return std::nullopt;
}

}  // namespace cchc

#include "cchc/model/period_text.hpp"

#include <algorithm>
#include <array>

#include "cchc/model/phrase.hpp"

namespace cchc {
namespace {

enum class Shape { first_months, last_months, month, quarter, half, year };
enum class YearPlace { after, first, last };

// What a form needs to count as a period inside longer text.
enum class InText { never, with_year, always };

// A way to write a window. `number` is the number meant when the pattern catches none.
struct Form {
  std::string_view pattern;
  Shape shape;
  InText in_text = InText::always;
  YearPlace year = YearPlace::after;
  int number = 0;
};

constexpr std::array<Form, 28> forms{{
    {"N thang dau nam", Shape::first_months},
    {"N thang dau", Shape::first_months},
    {"N thang cuoi nam", Shape::last_months},
    {"N thang cuoi", Shape::last_months},
    {"N thang", Shape::first_months},
    {"first D months", Shape::first_months},
    {"D m", Shape::first_months, InText::never},
    {"quy R", Shape::quarter},
    {"qui R", Shape::quarter},
    {"q R", Shape::quarter, InText::with_year},
    {"h D", Shape::half, InText::with_year},
    {"first half", Shape::half, InText::with_year, YearPlace::after, 1},
    {"second half", Shape::half, InText::with_year, YearPlace::after, 2},
    {"nua dau nam", Shape::half, InText::always, YearPlace::after, 1},
    {"nua cuoi nam", Shape::half, InText::always, YearPlace::after, 2},
    {"thang N", Shape::month},
    {"M", Shape::month, InText::never},
    {"ca nam", Shape::year, InText::with_year},
    {"nam", Shape::year, InText::with_year},
    {"Y", Shape::year, InText::never, YearPlace::first},
    {"Y - D", Shape::month, InText::never, YearPlace::first},
    {"Y - q D", Shape::quarter, InText::always, YearPlace::first},
    {"Y q D", Shape::quarter, InText::always, YearPlace::first},
    {"Y - h D", Shape::half, InText::always, YearPlace::first},
    {"Y h D", Shape::half, InText::always, YearPlace::first},
    {"Y - D m", Shape::first_months, InText::always, YearPlace::first},
    {"Y D m", Shape::first_months, InText::always, YearPlace::first},
    {"D / Y", Shape::month, InText::never, YearPlace::last},
}};

// How a year follows the forms that do not hold it.
constexpr std::array<std::string_view, 7> year_tails{"nam Y",   "Y",    "/ Y",      "- Y",
                                                     ", nam Y", "of Y", "cua nam Y"};

// A written window in a phrase: the token after it, and what its form asks of longer text.
struct Written {
  WrittenPeriod window;
  Index end;
  InText in_text;
};

std::optional<WrittenPeriod> window_of(Shape shape, int number) {
  const auto part = [&](int length) -> std::optional<WrittenPeriod> {
    if (number < 1 || number > 12 / length) return std::nullopt;
    return WrittenPeriod{(number - 1) * length, length, {}};
  };
  const bool months = number >= 1 && number <= 12;
  switch (shape) {
    case Shape::month:
      return part(1);
    case Shape::quarter:
      return part(3);
    case Shape::half:
      return part(6);
    case Shape::first_months:
      return months ? std::optional(WrittenPeriod{0, number, {}}) : std::nullopt;
    case Shape::last_months:
      return months ? std::optional(WrittenPeriod{12 - number, number, {}}) : std::nullopt;
    default:
      return WrittenPeriod{0, 12, {}};
  }
}

std::optional<Written> written_as(const Form& form, const Phrase& phrase, Index begin) {
  const auto match = find_match(form.pattern, phrase, begin);
  if (!match) return std::nullopt;
  std::vector<int> numbers = match->numbers;
  std::optional<int> year;
  if (form.year != YearPlace::after) {
    const auto place = form.year == YearPlace::first ? numbers.begin() : numbers.end() - 1;
    year = *place;
    numbers.erase(place);
  }
  auto window = window_of(form.shape, numbers.empty() ? form.number : numbers.front());
  if (!window) return std::nullopt;
  window->year = year;
  return Written{*window, match->end, form.in_text};
}

void read_year_tail(Written& written, const Phrase& phrase) {
  for (const std::string_view tail : year_tails) {
    const auto match = find_match(tail, phrase, written.end);
    if (!match) continue;
    written.window.year = match->numbers.front();
    written.end = match->end;
    return;
  }
}

// The longest form that begins here.
std::optional<Written> single_at(const Phrase& phrase, Index begin) {
  std::optional<Written> longest;
  for (const Form& form : forms) {
    auto written = written_as(form, phrase, begin);
    if (!written) continue;
    if (!written->window.year) read_year_tail(*written, phrase);
    if (!longest || written->end > longest->end) longest = written;
  }
  return longest;
}

// The token after what joins the two ends of a span, or `at` when nothing does.
Index after_joint(const Phrase& phrase, Index at) {
  for (const std::string_view joint : {"den", "to", ". ."}) {
    if (const auto match = find_match(joint, phrase, at)) return match->end;
  }
  return at;
}

// From the first month of `from` to the last of `to`; the year of `to` holds for both if `from` has
// none.
std::optional<Written> joined(const Written& from, const Written& to) {
  const auto year = from.window.year ? from.window.year : to.window.year;
  const int years = year && to.window.year ? *to.window.year - *year : 0;
  const int length = years * 12 + to.window.first + to.window.length - from.window.first;
  if (length < 1) return std::nullopt;
  return Written{{from.window.first, length, year}, to.end, std::min(from.in_text, to.in_text)};
}

std::optional<Written> written_at(const Phrase& phrase, Index begin) {
  const bool opened = phrase[begin].text == "tu" || phrase[begin].text == "from";
  const auto from = single_at(phrase, begin + (opened ? 1 : 0));
  if (!from) return std::nullopt;
  const Index second = after_joint(phrase, from->end);
  if (second == from->end) return opened ? std::nullopt : from;
  const auto to = single_at(phrase, second);
  if (!to) return opened ? std::nullopt : from;
  return joined(*from, *to);
}

// Whether the text writes marks at all: then "Nam" is a name (Hà Nam), and only "năm" is a year.
bool writes_marks(const Phrase& phrase) {
  for (Index token = 0; token < phrase.size(); ++token) {
    const Index bytes = phrase.original_end(token) - phrase.original_begin(token);
    if (phrase[token].kind == Token::Kind::word && bytes > std::ssize(phrase[token].text)) {
      return true;
    }
  }
  return false;
}

// Whether what stands around the tokens says that they are part of something else: a document
// number, "6 tháng/lần", "năm 2021-2030", "6 tháng 6".
bool is_part_of_more(const Phrase& phrase, Index begin, Index end, bool has_year) {
  const Token& next = phrase[end];
  const Token& after = phrase[end + 1];
  if (phrase[begin].glued && phrase[begin - 1].text == "/") return true;
  if (next.glued && next.text == "/") return true;
  if (next.text == "-" && after.kind == Token::Kind::number && after.text.size() == 4) return true;
  return !has_year && next.kind == Token::Kind::number;
}

struct PlacedPeriod {
  WrittenPeriod window;
  Index begin;
  Index end;
};

// Finds the phrases of a text in one pass from left to right.
class PeriodSearch {
 public:
  PeriodSearch(const Phrase& phrase, std::string_view text)
      : phrase_(phrase), dates_(dates_in(text)), writes_marks_(writes_marks(phrase)) {}

  std::vector<PlacedPeriod> run() {
    std::vector<PlacedPeriod> found;
    for (Index begin = 0; begin < phrase_.size();) {
      const auto written = is_in_date(begin) ? std::nullopt : written_at(phrase_, begin);
      const bool counts = written && counts_in_text(begin, *written);
      if (counts) found.push_back({written->window, begin, written->end});
      begin = counts ? written->end : begin + 1;
    }
    return found;
  }

 private:
  // Asked with ascending tokens only.
  bool is_in_date(Index token) {
    const Index position = phrase_.original_begin(token);
    const auto behind = [&](const DateInText& date) {
      return date.position + date.length <= position;
    };
    while (next_date_ < dates_.size() && behind(dates_[next_date_])) ++next_date_;
    return next_date_ < dates_.size() && dates_[next_date_].position <= position;
  }

  bool counts_in_text(Index begin, const Written& written) const {
    const bool has_year = written.window.year.has_value();
    if (written.in_text == InText::never) return false;
    if (written.in_text == InText::with_year && !has_year) return false;
    return !is_name(begin) && !is_part_of_more(phrase_, begin, written.end, has_year);
  }

  bool is_name(Index token) const {
    const Index bytes = phrase_.original_end(token) - phrase_.original_begin(token);
    return writes_marks_ && phrase_[token].text == "nam" && bytes == 3;
  }

  const Phrase& phrase_;
  std::vector<DateInText> dates_;
  std::size_t next_date_ = 0;
  bool writes_marks_;
};

bool plans_between(const Phrase& phrase, Index begin, Index end) {
  for (Index token = begin; token < end; ++token) {
    for (const std::string_view plan : {"phuong huong", "nhiem vu", "ke hoach"}) {
      if (find_match(plan, phrase, token)) return true;
    }
  }
  return false;
}

// The year that `dated`, the phrase after it, gives to `undated`.
int borrowed_year(const Phrase& phrase, const PlacedPeriod& undated, const PlacedPeriod& dated) {
  const int year = *dated.window.year;
  const bool follows = undated.window.first + undated.window.length <= dated.window.first;
  const bool planned = plans_between(phrase, undated.end, dated.begin);
  return planned && !follows ? year - 1 : year;
}

// Gives each phrase without a year `default_year`, else that of the phrase after it.
void fill_years(const Phrase& phrase, std::vector<PlacedPeriod>& placed,
                std::optional<int> default_year) {
  for (std::size_t i = placed.size(); i-- > 0;) {
    auto& year = placed[i].window.year;
    if (year) continue;
    year = default_year;
    const bool lends = i + 1 < placed.size() && placed[i + 1].window.year;
    if (!year && lends) year = borrowed_year(phrase, placed[i], placed[i + 1]);
  }
}

}  // namespace

std::optional<Period> WrittenPeriod::dated(std::optional<int> default_year) const {
  const auto which = year ? year : default_year;
  if (!which || *which < Period::first_year || *which > Period::last_year) return std::nullopt;
  const int first_month = *which * 12 + first;
  if (first_month + length > (Period::last_year + 1) * 12) return std::nullopt;
  return Period::months(first_month, length);
}

std::optional<WrittenPeriod> find_written_period(std::string_view text) {
  const Phrase phrase(text);
  const auto written = written_at(phrase, 0);
  if (!written || written->end != phrase.size()) return std::nullopt;
  return written->window;
}

std::vector<PeriodInText> periods_in(std::string_view text, std::optional<int> default_year) {
  const Phrase phrase(text);
  const std::vector<PlacedPeriod> stated = PeriodSearch(phrase, text).run();
  std::vector<PlacedPeriod> placed = stated;
  fill_years(phrase, placed, default_year);
  std::vector<PeriodInText> found;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const auto period = placed[i].window.dated(std::nullopt);
    if (!period) continue;
    const Index position = phrase.original_begin(placed[i].begin);
    const Index length = phrase.original_end(placed[i].end - 1) - position;
    found.push_back({*period, position, length, stated[i].window.year.has_value()});
  }
  return found;
}

std::optional<PeriodInText> find_period_in(std::string_view text, std::optional<int> default_year) {
  const std::vector<PeriodInText> found = periods_in(text, default_year);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace cchc

#include "cchc/cube/build.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/base/quoted_text.hpp"
#include "cchc/cube/figure_check.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

constexpr std::int32_t none = -1;

// One figure on its way into a plane: an observation's value or its second value.
struct Entry {
  std::int32_t row;
  bool second;
  bool unreadable = false;  // a value that its indicator cannot hold
};

Decimal without_trailing_zeros(Decimal value) {
  while (value.scale > 0 && value.mantissa % 10 == 0) {
    value.mantissa /= 10;
    --value.scale;
  }
  return value;
}

class Builder {
 public:
  Builder(std::shared_ptr<const Observations> observations,
          std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const Hierarchy> hierarchy,
          const BuildOptions& options)
      : observations_(std::move(observations)),
        catalogue_(std::move(catalogue)),
        hierarchy_(std::move(hierarchy)),
        options_(options),
        entries_(static_cast<std::size_t>(catalogue_->size())) {}

  BuildResult run();

 private:
  void match_indicators();
  void match_units();
  void list_periods();
  void sort_into_planes();
  void report_validity(std::int32_t row);
  [[nodiscard]] bool is_known(std::int32_t row) const;
  [[nodiscard]] Index unit(std::int32_t row) const;
  [[nodiscard]] Index column(std::int32_t row) const;
  template <class Take>
  void for_each_entry(Take take) const;
  [[nodiscard]] std::shared_ptr<const Plane> fill(Index indicator);
  void place(Plane& plane, const Entry& entry);
  [[nodiscard]] std::tuple<Date, Index> vintage(const Entry& entry) const;
  [[nodiscard]] bool supersedes(const Plane& plane, const Entry& entry, std::int32_t held);
  [[nodiscard]] std::optional<Decimal> value_of(const Entry& entry) const;
  [[nodiscard]] int check_figures(Index indicator);
  void report_fault(const FigureCheck& check, FigureFault fault, Index indicator,
                    const Entry& entry);
  void report_unreadable(Index indicator, const Entry& entry);
  [[nodiscard]] std::string where(Index indicator, const Entry& entry) const;
  void note_issue(std::string code, std::int32_t row, std::string en, std::string vi);
  void mark_not_applicable(Plane& plane) const;

  std::shared_ptr<const Observations> observations_;
  std::shared_ptr<const Catalogue> catalogue_;
  std::shared_ptr<const Hierarchy> hierarchy_;
  BuildOptions options_;
  std::vector<Index> indicator_of_;  // by dictionary code
  std::vector<Index> unit_of_;
  std::vector<Index> second_of_;  // by catalogue position
  std::vector<Period> periods_;
  std::vector<std::vector<Entry>> entries_;             // by catalogue position
  std::set<std::pair<Index, Index>> checked_validity_;  // unit, period
  std::vector<Issue> issues_;
};

void Builder::note_issue(std::string code, std::int32_t row, std::string en, std::string vi) {
  const Observation observation = (*observations_)[row];
  const Source& source = observations_->sources()[static_cast<std::size_t>(observation.source)];
  issues_.push_back({std::move(code), std::move(en), std::move(vi),
                     source.file + (observation.place.empty() ? "" : ":" + observation.place)});
}

void Builder::match_indicators() {
  const Dictionary& texts = observations_->indicators();
  std::vector<std::int32_t> first_row(static_cast<std::size_t>(texts.size()), none);
  for (std::int32_t row = static_cast<std::int32_t>(observations_->size()); row-- > 0;) {
    first_row[static_cast<std::size_t>(
        observations_->indicator_codes()[static_cast<std::size_t>(row)])] = row;
  }
  for (std::int32_t code = 0; code < static_cast<std::int32_t>(texts.size()); ++code) {
    const auto found = catalogue_->find(texts.text(code));
    indicator_of_.push_back(found.value_or(none));
    const std::int32_t row = first_row[static_cast<std::size_t>(code)];
    if (!found && row != none) {
      note_issue("CCHC-I0901", row,
                 "the catalogue has no indicator '" + texts.text(code) +
                     "': its observations are left out; add it to the catalogue or map the code",
                 "danh mục không có chỉ tiêu '" + texts.text(code) +
                     "': số liệu của mã này chưa được dùng; hãy bổ sung danh mục hoặc ánh xạ mã");
    }
  }
}

void Builder::match_units() {
  const Dictionary& texts = observations_->units();
  std::vector<std::int32_t> first_row(static_cast<std::size_t>(texts.size()), none);
  for (std::int32_t row = static_cast<std::int32_t>(observations_->size()); row-- > 0;) {
    first_row[static_cast<std::size_t>(
        observations_->unit_codes()[static_cast<std::size_t>(row)])] = row;
  }
  for (std::int32_t code = 0; code < static_cast<std::int32_t>(texts.size()); ++code) {
    const auto found = hierarchy_->find(texts.text(code));
    unit_of_.push_back(found.value_or(none));
    const std::int32_t row = first_row[static_cast<std::size_t>(code)];
    if (!found && row != none) {
      note_issue("CCHC-I0902", row,
                 "the hierarchy has no unit '" + texts.text(code) +
                     "': its observations are left out; add the unit or correct the name",
                 "cây tổ chức không có đơn vị '" + texts.text(code) +
                     "': số liệu của đơn vị này chưa được dùng; hãy thêm đơn vị hoặc sửa tên");
    }
  }
}

bool Builder::is_known(std::int32_t row) const {
  if (!options_.as_known) {
    return true;
  }
  const auto source = static_cast<std::size_t>(observations_->source_position(row));
  const auto& received = observations_->sources()[source].received;
  return !received || *received <= *options_.as_known;
}

Index Builder::unit(std::int32_t row) const {
  const auto code = observations_->unit_codes()[static_cast<std::size_t>(row)];
  return unit_of_[static_cast<std::size_t>(code)];
}

bool ends_before(Period a, Period b) {
  return std::tuple(a.end_month(), a.length()) < std::tuple(b.end_month(), b.length());
}

Index Builder::column(std::int32_t row) const {
  return std::ranges::lower_bound(periods_, observations_->period(row), ends_before) -
         periods_.begin();
}

void Builder::list_periods() {
  std::set<Period, decltype(&ends_before)> known(&ends_before);
  std::optional<Period> last;  // rows of one period mostly come together
  for (std::int32_t row = 0; row < static_cast<std::int32_t>(observations_->size()); ++row) {
    const Period period = observations_->period(row);
    if (last != period && is_known(row)) {
      known.insert(period);
      last = period;
    }
  }
  periods_.assign(known.begin(), known.end());
}

void Builder::report_validity(std::int32_t row) {
  const Period period = observations_->period(row);
  if (hierarchy_->is_valid(unit(row), rule_window(period).last) ||
      !checked_validity_.emplace(unit(row), column(row)).second) {
    return;
  }
  const std::string name = (*hierarchy_)[unit(row)].name;
  note_issue("CCHC-I0903", row,
             name + " reports on " + to_text(period) + ", but is not valid at the end of it",
             name + " có báo cáo kỳ " + to_text(period) +
                 " nhưng đơn vị không còn (hoặc chưa) tồn tại vào cuối kỳ");
}

// Calls take(indicator, entry) for all that has a place in the cube, in the order of the rows.
template <class Take>
void Builder::for_each_entry(Take take) const {
  for (std::int32_t row = 0; row < static_cast<std::int32_t>(observations_->size()); ++row) {
    const auto code = observations_->indicator_codes()[static_cast<std::size_t>(row)];
    const Index indicator = indicator_of_[static_cast<std::size_t>(code)];
    if (indicator < 0 || unit(row) < 0 || !is_known(row)) {
      continue;
    }
    take(indicator, {row, false});
    if (second_of_[static_cast<std::size_t>(indicator)] != none) {
      take(second_of_[static_cast<std::size_t>(indicator)], {row, true});
    }
  }
}

void Builder::sort_into_planes() {
  for (Index at = 0; at < catalogue_->size(); ++at) {
    const std::string& second = (*catalogue_)[at].second_value;
    second_of_.push_back(second.empty() ? none : catalogue_->at(second));
  }
  // Counted first: tens of millions of entries are not to be moved while the lists grow.
  std::vector<std::size_t> counts(entries_.size());
  for_each_entry([&](Index indicator, Entry) { ++counts[static_cast<std::size_t>(indicator)]; });
  for (std::size_t at = 0; at < counts.size(); ++at) {
    entries_[at].reserve(counts[at]);
  }
  for_each_entry([&](Index indicator, Entry entry) {
    entries_[static_cast<std::size_t>(indicator)].push_back(entry);
    if (!entry.second) {
      report_validity(entry.row);
    }
  });
}

std::optional<Decimal> Builder::value_of(const Entry& entry) const {
  if (entry.unreadable) {
    return std::nullopt;
  }
  const auto value =
      entry.second ? observations_->second_value(entry.row) : observations_->value(entry.row);
  return value ? std::optional(without_trailing_zeros(*value)) : std::nullopt;
}

std::string Builder::where(Index indicator, const Entry& entry) const {
  const Unit& reporting = (*hierarchy_)[unit(entry.row)];
  return (*catalogue_)[indicator].code + " | " +
         (reporting.name.empty() ? reporting.id : reporting.name) + " | " +
         to_text(observations_->period(entry.row));
}

void Builder::report_fault(const FigureCheck& check, FigureFault fault, Index indicator,
                           const Entry& entry) {
  const Decimal value =
      entry.second ? *observations_->second_value(entry.row) : *observations_->value(entry.row);
  const std::string place = where(indicator, entry);
  note_issue(std::string(FigureCheck::code(fault)), entry.row,
             check.message_en(fault, value, place), check.message_vi(fault, value, place));
}

void Builder::report_unreadable(Index indicator, const Entry& entry) {
  const std::string start =
      where(indicator, entry) + ": " + quoted_text(observations_->raw(entry.row));
  note_issue("CCHC-I0912", entry.row,
             start + " cannot be read as a figure; give the number that it stands for",
             start + " không đọc được thành số liệu; hãy nêu con số đúng");
}

// Marks what the indicator cannot hold, and returns the widest scale of the rest.
int Builder::check_figures(Index indicator) {
  const FigureCheck check(*catalogue_, indicator);
  int scale = 0;
  for (Entry& entry : entries_[static_cast<std::size_t>(indicator)]) {
    const auto value = value_of(entry);
    if (!value) {
      const ValueState state = observations_->states()[static_cast<std::size_t>(entry.row)];
      if (state == ValueState::unreadable && !entry.second) {
        report_unreadable(indicator, entry);
      }
      continue;
    }
    const FigureFault fault = check.fault(*value);
    if (fault != FigureFault::none) {
      report_fault(check, fault, indicator, entry);
      entry.unreadable = is_unreadable(fault);
    }
    if (!entry.unreadable) {
      scale = std::max<int>(scale, value->scale);
    }
  }
  return scale;
}

// Day of receipt, then order of the sources.
std::tuple<Date, Index> Builder::vintage(const Entry& entry) const {
  const Index source = observations_->source_position(entry.row);
  const auto& received = observations_->sources()[static_cast<std::size_t>(source)].received;
  return {received.value_or(Date::min()), source};
}

// Whether `entry` takes the place of the observation that holds its cell now; no earlier vintage
// comes after a later one.
bool Builder::supersedes(const Plane& plane, const Entry& entry, std::int32_t held) {
  const Index at = unit(entry.row), period = column(entry.row);
  const bool was_reported = plane.state(at, period) == ValueState::reported;
  const std::optional<Decimal> value = value_of(entry);
  const Index source = observations_->source_position(entry.row);
  const Index held_source = observations_->source_position(held);
  if (!value) {
    if (was_reported && source != held_source) {
      note_issue("CCHC-I0905", entry.row,
                 "a later report gives no figure here; the figure received before stands",
                 "báo cáo sau không có số liệu ở ô này; vẫn dùng số liệu đã nhận trước đó");
    }
    return !was_reported && source != held_source;
  }
  if (source == held_source && was_reported) {
    const Int128 before = plane.figures.whole(at, period);
    if (before != scaled(*value, plane.figures.scale)) {
      note_issue("CCHC-I0904", entry.row,
                 "one source gives two unlike figures of one indicator; the first one stands",
                 "một nguồn nêu hai số liệu khác nhau cho cùng chỉ tiêu; dùng số đứng trước");
    }
    return false;
  }
  return true;
}

void Builder::place(Plane& plane, const Entry& entry) {
  const Index at = unit(entry.row), period = column(entry.row);
  const std::int32_t held = plane.rows(at, period);
  if (held != none && !supersedes(plane, entry, held)) {
    return;
  }
  plane.rows(at, period) = entry.row;
  if (const auto value = value_of(entry)) {
    plane.report(at, period, scaled(*value, plane.figures.scale));
    return;
  }
  const ValueState state = entry.unreadable
                               ? ValueState::unreadable
                               : observations_->states()[static_cast<std::size_t>(entry.row)];
  // The second value of a pair is missing where only one number was printed.
  plane.states(at, period) =
      static_cast<std::uint8_t>(state == ValueState::reported ? ValueState::missing : state);
}

void Builder::mark_not_applicable(Plane& plane) const {
  const auto& types = (*catalogue_)[plane.indicator].applies_to;
  if (types.empty()) {
    return;
  }
  for (Index unit = 0; unit < hierarchy_->size(); ++unit) {
    if (std::find(types.begin(), types.end(), (*hierarchy_)[unit].type) != types.end()) {
      continue;
    }
    for (Index period = 0; period < static_cast<Index>(periods_.size()); ++period) {
      if (plane.state(unit, period) == ValueState::missing) {
        plane.states(unit, period) = static_cast<std::uint8_t>(ValueState::not_applicable);
      }
    }
  }
}

std::shared_ptr<const Plane> Builder::fill(Index indicator) {
  std::vector<Entry>& entries = entries_[static_cast<std::size_t>(indicator)];
  // What stands in a cell, and what is noted about it, must not depend on how the rows of the
  // sources were mixed.
  std::stable_sort(entries.begin(), entries.end(),
                   [this](const Entry& a, const Entry& b) { return vintage(a) < vintage(b); });
  const int scale = check_figures(indicator);
  const auto columns = static_cast<Index>(periods_.size());
  Plane plane = empty_plane(indicator, hierarchy_->size(), columns, scale, true);
  plane.rows = Counts::Constant(hierarchy_->size(), columns, none);
  for (const Entry& entry : entries) {
    place(plane, entry);
  }
  mark_not_applicable(plane);
  note_reports(plane, *observations_, periods_);
  return std::make_shared<const Plane>(std::move(plane));
}

class Observed final : public Origin {
 public:
  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    Derivation step;
    step.rule_en = "as reported";
    step.rule_vi = "theo báo cáo";
    step.observation = cube.plane(place.plane).rows(place.unit, place.period);
    return step;
  }
};

BuildResult Builder::run() {
  match_indicators();
  match_units();
  list_periods();
  sort_into_planes();
  CubeParts parts{catalogue_, hierarchy_,    periods_,
                  {},         observations_, std::make_shared<const Observed>()};
  for (Index indicator = 0; indicator < catalogue_->size(); ++indicator) {
    if (!entries_[static_cast<std::size_t>(indicator)].empty()) {
      parts.planes.push_back(fill(indicator));
      std::vector<Entry>().swap(entries_[static_cast<std::size_t>(indicator)]);
    }
  }
  return {std::make_shared<const Cube>(std::move(parts)), std::move(issues_)};
}

}  // namespace

BuildResult build(std::shared_ptr<const Observations> observations,
                  std::shared_ptr<const Catalogue> catalogue,
                  std::shared_ptr<const Hierarchy> hierarchy, const BuildOptions& options) {
  return Builder(std::move(observations), std::move(catalogue), std::move(hierarchy), options)
      .run();
}

}  // namespace cchc

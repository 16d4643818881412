#include "cchc/cube/build.hpp"

#include <algorithm>
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
  std::int32_t unit;
  std::int32_t period;
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
  void report_validity(std::int32_t row, Index unit, Period period);
  [[nodiscard]] bool is_known(std::int32_t row) const;
  [[nodiscard]] std::shared_ptr<const Plane> fill(Index indicator);
  void place(Plane& plane, const Entry& entry);
  [[nodiscard]] std::tuple<Date, std::int32_t> vintage(const Entry& entry) const;
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
  std::vector<Period> periods_;
  std::vector<std::vector<Entry>> entries_;  // by catalogue position
  std::vector<std::tuple<Index, Period>> checked_validity_;
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
  const auto source = observations_->source_positions()[static_cast<std::size_t>(row)];
  const auto& received = observations_->sources()[static_cast<std::size_t>(source)].received;
  return !received || *received <= *options_.as_known;
}

void Builder::list_periods() {
  for (std::int32_t row = 0; row < static_cast<std::int32_t>(observations_->size()); ++row) {
    if (is_known(row)) {
      const Period period = observations_->periods()[static_cast<std::size_t>(row)];
      if (periods_.empty() || periods_.back() != period) {
        periods_.push_back(period);
      }
    }
  }
  const auto order = [](Period a, Period b) {
    return std::tuple(a.end_month(), a.length()) < std::tuple(b.end_month(), b.length());
  };
  std::sort(periods_.begin(), periods_.end(), order);
  periods_.erase(std::unique(periods_.begin(), periods_.end()), periods_.end());
}

void Builder::report_validity(std::int32_t row, Index unit, Period period) {
  if (hierarchy_->is_valid(unit, rule_window(period).last)) {
    return;
  }
  const std::tuple<Index, Period> key{unit, period};
  if (std::find(checked_validity_.begin(), checked_validity_.end(), key) !=
      checked_validity_.end()) {
    return;
  }
  checked_validity_.push_back(key);
  const std::string name = (*hierarchy_)[unit].name;
  note_issue("CCHC-I0903", row,
             name + " reports on " + to_text(period) + ", but is not valid at the end of it",
             name + " có báo cáo kỳ " + to_text(period) +
                 " nhưng đơn vị không còn (hoặc chưa) tồn tại vào cuối kỳ");
}

void Builder::sort_into_planes() {
  std::vector<Period> sorted = periods_;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::int32_t> position(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    position[i] = static_cast<std::int32_t>(std::find(periods_.begin(), periods_.end(), sorted[i]) -
                                            periods_.begin());
  }
  for (std::int32_t row = 0; row < static_cast<std::int32_t>(observations_->size()); ++row) {
    const auto at = static_cast<std::size_t>(row);
    const Index indicator =
        indicator_of_[static_cast<std::size_t>(observations_->indicator_codes()[at])];
    const Index unit = unit_of_[static_cast<std::size_t>(observations_->unit_codes()[at])];
    if (indicator < 0 || unit < 0 || !is_known(row)) {
      continue;
    }
    const Period period = observations_->periods()[at];
    report_validity(row, unit, period);
    const auto where = std::lower_bound(sorted.begin(), sorted.end(), period) - sorted.begin();
    const std::int32_t column = position[static_cast<std::size_t>(where)];
    const Entry entry{row, static_cast<std::int32_t>(unit), column, false, false};
    entries_[static_cast<std::size_t>(indicator)].push_back(entry);
    const std::string& second = (*catalogue_)[indicator].second_value;
    if (!second.empty()) {
      entries_[static_cast<std::size_t>(catalogue_->at(second))].push_back(
          {row, entry.unit, column, true, false});
    }
  }
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
  const Unit& unit = (*hierarchy_)[entry.unit];
  return (*catalogue_)[indicator].code + " | " + (unit.name.empty() ? unit.id : unit.name) + " | " +
         to_text(periods_[static_cast<std::size_t>(entry.period)]);
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
std::tuple<Date, std::int32_t> Builder::vintage(const Entry& entry) const {
  const auto source = observations_->source_positions()[static_cast<std::size_t>(entry.row)];
  const auto& received = observations_->sources()[static_cast<std::size_t>(source)].received;
  return {received.value_or(Date::min()), source};
}

// Whether `entry` takes the place of the observation that holds its cell now; no earlier vintage
// comes after a later one.
bool Builder::supersedes(const Plane& plane, const Entry& entry, std::int32_t held) {
  const bool was_reported = plane.state(entry.unit, entry.period) == ValueState::reported;
  const std::optional<Decimal> value = value_of(entry);
  const auto source = observations_->source_positions()[static_cast<std::size_t>(entry.row)];
  const auto held_source = observations_->source_positions()[static_cast<std::size_t>(held)];
  if (!value) {
    if (was_reported && source != held_source) {
      note_issue("CCHC-I0905", entry.row,
                 "a later report gives no figure here; the figure received before stands",
                 "báo cáo sau không có số liệu ở ô này; vẫn dùng số liệu đã nhận trước đó");
    }
    return !was_reported && source != held_source;
  }
  if (source == held_source && was_reported) {
    const Int128 before = plane.figures.whole(entry.unit, entry.period);
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
  const std::int32_t held = plane.rows(entry.unit, entry.period);
  if (held != none && !supersedes(plane, entry, held)) {
    return;
  }
  plane.rows(entry.unit, entry.period) = entry.row;
  if (const auto value = value_of(entry)) {
    plane.report(entry.unit, entry.period, scaled(*value, plane.figures.scale));
    return;
  }
  const ValueState state = entry.unreadable
                               ? ValueState::unreadable
                               : observations_->states()[static_cast<std::size_t>(entry.row)];
  // The second value of a pair is missing where only one number was printed.
  plane.states(entry.unit, entry.period) =
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

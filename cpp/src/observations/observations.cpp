#include "cchc/observations/observations.hpp"

#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {

Dictionary::Dictionary() { code(""); }

std::int32_t Dictionary::code(std::string_view text) {
  const auto [found, fresh] =
      codes_.try_emplace(std::string(text), static_cast<std::int32_t>(texts_.size()));
  if (fresh) {
    texts_.emplace_back(text);
  }
  return found->second;
}

std::optional<std::int32_t> Dictionary::find(std::string_view text) const {
  const auto found = codes_.find(std::string(text));
  return found == codes_.end() ? std::nullopt : std::optional(found->second);
}

Index Observations::add_source(Source source) {
  sources_.push_back(std::move(source));
  return static_cast<Index>(sources_.size()) - 1;
}

namespace {

void check(const Observation& row, Index sources) {
  const std::string where = "indicator " + row.indicator + ", unit " + row.unit;
  const std::string where_vi = "chỉ tiêu " + row.indicator + ", đơn vị " + row.unit;
  if (row.value.has_value() != (row.state == ValueState::reported)) {
    throw ObservationError("CCHC-E0802",
                           where +
                               ": a value goes with the state reported and with no other (state " +
                               std::string(to_text(row.state)) + ")",
                           where_vi + ": chỉ trạng thái reported mới đi kèm số liệu (đang là " +
                               std::string(to_text(row.state)) + ")");
  }
  if (row.second_value && !row.value) {
    throw ObservationError("CCHC-E0803", where + ": a second value stands without a first",
                           where_vi + ": có số thứ hai mà không có số thứ nhất");
  }
  if (row.source < 0 || row.source >= sources) {
    throw ObservationError("CCHC-E0804",
                           where + ": the source must be added before its observations",
                           where_vi + ": phải khai báo nguồn trước khi thêm số liệu");
  }
}

}  // namespace

void Observations::append(const Observation& row) {
  check(row, static_cast<Index>(sources_.size()));
  indicators_.push_back(indicator_texts_.code(row.indicator));
  units_.push_back(unit_texts_.code(row.unit));
  periods_.push_back(row.period);
  states_.push_back(row.state);
  values_.push_back(row.value.value_or(Decimal{}));
  second_values_.push_back(row.second_value.value_or(Decimal{}));
  has_second_.push_back(row.second_value.has_value());
  raws_.push_back(raw_texts_.code(row.raw));
  notes_.push_back(note_texts_.code(row.note));
  places_.push_back(place_texts_.code(row.place));
  source_of_.push_back(static_cast<std::int32_t>(row.source));
}

Observation Observations::operator[](Index row) const {
  const auto at = static_cast<std::size_t>(row);
  return {.indicator = indicator_texts_.text(indicators_[at]),
          .unit = unit_texts_.text(units_[at]),
          .period = periods_[at],
          .state = states_[at],
          .value = value(row),
          .second_value = second_value(row),
          .raw = raw(row),
          .note = note_texts_.text(notes_[at]),
          .place = place_texts_.text(places_[at]),
          .source = source_of_[at]};
}

std::optional<Decimal> Observations::value(Index row) const {
  const auto at = static_cast<std::size_t>(row);
  return states_[at] == ValueState::reported ? std::optional(values_[at]) : std::nullopt;
}

std::optional<Decimal> Observations::second_value(Index row) const {
  const auto at = static_cast<std::size_t>(row);
  return has_second_[at] ? std::optional(second_values_[at]) : std::nullopt;
}

const std::string& Observations::raw(Index row) const {
  return raw_texts_.text(raws_[static_cast<std::size_t>(row)]);
}

void Observations::append_all(const Observations& other) {
  // Sizes are taken first: `other` may be this table itself, and then grows on the way.
  const Index first_source = static_cast<Index>(sources_.size());
  const auto sources = static_cast<Index>(other.sources_.size());
  const Index rows = other.size();
  for (Index source = 0; source < sources; ++source) {
    add_source(other.sources_[static_cast<std::size_t>(source)]);
  }
  for (Index row = 0; row < rows; ++row) {
    Observation copy = other[row];
    copy.source += first_source;
    append(copy);
  }
}

}  // namespace cchc

#include "cchc/observations/observations.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {

Observations::Rows& Observations::own() {
  if (rows_.use_count() > 1) {
    rows_ = std::make_shared<Rows>(*rows_);
  }
  return *rows_;
}

Index Observations::add_source(Source source) {
  own().sources.push_back(std::move(source));
  return static_cast<Index>(rows_->sources.size()) - 1;
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
  check(row, static_cast<Index>(sources().size()));
  Rows& rows = own();
  const Index position = size();
  rows.indicators.push_back(rows.indicator_texts.code(row.indicator));
  rows.units.push_back(rows.unit_texts.code(row.unit));
  rows.period_codes.push_back(period_code(row.period));
  rows.states.push_back(row.state);
  const Decimal value = row.value.value_or(Decimal{});
  rows.mantissas.push_back(value.mantissa);
  rows.scales.push_back(value.scale);
  if (row.second_value) {
    rows.second_values.emplace_back(position, *row.second_value);
  }
  if (rows.source_of_rows.empty() || rows.source_of_rows.back().second != row.source) {
    rows.source_of_rows.emplace_back(position, static_cast<std::int32_t>(row.source));
  }
  rows.raws.set(position, row.raw);
  rows.notes.set(position, row.note);
  rows.places.push_back(row.place);
}

void Observations::reserve(Index further) {
  Rows& rows = own();
  // Of many small tables in turn not each may move all that came before.
  const auto wanted = static_cast<std::size_t>(size() + further);
  if (wanted <= rows.states.capacity()) {
    return;
  }
  const std::size_t all = std::max(wanted, rows.states.size() + rows.states.size() / 2);
  rows.indicators.reserve(all);
  rows.units.reserve(all);
  rows.period_codes.reserve(all);
  rows.states.reserve(all);
  rows.mantissas.reserve(all);
  rows.scales.reserve(all);
  rows.places.reserve(all);
}

std::int32_t Observations::period_code(Period period) {
  // Rows of one period mostly come together.
  if (!rows_->period_codes.empty() && this->period(size() - 1) == period) {
    return rows_->period_codes.back();
  }
  const auto [found, fresh] = rows_->code_of_period.try_emplace(
      {period.first_month(), period.length()}, static_cast<std::int32_t>(rows_->periods.size()));
  if (fresh) {
    rows_->periods.push_back(period);
  }
  return found->second;
}

Index Observations::source_position(Index row) const {
  const auto next = std::ranges::upper_bound(rows_->source_of_rows, row, {},
                                             &std::pair<Index, std::int32_t>::first);
  return std::prev(next)->second;
}

Observation Observations::operator[](Index row) const {
  const auto at = static_cast<std::size_t>(row);
  return {.indicator = rows_->indicator_texts.text(rows_->indicators[at]),
          .unit = rows_->unit_texts.text(rows_->units[at]),
          .period = period(row),
          .state = rows_->states[at],
          .value = value(row),
          .second_value = second_value(row),
          .raw = rows_->raws[row],
          .note = rows_->notes[row],
          .place = rows_->places[row],
          .source = source_position(row)};
}

std::optional<Decimal> Observations::value(Index row) const {
  const auto at = static_cast<std::size_t>(row);
  return rows_->states[at] == ValueState::reported
             ? std::optional(Decimal{rows_->mantissas[at], rows_->scales[at]})
             : std::nullopt;
}

std::optional<Decimal> Observations::second_value(Index row) const {
  const auto found =
      std::ranges::lower_bound(rows_->second_values, row, {}, &std::pair<Index, Decimal>::first);
  return found != rows_->second_values.end() && found->first == row ? std::optional(found->second)
                                                                    : std::nullopt;
}

void Observations::append_all(const Observations& other) {
  // Sizes are taken first: `other` may be this table itself, and then grows on the way.
  const Index first_source = static_cast<Index>(rows_->sources.size());
  const auto sources = static_cast<Index>(other.sources().size());
  const Index rows = other.size();
  reserve(rows);
  for (Index source = 0; source < sources; ++source) {
    add_source(other.sources()[static_cast<std::size_t>(source)]);
  }
  for (Index row = 0; row < rows; ++row) {
    Observation copy = other[row];
    copy.source += first_source;
    append(copy);
  }
}

}  // namespace cchc

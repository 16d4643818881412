// Fields of observations as bytes; whole numbers are little-endian.
#pragma once

#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cchc/observations/observations.hpp"

namespace cchc {

static_assert(std::endian::native == std::endian::little, "the bytes are little-endian");

class ByteWriter {
 public:
  template <class Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number>);
    std::array<char, sizeof(Number)> raw{};
    std::memcpy(raw.data(), &value, sizeof(Number));
    bytes_.append(raw.data(), raw.size());
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
  }
  void date(const std::optional<Date>& date) {
    number(static_cast<std::uint8_t>(date.has_value()));
    number(static_cast<std::int32_t>(date ? date->time_since_epoch().count() : 0));
  }
  void figure(const std::optional<Decimal>& value) {
    number(static_cast<std::uint8_t>(value.has_value()));
    const Decimal figure = value.value_or(Decimal{});
    number(figure.mantissa);
    number(figure.scale);
  }
  void append(std::string_view bytes) { bytes_ += bytes; }
  [[nodiscard]] std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

inline void write(ByteWriter& out, const Source& source) {
  for (const std::string* text :
       {&source.file, &source.hash, &source.agency, &source.form_version, &source.rule}) {
    out.text(*text);
  }
  out.date(source.window ? std::optional(source.window->first) : std::nullopt);
  out.date(source.window ? std::optional(source.window->last) : std::nullopt);
  out.date(source.received);
  out.number(static_cast<std::uint8_t>(source.synthetic));
}

// Window, state and figures of a row.
inline void write_figure(ByteWriter& out, const Observation& row) {
  out.number(static_cast<std::int32_t>(row.period.first_month()));
  out.number(static_cast<std::int32_t>(row.period.length()));
  out.number(static_cast<std::uint8_t>(row.state));
  out.figure(row.value);
  out.figure(row.second_value);
}

}  // namespace cchc

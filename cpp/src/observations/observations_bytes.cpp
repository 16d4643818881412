#include "cchc/observations/observations_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "byte_writer.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/utf8.hpp"

namespace cchc {
namespace {

constexpr std::string_view magic = "cchc observations 1\n";

[[noreturn]] void damaged() {
  throw ObservationError("CCHC-E0830",
                         "the bytes are no table of observations of this version; write them again",
                         "dãy byte không phải bảng số liệu của phiên bản này; hãy ghi lại");
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) {
      damaged();
    }
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  template <class Number>
  Number number() {
    Number value{};
    std::memcpy(&value, take(sizeof(Number)).data(), sizeof(Number));
    return value;
  }
  // A number below `limit`.
  template <class Number>
  Index position(Index limit) {
    const auto value = static_cast<Index>(number<Number>());
    if (value < 0 || value >= limit) {
      damaged();
    }
    return value;
  }
  bool flag() { return position<std::uint8_t>(2) != 0; }
  std::string text() {
    const std::string_view value = take(number<std::uint32_t>());
    if (find_invalid_utf8(value)) {
      damaged();
    }
    return std::string(value);
  }
  std::optional<Date> date() {
    const bool given = flag();
    const std::chrono::days day(number<std::int32_t>());
    return given ? std::optional(Date(day)) : std::nullopt;
  }
  std::optional<Decimal> figure() {
    const bool given = flag();
    const auto mantissa = number<std::int64_t>();
    const auto scale = static_cast<std::int8_t>(position<std::int8_t>(19));
    return given ? std::optional(Decimal{mantissa, scale}) : std::nullopt;
  }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

Source read_source(Reader& in) {
  Source source;
  for (std::string* text :
       {&source.file, &source.hash, &source.agency, &source.form_version, &source.rule}) {
    *text = in.text();
  }
  const std::optional<Date> first = in.date();
  const std::optional<Date> last = in.date();
  if (first.has_value() != last.has_value()) {
    damaged();
  }
  if (first) {
    source.window = {*first, *last};
  }
  source.received = in.date();
  source.synthetic = in.flag();
  return source;
}

void write(ByteWriter& out, Dictionary& texts, const Observation& row) {
  for (const std::string* text : {&row.indicator, &row.unit, &row.raw, &row.note, &row.place}) {
    out.number(texts.code(*text));
  }
  write_figure(out, row);
  out.number(static_cast<std::int32_t>(row.source));
}

constexpr Index states = static_cast<Index>(ValueState::unreadable) + 1;

Observation read_row(Reader& in, const std::vector<std::string>& texts, Index sources) {
  std::array<std::string, 5> words;
  for (std::string& word : words) {
    word = texts[static_cast<std::size_t>(in.position<std::int32_t>(std::ssize(texts)))];
  }
  const auto first_month = in.number<std::int32_t>();
  Observation row{.indicator = std::move(words[0]),
                  .unit = std::move(words[1]),
                  .period = Period::months(first_month, in.number<std::int32_t>()),
                  .state = static_cast<ValueState>(in.position<std::uint8_t>(states)),
                  .value = in.figure(),
                  .second_value = in.figure(),
                  .raw = std::move(words[2]),
                  .note = std::move(words[3]),
                  .place = std::move(words[4])};
  row.source = in.position<std::int32_t>(sources);
  return row;
}

}  // namespace

std::string to_bytes(const Observations& observations) {
  Dictionary texts;
  ByteWriter rows;
  for (Index row = 0; row < observations.size(); ++row) {
    write(rows, texts, observations[row]);
  }
  ByteWriter out;
  out.append(magic);
  out.number(static_cast<std::uint64_t>(observations.sources().size()));
  for (const Source& source : observations.sources()) {
    write(out, source);
  }
  out.number(static_cast<std::uint64_t>(texts.size()));
  for (Index code = 0; code < texts.size(); ++code) {
    out.text(texts.text(static_cast<std::int32_t>(code)));
  }
  out.number(static_cast<std::uint64_t>(observations.size()));
  out.append(std::move(rows).take());
  return std::move(out).take();
}

Observations observations_from_bytes(std::string_view bytes) {
  Reader in(bytes);
  if (in.take(std::min(bytes.size(), magic.size())) != magic) {
    damaged();
  }
  Observations observations;
  // Nothing is reserved for a count that the bytes state: a wrong one runs into their end instead.
  const auto sources = in.number<std::uint64_t>();
  for (std::uint64_t source = 0; source < sources; ++source) {
    observations.add_source(read_source(in));
  }
  const auto count = in.number<std::uint64_t>();
  std::vector<std::string> texts;
  for (std::uint64_t text = 0; text < count; ++text) {
    texts.push_back(in.text());
  }
  const auto rows = in.number<std::uint64_t>();
  for (std::uint64_t row = 0; row < rows; ++row) {
    observations.append(read_row(in, texts, std::ssize(observations.sources())));
  }
  if (!in.at_end()) {
    damaged();
  }
  return observations;
}

}  // namespace cchc

#include "cchc/observations/canonical.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "byte_writer.hpp"

namespace cchc {
namespace {

using Order = std::vector<Index>;

auto key(const Source& source) {
  const auto day = [](const std::optional<Date>& date) {
    return date ? std::optional(date->time_since_epoch().count()) : std::nullopt;
  };
  return std::tuple(source.file, source.hash, source.agency, source.form_version, source.rule,
                    day(source.received), source.synthetic,
                    source.window ? day(source.window->first) : std::nullopt,
                    source.window ? day(source.window->last) : std::nullopt);
}

auto key(const std::optional<Decimal>& value) {
  return value ? std::optional(std::pair(value->mantissa, value->scale)) : std::nullopt;
}

// What is compared only where everything before is equal.
auto rest(const Observation& row) {
  return std::tuple(static_cast<int>(row.state), key(row.value), key(row.second_value), row.raw,
                    row.note);
}

template <class Less>
Order sorted(Index size, Less less) {
  Order order(static_cast<std::size_t>(size));
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, less);
  return order;
}

// Position of each item when they are sorted; equal items share one.
template <class Item>
Order ranks(Index size, Item item) {
  const Order order = sorted(size, [&](Index a, Index b) { return item(a) < item(b); });
  Order rank(order.size());
  for (std::size_t at = 0; at < order.size(); ++at) {
    const auto here = static_cast<std::size_t>(order[at]);
    const bool same = at > 0 && !(item(order[at - 1]) < item(order[at]));
    rank[here] = same ? rank[static_cast<std::size_t>(order[at - 1])] : static_cast<Index>(at);
  }
  return rank;
}

Order text_ranks(const Dictionary& texts) {
  return ranks(texts.size(), [&](Index code) {
    return std::string_view(texts.text(static_cast<std::int32_t>(code)));
  });
}

// Sources in the order of their rank; where a rank is shared the sources are equal.
void give_sources(const std::vector<Source>& sources, const Order& rank,
                  const std::function<void(std::string_view)>& take) {
  ByteWriter out;
  for (const Index at : sorted(std::ssize(sources), [&](Index a, Index b) {
         return rank[static_cast<std::size_t>(a)] < rank[static_cast<std::size_t>(b)];
       })) {
    write(out, sources[static_cast<std::size_t>(at)]);
  }
  take(std::move(out).take());
}

constexpr Index rows_at_a_time = 4096;

void give_rows(const Observations& observations, const Order& rows, const Order& source,
               const std::function<void(std::string_view)>& take) {
  ByteWriter out;
  for (Index at = 0; at < std::ssize(rows); ++at) {
    const Observation row = observations[rows[static_cast<std::size_t>(at)]];
    for (const std::string* text : {&row.indicator, &row.unit, &row.raw, &row.note}) {
      out.text(*text);
    }
    write_figure(out, row);
    out.number(source[static_cast<std::size_t>(row.source)]);
    if ((at + 1) % rows_at_a_time == 0 || at + 1 == std::ssize(rows)) {
      take(std::exchange(out, ByteWriter()).take());
    }
  }
}

}  // namespace

void give_canonical_bytes(const Observations& observations,
                          const std::function<void(std::string_view)>& take) {
  const std::vector<Source>& sources = observations.sources();
  const Order indicator = text_ranks(observations.indicators());
  const Order unit = text_ranks(observations.units());
  const Order source = ranks(std::ssize(sources),
                             [&](Index at) { return key(sources[static_cast<std::size_t>(at)]); });
  const auto head = [&](Index row) {
    const auto at = static_cast<std::size_t>(row);
    const Period period = observations.period(row);
    return std::tuple(indicator[static_cast<std::size_t>(observations.indicator_codes()[at])],
                      unit[static_cast<std::size_t>(observations.unit_codes()[at])],
                      period.first_month(), period.length(),
                      source[static_cast<std::size_t>(observations.source_position(row))]);
  };
  const Order rows = sorted(observations.size(), [&](Index a, Index b) {
    const auto first = head(a);
    const auto second = head(b);
    return first != second ? first < second : rest(observations[a]) < rest(observations[b]);
  });
  give_sources(sources, source, take);
  give_rows(observations, rows, source, take);
}

}  // namespace cchc

#include "cchc/observations/canonical.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

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

}  // namespace

Observations canonical(const Observations& observations) {
  const std::vector<Source>& sources = observations.sources();
  const Order indicator = text_ranks(observations.indicators());
  const Order unit = text_ranks(observations.units());
  const Order source = ranks(std::ssize(sources),
                             [&](Index at) { return key(sources[static_cast<std::size_t>(at)]); });
  const auto head = [&](Index row) {
    const auto at = static_cast<std::size_t>(row);
    const Period period = observations.periods()[at];
    return std::tuple(indicator[static_cast<std::size_t>(observations.indicator_codes()[at])],
                      unit[static_cast<std::size_t>(observations.unit_codes()[at])],
                      period.first_month(), period.length(),
                      source[static_cast<std::size_t>(observations.source_positions()[at])]);
  };
  const Order rows = sorted(observations.size(), [&](Index a, Index b) {
    const auto first = head(a);
    const auto second = head(b);
    return first != second ? first < second : rest(observations[a]) < rest(observations[b]);
  });

  Observations result;
  for (const Index at : sorted(std::ssize(sources), [&](Index a, Index b) {
         return source[static_cast<std::size_t>(a)] < source[static_cast<std::size_t>(b)];
       })) {
    result.add_source(sources[static_cast<std::size_t>(at)]);
  }
  for (const Index at : rows) {
    Observation row = observations[at];
    row.place.clear();
    row.source = source[static_cast<std::size_t>(row.source)];
    result.append(row);
  }
  return result;
}

}  // namespace cchc

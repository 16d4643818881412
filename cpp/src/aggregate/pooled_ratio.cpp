#include "cchc/aggregate/pooled_ratio.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "cchc/aggregate/subtree.hpp"
#include "cchc/base/error.hpp"
#include "cchc/cube/reference.hpp"

namespace cchc {
namespace {

using Terms = std::optional<std::vector<PlacedTerm>>;

std::vector<LinearTerm> required_linear(const Indicator& indicator, const std::string& text) {
  if (auto terms = linear_terms(Formula::compile(text))) {
    return *std::move(terms);
  }
  throw AggregationError(
      "CCHC-E1005",
      "indicator " + indicator.code + ": '" + text +
          "' is no sum of references, so it cannot be pooled over units; define a derived "
          "indicator for the product and refer to that",
      "chỉ tiêu " + indicator.code + ": '" + text +
          "' không phải tổng các chỉ tiêu nên không gộp được; hãy khai báo chỉ tiêu dẫn xuất");
}

Terms terms_of(const Cube& cube, const Indicator& indicator, const std::string& text) {
  return text.empty() ? std::nullopt : placed_terms(cube, required_linear(indicator, text));
}

struct PartTerms {
  Terms numerator, denominator, weight;
  int scale;
};

PartTerms part_terms(const Cube& cube, Index plane) {
  const Indicator& indicator = cube.indicator(plane);
  PartTerms terms{terms_of(cube, indicator, indicator.numerator),
                  terms_of(cube, indicator, indicator.denominator),
                  terms_of(cube, indicator, indicator.weight), 0};
  if (terms.numerator && terms.denominator) {
    terms.scale =
        std::max(common_scale(cube, *terms.numerator), common_scale(cube, *terms.denominator));
  }
  if (terms.weight) {
    // rate x weight / 100 needs the decimals of both, and two more for the percent.
    terms.scale = std::max(terms.scale,
                           common_scale(cube, *terms.weight) + cube.plane(plane).figures.scale + 2);
  }
  return terms;
}

// The shared list that a part of a ratio is, if it is one.
const Indicator* shared_list(const Cube& cube, const std::string& formula) {
  const auto terms = formula.empty() ? std::nullopt : linear_terms(Formula::compile(formula));
  if (!terms || terms->size() != 1) {
    return nullptr;
  }
  const auto plane = cube.find(terms->front().reference.code);
  const bool shared = plane && cube.indicator(*plane).over_units == OverUnits::shared_list;
  return shared ? &cube.indicator(*plane) : nullptr;
}

std::vector<bool> sharing(const Cube& cube, const std::string& formula) {
  const Indicator* list = shared_list(cube, formula);
  return list != nullptr ? units_of_types(cube, list->shared_by)
                         : std::vector<bool>(static_cast<std::size_t>(cube.units()));
}

Figures combined(const Cube& cube, const Figures& own, const std::vector<bool>& shares) {
  return std::find(shares.begin(), shares.end(), true) == shares.end()
             ? subtree_sums(cube.hierarchy(), own)
             : subtree_shared_sums(cube.hierarchy(), own, shares);
}

// Numerator and denominator at the scale of the terms; empty when they are not known.
using Parts = std::vector<Int128>;

Parts summed_parts(const Cube& cube, const PartTerms& terms, Index unit, Index period) {
  if (!terms.numerator || !terms.denominator) {
    return {};
  }
  const auto numerator = term_sum(cube, *terms.numerator, unit, period, terms.scale);
  const auto denominator = term_sum(cube, *terms.denominator, unit, period, terms.scale);
  return numerator && denominator ? Parts{*numerator, *denominator} : Parts{};
}

// rate x weight has the decimals of both, and two more when divided by 100.
Parts weighed_parts(const Cube& cube, const PartTerms& terms, Index plane, Index unit,
                    Index period) {
  const Figures& rates = cube.plane(plane).figures;
  if (!terms.weight || !rates.exact || !rates.has(unit, period)) {
    return {};
  }
  const int weight_scale = common_scale(cube, *terms.weight);
  const auto weight = term_sum(cube, *terms.weight, unit, period, weight_scale);
  if (!weight) {
    return {};
  }
  const int product_scale = weight_scale + rates.scale + (ratio_factor(cube, plane) == 100 ? 2 : 0);
  return {checked_product(checked_product(rates.whole(unit, period), *weight),
                          power_of_ten(terms.scale - product_scale)),
          checked_product(*weight, power_of_ten(terms.scale - weight_scale))};
}

// An estimate rests on the rate and its weight, exact parts on the figures that they are made of.
void add_traits(OwnRatioParts& own, const Cube& cube, const PartTerms& terms, Index plane,
                Index unit, Index period) {
  ReportTraits found = 0;
  const auto add = [&](const Terms& part) {
    for (const PlacedTerm& term : *part) {
      const Index column = term.period_of[static_cast<std::size_t>(period)];
      found |= cube.plane(term.plane).traits_of(unit, column);
    }
  };
  if (own.estimated(unit, period) != 0) {
    found = cube.plane(plane).traits_of(unit, period);
    add(terms.weight);
  } else {
    add(terms.numerator);
    add(terms.denominator);
  }
  if (found != 0 && own.traits.size() == 0) {
    own.traits.setZero(own.estimated.rows(), own.estimated.cols());
  }
  if (found != 0) {
    own.traits(unit, period) |= found;
  }
}

}  // namespace

SharedParts shared_parts(const Cube& cube, Index plane) {
  const Indicator& indicator = cube.indicator(plane);
  // A ratio without formulas has parts estimated from its weight.
  const bool estimated = indicator.numerator.empty() || indicator.denominator.empty();
  return {sharing(cube, estimated ? indicator.weight : indicator.numerator),
          sharing(cube, estimated ? indicator.weight : indicator.denominator)};
}

RatioParts pooled_parts(const Cube& cube, Index plane, const RatioParts& own) {
  const SharedParts shared = shared_parts(cube, plane);
  return {combined(cube, own.numerator, shared.numerator),
          combined(cube, own.denominator, shared.denominator)};
}

int ratio_factor(const Cube& cube, Index plane) {
  const UnitOfMeasure* unit = cube.catalogue().unit_of_measure(cube.plane(plane).indicator);
  return unit != nullptr && unit->percent ? 100 : 1;
}

double ratio_value(const RatioParts& parts, int factor, Index unit, Index period) {
  if (!parts.denominator.has(unit, period) || parts.denominator.whole(unit, period) == 0) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return quotient(checked_product(parts.numerator.whole(unit, period), factor),
                  parts.denominator.whole(unit, period));
}

OwnRatioParts own_ratio_parts(const Cube& cube, Index plane) {
  const PartTerms terms = part_terms(cube, plane);
  const Figures& rates = cube.plane(plane).figures;
  const Index units = rates.units();
  const Index periods = rates.periods();
  OwnRatioParts own{
      {Figures(units, periods, terms.scale, true), Figures(units, periods, terms.scale, true)},
      Flags::Zero(units, periods),
      {}};
  for (Index unit = 0; unit < units; ++unit) {
    for (Index period = 0; period < periods; ++period) {
      auto parts = summed_parts(cube, terms, unit, period);
      if (parts.empty()) {
        parts = weighed_parts(cube, terms, plane, unit, period);
        own.estimated(unit, period) = parts.empty() ? 0 : 1;
      }
      if (!parts.empty()) {
        add_traits(own, cube, terms, plane, unit, period);
        own.parts.numerator.set_whole(unit, period, parts[0]);
        own.parts.denominator.set_whole(unit, period, parts[1]);
      }
    }
  }
  return own;
}

}  // namespace cchc

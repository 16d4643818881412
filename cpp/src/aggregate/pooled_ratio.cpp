#include "cchc/aggregate/pooled_ratio.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "cchc/aggregate/subtree.hpp"
#include "cchc/aggregate/whole_rates.hpp"
#include "cchc/base/error.hpp"
#include "cchc/cube/reference.hpp"
#include "cchc/cube/term_sums.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
  std::optional<WholeRates> rates;  // where there is a weight
};

// By unit, which list a part of a ratio is that it holds in common with others: one when all that
// the part reads are lists which this unit shares, reported or not.
ListNumbers sharing(const Cube& cube, const std::string& formula) {
  const ListNumbers none(static_cast<std::size_t>(cube.units()), 0);
  const auto terms = formula.empty() ? std::nullopt : linear_terms(Formula::compile(formula));
  std::optional<ListNumbers> shared;
  for (std::size_t term = 0; terms && term < terms->size(); ++term) {
    const auto read = cube.catalogue().find((*terms)[term].reference.code);
    const ListNumbers lists = read ? lists_in_common(cube, cube.catalogue()[*read]) : none;
    shared = shared.value_or(lists);
    for (std::size_t unit = 0; unit < lists.size(); ++unit) {
      // A unit shares all its lists with the units of its type, so the numbers agree.
      (*shared)[unit] = std::min((*shared)[unit], lists[unit]);
    }
  }
  return shared.value_or(none);
}

// A percentage is of a part: what is counted once below is counted once above too, or the rate of
// several units could exceed that of each of them.
PartSharing sharing(const Cube& cube, Index plane, const std::string& numerator,
                    const std::string& denominator) {
  PartSharing found{sharing(cube, numerator), sharing(cube, denominator)};
  for (std::size_t unit = 0; unit < found.numerator.size(); ++unit) {
    if (ratio_factor(cube, plane) == 100 && found.denominator[unit] != 0) {
      found.numerator[unit] = found.denominator[unit];
    }
  }
  return found;
}

Flags chosen(const ListNumbers& reported, const ListNumbers& estimated, const Flags& estimates) {
  Flags shares(estimates.rows(), estimates.cols());
  for (Index unit = 0; unit < estimates.rows(); ++unit) {
    const auto at = static_cast<std::size_t>(unit);
    for (Index period = 0; period < estimates.cols(); ++period) {
      shares(unit, period) = (estimates(unit, period) != 0 ? estimated : reported)[at];
    }
  }
  return shares;
}

Figures combined(const Cube& cube, const Figures& own, const Flags& shares) {
  return (shares != 0).any() ? subtree_shared_sums(cube.hierarchy(), own, shares)
                             : subtree_sums(cube.hierarchy(), own);
}

// Of the cells where all that the formulas read was reported; NaN elsewhere.
RatioParts summed_parts(const Cube& cube, const PartTerms& terms, const Figures& rates) {
  const Figures nothing(rates.units(), rates.periods(), terms.scale, true);
  if (!terms.numerator || !terms.denominator) {
    return {nothing, nothing};
  }
  const auto sums = [&](const Terms& part) {
    return term_sums(plane_terms(cube, *part), rates.units(), rates.periods(), terms.scale);
  };
  RatioParts parts{sums(terms.numerator), sums(terms.denominator)};
  const Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> lacks =
      parts.numerator.head.isNaN() || parts.denominator.head.isNaN();
  parts.numerator.head = lacks.select(nan, parts.numerator.head);
  parts.denominator.head = lacks.select(nan, parts.denominator.head);
  return parts;
}

// 1 in the cells that have no parts of their own.
Flags without_parts(const Cube& cube, const PartTerms& terms, const Figures& rates) {
  return summed_parts(cube, terms, rates).denominator.head.isNaN().cast<std::uint8_t>();
}

PartTerms part_terms(const Cube& cube, Index plane) {
  const Indicator& indicator = cube.indicator(plane);
  const Figures& rates = cube.plane(plane).figures;
  PartTerms terms{terms_of(cube, indicator, indicator.numerator),
                  terms_of(cube, indicator, indicator.denominator),
                  terms_of(cube, indicator, indicator.weight),
                  0,
                  {}};
  if (terms.numerator && terms.denominator) {
    terms.scale =
        std::max(common_scale(cube, *terms.numerator), common_scale(cube, *terms.denominator));
  }
  if (terms.weight) {
    // rate x weight / 100 needs the decimals of both, and two more for the percent.
    const int others = common_scale(cube, *terms.weight) + 2;
    terms.rates.emplace(cube.plane(plane),
                        rates.exact ? Flags() : without_parts(cube, terms, rates),
                        decimal_maximum_scale - others);
    terms.scale = std::max(terms.scale, others + terms.rates->decimals());
  }
  return terms;
}

// Of a cell without parts. rate x weight has the decimals of both, and two more when divided by
// 100.
class Weighing {
 public:
  Weighing(const Cube& cube, const PartTerms& terms, Index plane)
      : rates_(terms.rates),
        weight_(terms.weight ? plane_terms(cube, *terms.weight) : std::vector<PlaneTerm>{}) {
    if (possible()) {
      weight_scale_ = common_scale(cube, *terms.weight);
      const int percent = ratio_factor(cube, plane) == 100 ? 2 : 0;
      product_decimals_ = terms.scale - (weight_scale_ + rates_->decimals() + percent);
      weight_decimals_ = terms.scale - weight_scale_;
    }
  }

  [[nodiscard]] bool possible() const { return rates_.has_value(); }

  // Whether the rate and the weight were reported, so that there are parts now.
  bool weigh(RatioParts& parts, Index unit, Index period) const {
    const auto rate = possible() ? rates_->find(unit, period) : std::nullopt;
    const auto weight = rate ? term_sum(weight_, unit, period, weight_scale_) : std::nullopt;
    if (!weight) {
      return false;
    }
    const Int128 product = checked_product(*rate, *weight);
    parts.numerator.set_whole(unit, period,
                              checked_product(product, power_of_ten(product_decimals_)));
    parts.denominator.set_whole(unit, period,
                                checked_product(*weight, power_of_ten(weight_decimals_)));
    return true;
  }

 private:
  const std::optional<WholeRates>& rates_;
  std::vector<PlaneTerm> weight_;
  int weight_scale_ = 0;
  int product_decimals_ = 0;
  int weight_decimals_ = 0;
};

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

bool any_traits(const Cube& cube) {
  const auto& planes = cube.parts().planes;
  return std::ranges::any_of(planes, [](const auto& each) { return each->traits.size() != 0; });
}

}  // namespace

SharedParts shared_parts(const Cube& cube, Index plane) {
  const Indicator& indicator = cube.indicator(plane);
  // rate x weight is the numerator itself where the weight is the denominator.
  const bool is_numerator = indicator.weight == indicator.denominator;
  return {sharing(cube, plane, indicator.numerator, indicator.denominator),
          sharing(cube, plane, is_numerator ? indicator.numerator : indicator.weight,
                  indicator.weight)};
}

SharedCells shared_cells(const Cube& cube, Index plane, const Flags& estimated) {
  const SharedParts shared = shared_parts(cube, plane);
  return {chosen(shared.reported.numerator, shared.estimated.numerator, estimated),
          chosen(shared.reported.denominator, shared.estimated.denominator, estimated)};
}

RatioParts pooled_parts(const Cube& cube, Index plane, const OwnRatioParts& own) {
  const SharedCells shared = shared_cells(cube, plane, own.estimated);
  return {combined(cube, own.parts.numerator, shared.numerator),
          combined(cube, own.parts.denominator, shared.denominator)};
}

int ratio_factor(const Cube& cube, Index plane) {
  const UnitOfMeasure* unit = cube.catalogue().unit_of_measure(cube.plane(plane).indicator);
  return unit != nullptr && unit->percent ? 100 : 1;
}

double ratio_value(const RatioParts& parts, int factor, Index unit, Index period) {
  if (!parts.denominator.has(unit, period) || parts.denominator.whole(unit, period) == 0) {
    return nan;
  }
  return quotient(checked_product(parts.numerator.whole(unit, period), factor),
                  parts.denominator.whole(unit, period));
}

OwnRatioParts own_ratio_parts(const Cube& cube, Index plane) {
  const PartTerms terms = part_terms(cube, plane);
  const Figures& rates = cube.plane(plane).figures;
  OwnRatioParts own{
      summed_parts(cube, terms, rates), Flags::Zero(rates.units(), rates.periods()), {}};
  const Weighing weighing(cube, terms, plane);
  const bool traits = any_traits(cube);
  for (Index unit = 0; (weighing.possible() || traits) && unit < rates.units(); ++unit) {
    for (Index period = 0; period < rates.periods(); ++period) {
      bool has = own.parts.denominator.has(unit, period);
      if (!has && weighing.weigh(own.parts, unit, period)) {
        has = true;
        own.estimated(unit, period) = 1;
      }
      if (has && traits) {
        add_traits(own, cube, terms, plane, unit, period);
      }
    }
  }
  return own;
}

}  // namespace cchc

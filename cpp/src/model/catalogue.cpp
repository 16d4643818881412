#include "cchc/model/catalogue.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "cchc/base/dependency_order.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/near_names.hpp"
#include "cchc/model/catalogue_checks.hpp"
#include "cchc/model/formula_measure.hpp"
#include "cchc/model/json_text.hpp"
#include "cchc/model/model_json.hpp"
#include "cchc/model/object_reader.hpp"

namespace cchc {
namespace {

using Positions = std::unordered_map<std::string, Index>;

Positions positions_of(const CatalogueDefinition& definition) {
  Positions result;
  for (Index i = 0; i < std::ssize(definition.indicators); ++i) {
    const Indicator& indicator = definition.indicators[static_cast<std::size_t>(i)];
    result.emplace(indicator.code, i);
    result.emplace(indicator.name, i);
    for (const std::string& alias : indicator.aliases) {
      result.emplace(alias, i);
    }
  }
  return result;
}

std::vector<Index> derivation_order_of(const std::vector<IndicatorFormulas>& formulas,
                                       const Positions& positions) {
  std::vector<std::vector<Index>> needs(formulas.size());
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    if (formulas[i].formula) {
      for (const Reference& reference : formulas[i].formula->references()) {
        needs[i].push_back(positions.at(reference.code));
      }
    }
  }
  std::vector<Index> order = dependency_order(needs).order;
  std::erase_if(order, [&](Index i) { return !formulas[static_cast<std::size_t>(i)].formula; });
  return order;
}

[[noreturn]] void refuse(const FaultList& faults);

// What formulas count is asked when all that they refer to is known.
class MeasureChecks {
 public:
  explicit MeasureChecks(const Catalogue& catalogue) : catalogue_(catalogue) {}

  void run() {
    for (Index i = 0; i < catalogue_.size(); ++i) {
      const IndicatorFormulas& formulas = catalogue_.formulas(i);
      check(i, "formula", formulas.formula, catalogue_[i].unit_of_measure);
      const auto above = check(i, "numerator", formulas.numerator);
      const auto under = check(i, "denominator", formulas.denominator);
      check(i, "weight", formulas.weight);
      const UnitOfMeasure* unit = catalogue_.unit_of_measure(i);
      if (above && under && unit != nullptr && unit->percent) {
        require_alike(i, *above, *under);
      }
    }
    if (!faults_.empty()) {
      refuse(faults_);
    }
  }

 private:
  static std::string path(Index indicator, std::string_view key) {
    return element_path("$.indicators", static_cast<std::size_t>(indicator)) + "." +
           std::string(key);
  }

  // What the formula counts; nothing without one, or after a fault.
  std::optional<Measure> check(Index indicator, std::string_view key,
                               const std::optional<Formula>& formula,
                               const std::optional<std::string>& declared = std::nullopt) {
    if (!formula) {
      return std::nullopt;
    }
    try {
      if (declared) {
        check_measure(*formula, catalogue_, *declared);
      }
      return measure_of(*formula, catalogue_);
    } catch (const FormulaError& error) {
      faults_.add(path(indicator, key), error.message_en(), error.message_vi());
      return std::nullopt;
    }
  }

  static bool is_one_unit(const Measure& measure) {
    return measure.powers.size() == 1 && measure.powers.begin()->second == 1;
  }

  // People are no percentage of files. What products and quotients count is left to their author.
  void require_alike(Index indicator, const Measure& above, const Measure& under) {
    if (is_one_unit(above) && is_one_unit(under) && above.powers != under.powers) {
      faults_.add(path(indicator, "denominator"),
                  "a percentage of " + to_text(under) + " cannot count " + to_text(above),
                  "tỷ lệ phần trăm của " + to_text(under) + " không thể đếm " + to_text(above));
    }
  }

  const Catalogue& catalogue_;
  FaultList faults_;
};

[[noreturn]] void refuse(const FaultList& faults) {
  const std::string count = std::to_string(faults.faults().size());
  throw CatalogueError(
      "CCHC-E0101", "the catalogue has " + count + " fault(s); mend each of them:",
      "danh mục chỉ tiêu có " + count + " lỗi; hãy sửa từng lỗi:", faults.faults());
}

}  // namespace

struct Catalogue::Content {
  CatalogueDefinition definition;
  std::vector<IndicatorFormulas> formulas;
  Positions positions;
  std::vector<Index> derivation_order;

  // `faults` holds what reading found; the checks add to it before anything is refused.
  Content(CatalogueDefinition given, FaultList faults)
      : definition(std::move(given)), formulas(check_catalogue(definition, faults)) {
    if (!faults.empty()) {
      refuse(faults);
    }
    positions = positions_of(definition);
    derivation_order = derivation_order_of(formulas, positions);
  }
};

Catalogue::Catalogue(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

Catalogue::Catalogue(CatalogueDefinition definition)
    : Catalogue(std::make_shared<const Content>(std::move(definition), FaultList())) {
  MeasureChecks(*this).run();
}

Catalogue Catalogue::from_json(std::string_view text) {
  FaultList faults;
  CatalogueDefinition definition = read_catalogue(parse_json(text), faults);
  Catalogue catalogue(std::make_shared<const Content>(std::move(definition), std::move(faults)));
  MeasureChecks(catalogue).run();
  return catalogue;
}

const CatalogueDefinition& Catalogue::definition() const noexcept { return content_->definition; }

Index Catalogue::size() const noexcept { return std::ssize(definition().indicators); }

const Indicator& Catalogue::operator[](Index indicator) const {
  return definition().indicators[static_cast<std::size_t>(indicator)];
}

std::optional<Index> Catalogue::find(std::string_view code) const {
  const auto found = content_->positions.find(std::string(code));
  return found == content_->positions.end() ? std::nullopt : std::optional<Index>(found->second);
}

Index Catalogue::at(std::string_view code) const {
  const std::optional<Index> found = find(code);
  if (!found) {
    std::vector<std::string> known;
    for (const auto& [word, position] : content_->positions) {
      known.push_back(word);
    }
    std::ranges::sort(known);
    throw no_such_name("CCHC-E0910", code, known, "indicator", "chỉ tiêu", id());
  }
  return *found;
}

const UnitOfMeasure* Catalogue::find_unit_of_measure(std::string_view id) const {
  const auto& table = definition().units_of_measure;
  const auto found = std::ranges::find(table, id, &UnitOfMeasure::id);
  return found == table.end() ? nullptr : &*found;
}

const UnitOfMeasure* Catalogue::unit_of_measure(Index indicator) const {
  return find_unit_of_measure((*this)[indicator].unit_of_measure);
}

const IndicatorFormulas& Catalogue::formulas(Index indicator) const {
  return content_->formulas[static_cast<std::size_t>(indicator)];
}

const std::vector<Index>& Catalogue::derivation_order() const noexcept {
  return content_->derivation_order;
}

}  // namespace cchc

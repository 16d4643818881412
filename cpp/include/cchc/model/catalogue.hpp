// The catalogue: the ordered set of indicators with their definitions, checked as a whole.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/model/formula.hpp"
#include "cchc/model/indicator.hpp"

namespace cchc {

// What values count: people, procedures, percent.
struct UnitOfMeasure {
  std::string id;  // "person"
  std::string label_vi;
  std::string label_en;
  bool whole = false;                // only whole numbers make sense
  bool percent = false;              // 0 to 100, printed with or without the sign
  std::vector<std::string> printed;  // spellings in forms; one spelling may serve several units

  friend bool operator==(const UnitOfMeasure&, const UnitOfMeasure&) = default;
};

// The content of a catalogue file.
struct CatalogueDefinition {
  std::string id;
  std::string version;
  std::string title_vi;
  std::string title_en;
  std::vector<UnitOfMeasure> units_of_measure;
  std::vector<Indicator> indicators;

  friend bool operator==(const CatalogueDefinition&, const CatalogueDefinition&) = default;
};

// The compiled formulas of one indicator, absent where its texts are empty.
struct IndicatorFormulas {
  std::optional<Formula> formula;
  std::optional<Formula> numerator;
  std::optional<Formula> denominator;
  std::optional<Formula> weight;
};

// Immutable; copies share the content.
class Catalogue {
 public:
  // Throws InputError when the text is not JSON (see json_text.hpp), and otherwise one
  // CatalogueError (CCHC-E0101) whose faults() hold every fault with its JSON path.
  [[nodiscard]] static Catalogue from_json(std::string_view text);

  // Throws CatalogueError (CCHC-E0101) likewise; paths are those that a file would have.
  explicit Catalogue(CatalogueDefinition definition);

  [[nodiscard]] const CatalogueDefinition& definition() const noexcept;
  [[nodiscard]] const std::string& id() const noexcept { return definition().id; }
  [[nodiscard]] const std::string& version() const noexcept { return definition().version; }

  [[nodiscard]] Index size() const noexcept;
  [[nodiscard]] const Indicator& operator[](Index indicator) const;
  [[nodiscard]] auto begin() const noexcept { return definition().indicators.begin(); }
  [[nodiscard]] auto end() const noexcept { return definition().indicators.end(); }

  // By code, name or alias. `at` throws SelectionError (CCHC-E0910) with the nearest known words.
  [[nodiscard]] std::optional<Index> find(std::string_view code) const;
  [[nodiscard]] Index at(std::string_view code) const;

  [[nodiscard]] const UnitOfMeasure* find_unit_of_measure(std::string_view id) const;
  // Null for a header.
  [[nodiscard]] const UnitOfMeasure* unit_of_measure(Index indicator) const;

  [[nodiscard]] const IndicatorFormulas& formulas(Index indicator) const;
  // The derived indicators, each after all that its formula refers to.
  [[nodiscard]] const std::vector<Index>& derivation_order() const noexcept;

 private:
  struct Content;
  explicit Catalogue(std::shared_ptr<const Content> content);

  std::shared_ptr<const Content> content_;
};

}  // namespace cchc

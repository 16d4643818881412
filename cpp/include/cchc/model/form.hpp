// A form: a printed template with its own codes, mapped to the indicators of a catalogue. A code
// means something only inside its form and version.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/model/catalogue.hpp"

namespace cchc {

enum class RowType {
  header,            // a heading
  group_with_value,  // a heading that also carries a value
  indicator,
};

// Which way the form lays out its indicators.
enum class FormLayout {
  rows,     // one indicator a row: the table of one unit
  columns,  // one indicator a column, numbered; a row of the table is a unit or a field
};

[[nodiscard]] std::string_view to_text(RowType row_type);
// Throws SelectionError (CCHC-E0920).
[[nodiscard]] RowType row_type_from_text(std::string_view text);

// A printed row; in a form laid out in columns, a printed column.
struct FormRow {
  std::string code_printed;  // "4.2.1."; empty when the row prints no code
  std::string code;          // the form's own code without the final dot; letters for uncoded rows
  RowType row_type = RowType::indicator;
  std::string indicator;     // code in the catalogue; empty for a header
  std::string label_vi;      // as printed, mistakes included
  std::string unit_printed;  // empty when the form prints none
  std::string parent;        // code of a row further up, or empty
  bool optional = false;     // may be left blank by right
  bool uncoded = false;
  std::string group_label;  // text of the merged cell beside uncoded rows, "Trong đó"
  bool part_of = false;     // an uncoded row that is a part of its parent's value
  // Codes of the two indicators that the row's note holds as "127/127"; empty when it holds none.
  std::vector<std::string> note_pair;

  friend bool operator==(const FormRow&, const FormRow&) = default;
};

struct FormDefinition {
  std::string id;  // "PL1"
  std::string version;
  std::string catalogue;  // id of the catalogue that it maps to
  std::string title_vi;
  std::string title_en;
  std::vector<std::string> title_phrases;   // what to look for in a text, in printed order
  std::vector<std::string> column_headers;  // as printed, also repeated after page breaks
  std::string stated_periods_vi;            // as printed under the header
  std::vector<std::string> stated_periods;  // the same as period words: quarter, nine_months, year
  std::optional<int> stated_year;
  FormLayout layout = FormLayout::rows;
  std::string source;         // where the layout was found
  std::string unverified_vi;  // what of it nobody has checked against the legal text, or empty
  std::string unverified_en;
  std::vector<FormRow> rows;  // in printed order

  friend bool operator==(const FormDefinition&, const FormDefinition&) = default;
};

// Immutable; copies share the content.
class Form {
 public:
  // Throws InputError when the text is not JSON, and otherwise one CatalogueError (CCHC-E0102) with
  // every fault and its JSON path, among them rows that do not fit `catalogue`.
  [[nodiscard]] static Form from_json(std::string_view text, const Catalogue& catalogue);

  Form(FormDefinition definition, const Catalogue& catalogue);

  [[nodiscard]] const FormDefinition& definition() const noexcept { return *definition_; }
  [[nodiscard]] const std::string& id() const noexcept { return definition_->id; }
  [[nodiscard]] const std::string& version() const noexcept { return definition_->version; }

  [[nodiscard]] Index size() const noexcept { return std::ssize(definition_->rows); }
  [[nodiscard]] const FormRow& operator[](Index row) const;
  [[nodiscard]] auto begin() const noexcept { return definition_->rows.begin(); }
  [[nodiscard]] auto end() const noexcept { return definition_->rows.end(); }

  // By the form's own code; `at` throws SelectionError (CCHC-E0911) with the nearest known codes.
  [[nodiscard]] std::optional<Index> find(std::string_view code) const;
  [[nodiscard]] Index at(std::string_view code) const;
  // The row that reports an indicator of the catalogue.
  [[nodiscard]] std::optional<Index> find_indicator(std::string_view code) const;

 private:
  explicit Form(std::shared_ptr<const FormDefinition> definition);

  std::shared_ptr<const FormDefinition> definition_;
};

}  // namespace cchc

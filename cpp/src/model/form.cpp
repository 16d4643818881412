#include "cchc/model/form.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/base/near_names.hpp"
#include "cchc/model/form_checks.hpp"
#include "cchc/model/json_text.hpp"
#include "cchc/model/model_json.hpp"
#include "cchc/model/row_type_words.hpp"

namespace cchc {
namespace {

std::shared_ptr<const FormDefinition> checked(FormDefinition&& definition,
                                              const Catalogue& catalogue, FaultList faults) {
  check_form(definition, catalogue, faults);
  if (!faults.empty()) {
    const std::string count = std::to_string(faults.faults().size());
    throw CatalogueError("CCHC-E0102", "the form has " + count + " fault(s); mend each of them:",
                         "biểu mẫu có " + count + " lỗi; hãy sửa từng lỗi:", faults.faults());
  }
  return std::make_shared<const FormDefinition>(std::move(definition));
}

std::optional<Index> position_in(const std::vector<FormRow>& rows, std::string FormRow::*member,
                                 std::string_view text) {
  const auto found = std::ranges::find(rows, text, member);
  return found == rows.end() ? std::nullopt : std::optional<Index>(found - rows.begin());
}

}  // namespace

std::string_view to_text(RowType row_type) { return row_type_words.text(row_type); }
RowType row_type_from_text(std::string_view text) { return row_type_words.at(text); }

Form::Form(FormDefinition definition, const Catalogue& catalogue)
    : definition_(checked(std::move(definition), catalogue, {})) {}

Form::Form(std::shared_ptr<const FormDefinition> definition) : definition_(std::move(definition)) {}

Form Form::from_json(std::string_view text, const Catalogue& catalogue) {
  FaultList faults;
  FormDefinition definition = read_form(parse_json(text), faults);
  return Form(checked(std::move(definition), catalogue, std::move(faults)));
}

const FormRow& Form::operator[](Index row) const {
  return definition_->rows[static_cast<std::size_t>(row)];
}

std::optional<Index> Form::find(std::string_view code) const {
  return code.empty() ? std::nullopt : position_in(definition_->rows, &FormRow::code, code);
}

std::optional<Index> Form::find_indicator(std::string_view code) const {
  return code.empty() ? std::nullopt : position_in(definition_->rows, &FormRow::indicator, code);
}

Index Form::at(std::string_view code) const {
  const std::optional<Index> found = find(code);
  if (!found) {
    std::vector<std::string> known;
    std::ranges::transform(*this, std::back_inserter(known), &FormRow::code);
    throw no_such_name("CCHC-E0911", code, known, "row", "dòng", id() + " " + version());
  }
  return *found;
}

}  // namespace cchc

// A set of rules: what one file holds, compiled and checked as a whole. Immutable; copies share it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/fault_list.hpp"
#include "cchc/base/index.hpp"
#include "cchc/validate/rule.hpp"

namespace cchc {

// An indicator that a form does not print: a figure of the narrative, of a note, of another form,
// or a count about the document itself. Rules may read it where a cube has it.
struct Evidence {
  std::string code;
  std::string label_vi;
  std::string label_en;
  std::string unit_of_measure;  // id; may be empty
};

// The content of a rule file.
struct RuleSetDefinition {
  std::string id;
  std::string version;
  std::string catalogue;
  std::string title_vi;
  std::string title_en;
  std::vector<Evidence> evidence;
  std::vector<RuleDefinition> rules;
};

class RuleSet {
 public:
  // Throws InputError when the text is not JSON (see json_text.hpp), and otherwise one
  // CatalogueError (CCHC-E0103) whose faults() hold every fault with its JSON path.
  [[nodiscard]] static RuleSet from_json(std::string_view text);

  // Throws CatalogueError (CCHC-E0103) likewise; paths are those that a file would have.
  explicit RuleSet(RuleSetDefinition definition);

  [[nodiscard]] const RuleSetDefinition& definition() const noexcept;
  [[nodiscard]] Index size() const noexcept;
  [[nodiscard]] const Rule& operator[](Index rule) const;
  [[nodiscard]] bool is_evidence(std::string_view code) const;
  // Throws SelectionError (CCHC-E0930) with the nearest ids.
  [[nodiscard]] Index at(std::string_view id) const;

 private:
  struct Content;
  explicit RuleSet(std::shared_ptr<const Content> content);
  static RuleSet compiled(RuleSetDefinition definition, FaultList& faults);

  std::shared_ptr<const Content> content_;
};

// Throws CatalogueError (CCHC-E0103) when there is a fault.
void refuse_faulty_rules(const FaultList& faults);

}  // namespace cchc

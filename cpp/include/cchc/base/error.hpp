// The errors of the engine: one class per topic, each instance with a stable code and a message in
// English and in Vietnamese that says what is wrong, where, and how to fix it.
//
// Errors are for wrong definitions and wrong calls. Wrong data comes back as issues and findings.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cchc {

// One fault of a definition: where it is (a JSON path, a position) and what is wrong there.
struct Fault {
  std::string where;
  std::string message_en;
  std::string message_vi;
};

class Error : public std::runtime_error {
 public:
  // `code` is stable and documented, e.g. "CCHC-E0301".
  Error(std::string code, std::string message_en, std::string message_vi);

  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  [[nodiscard]] const std::string& message_en() const noexcept { return message_en_; }
  [[nodiscard]] const std::string& message_vi() const noexcept { return message_vi_; }
  // Every fault when several were collected (catalogue, form, hierarchy); empty otherwise.
  [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

 protected:
  Error(std::string code, std::string title_en, std::string title_vi, std::vector<Fault> faults);

 private:
  std::string code_;
  std::string message_en_;
  std::string message_vi_;
  std::vector<Fault> faults_;
};

#define CCHC_ERROR(Name)                                                                          \
  class Name : public Error {                                                                     \
   public:                                                                                        \
    using Error::Error;                                                                           \
    Name(std::string code, std::string title_en, std::string title_vi, std::vector<Fault> faults) \
        : Error(std::move(code), std::move(title_en), std::move(title_vi), std::move(faults)) {}  \
  };

CCHC_ERROR(CatalogueError)    // E01xx: a catalogue or form definition is wrong
CCHC_ERROR(PeriodError)       // E03xx: not a period, or an operation that periods do not have
CCHC_ERROR(HierarchyError)    // E04xx: units do not form a tree, or validity dates are wrong
CCHC_ERROR(LineageError)      // E05xx: a lineage event is wrong or cannot be applied
CCHC_ERROR(FormulaError)      // E06xx: a formula does not compile
CCHC_ERROR(NumberError)       // E07xx: a value outside what the engine holds exactly
CCHC_ERROR(ObservationError)  // E08xx: observations that contradict their own table
CCHC_ERROR(SelectionError)    // E09xx: an indicator, unit or period that is not there
CCHC_ERROR(AggregationError)  // E10xx: an aggregation that the kind of indicator forbids
CCHC_ERROR(ComparisonError)   // E11xx: a comparison that is asked for wrongly
CCHC_ERROR(InputError)        // E13xx: a file or text that cannot be read at all
CCHC_ERROR(ExtensionError)    // E14xx: a user's extension misbehaved

#undef CCHC_ERROR

}  // namespace cchc

#include "cchc/model/catalogue_checks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>
#include <unordered_map>
#include <utility>

#include "cchc/base/dependency_order.hpp"
#include "cchc/base/near_names.hpp"
#include "cchc/model/indicator_words.hpp"
#include "cchc/model/object_reader.hpp"
#include "cchc/model/word_list.hpp"

namespace cchc {
namespace {

// The pairs of aggregations that a kind of indicator allows. Stocks and rates are never summed over
// periods, rates are never averaged, answers are only counted.
bool allowed(Kind kind, OverUnits over_units) {
  switch (kind) {
    case Kind::stock:
    case Kind::flow:
    case Kind::cumulative:
      return over_units != OverUnits::ratio_of_sums && over_units != OverUnits::distribution;
    case Kind::ratio:
      return over_units == OverUnits::ratio_of_sums || over_units == OverUnits::maximum ||
             over_units == OverUnits::minimum || over_units == OverUnits::none;
    case Kind::coded:
      return over_units == OverUnits::distribution || over_units == OverUnits::none;
    default:
      return over_units == OverUnits::none;
  }
}

bool allowed(Kind kind, OverPeriods over_periods) {
  using enum OverPeriods;
  const auto one_of = [over_periods](std::initializer_list<OverPeriods> words) {
    return std::ranges::find(words, over_periods) != words.end();
  };
  switch (kind) {
    case Kind::stock:
      return one_of({last, maximum, minimum, mean, none});
    case Kind::flow:
      return one_of({sum, carry_over, maximum, minimum, mean, none});
    case Kind::cumulative:
      return one_of({last, maximum, none});
    case Kind::ratio:
      return one_of({ratio_of_sums, last, maximum, minimum, none});
    case Kind::coded:
      return one_of({last, any, none});
    default:
      return one_of({none});
  }
}

template <typename Words>
std::string allowed_words(Kind kind, const Words& words) {
  std::string result;
  for (const auto& word : words.words()) {
    if (allowed(kind, word.value)) {
      result += (result.empty() ? "" : ", ") + std::string(word.text);
    }
  }
  return result;
}

bool is_day(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto digits = [text](std::size_t start, std::size_t length, auto& number) {
    const char* end = text.data() + start + length;
    return std::from_chars(text.data() + start, end, number).ptr == end;
  };
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && digits(0, 4, year) &&
         digits(5, 2, month) && digits(8, 2, day) &&
         std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day))
             .ok();
}

std::vector<Reference> all_references(const IndicatorFormulas& formulas) {
  std::vector<Reference> result;
  for (const auto* part :
       {&formulas.formula, &formulas.numerator, &formulas.denominator, &formulas.weight}) {
    if (part->has_value()) {
      const std::vector<Reference>& own = (*part)->references();
      result.insert(result.end(), own.begin(), own.end());
    }
  }
  return result;
}

class Checks {
 public:
  Checks(const CatalogueDefinition& definition, FaultList& faults)
      : definition_(definition),
        faults_(faults),
        unreadable_(faults),
        formulas_(definition.indicators.size()) {}

  std::vector<IndicatorFormulas> run() {
    check_units_of_measure();
    check_words_are_unique();
    for (std::size_t i = 0; i < definition_.indicators.size(); ++i) {
      check_indicator(i);
    }
    check_parents_end();
    check_formulas_end();
    return std::move(formulas_);
  }

 private:
  [[nodiscard]] static std::string path(std::size_t indicator) {
    return element_path("$.indicators", indicator);
  }
  [[nodiscard]] static std::string path(std::size_t indicator, std::string_view key) {
    return path(indicator) + "." + std::string(key);
  }

  // A fault of a member, unless that member could not even be read.
  void fault(const std::string& where, std::string en, std::string vi) {
    if (!unreadable_.touches(where)) {
      faults_.add(where, std::move(en), std::move(vi));
    }
  }

  void check_units_of_measure() {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < definition_.units_of_measure.size(); ++i) {
      const std::string& id = definition_.units_of_measure[i].id;
      if (!id.empty() && !seen.insert(id).second) {
        fault(element_path("$.units_of_measure", i) + ".id", "\"" + id + "\" stands twice",
              "\"" + id + "\" bị trùng");
      }
    }
  }

  // Codes, names and aliases share one space: any of them may be written in a call.
  void check_words_are_unique() {
    for (std::size_t i = 0; i < definition_.indicators.size(); ++i) {
      const Indicator& indicator = definition_.indicators[i];
      check_word(i, path(i, "code"), indicator.code, is_code(indicator.code));
      check_word(i, path(i, "name"), indicator.name, is_name(indicator.name));
      for (std::size_t k = 0; k < indicator.aliases.size(); ++k) {
        const std::string& alias = indicator.aliases[k];
        check_word(i, element_path(path(i, "aliases"), k), alias, is_code(alias));
      }
    }
  }

  void check_word(std::size_t indicator, const std::string& where, const std::string& word,
                  bool well_formed) {
    if (word.empty()) {
      fault(where, "must not be empty", "không được để trống");
      return;
    }
    if (!well_formed) {
      fault(where, "\"" + word + "\" holds a character that such a word cannot have",
            "\"" + word + "\" có ký tự không được phép");
    }
    const auto [known, added] = words_.emplace(word, Word{indicator, where});
    if (!added) {
      fault(where, "\"" + word + "\" is taken by " + known->second.where,
            "\"" + word + "\" đã dùng ở " + known->second.where);
    } else {
      known_words_.push_back(word);
    }
  }

  // Whether a member is what the file says, and no stand-in.
  [[nodiscard]] bool readable(const Indicator& indicator, std::string_view key) const {
    const auto position = static_cast<std::size_t>(&indicator - definition_.indicators.data());
    return !unreadable_.touches(path(position, key));
  }

  [[nodiscard]] const Indicator* find(const std::string& word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? nullptr : &definition_.indicators[found->second.indicator];
  }

  // Every reference to another indicator comes through here.
  const Indicator* known(const std::string& where, const std::string& word) {
    const Indicator* found = find(word);
    if (found == nullptr) {
      const std::string near = quoted_list(near_names(word, known_words_));
      fault(where, "no indicator \"" + word + "\"" + (near.empty() ? "" : "; near: " + near),
            "không có chỉ tiêu \"" + word + "\"" + (near.empty() ? "" : "; gần giống: " + near));
    }
    return found;
  }

  void check_indicator(std::size_t i) {
    const Indicator& indicator = definition_.indicators[i];
    if (!indicator.parent.empty()) {
      known(path(i, "parent"), indicator.parent);
    }
    if (!indicator.valid_to.empty() && !is_day(indicator.valid_to)) {
      fault(path(i, "valid_to"), "not a day; write 2025-07-01",
            "không phải ngày; hãy viết 2025-07-01");
    }
    check_words(path(i, "applies_to"), indicator.applies_to, unit_types, faults_);
    check_words(path(i, "shared_by"), indicator.shared_by, unit_types, faults_);
    compile(i);
    if (!unreadable_.touches(path(i, "kind"))) {
      check_by_kind(i, indicator);
    }
  }

  void check_by_kind(std::size_t i, const Indicator& indicator) {
    check_aggregations(i, indicator);
    check_unit_of_measure(i, indicator);
    check_parts(i, indicator);
    check_answers(i, indicator);
    check_shared_list(i, indicator);
    check_carry_over(i, indicator);
    check_second_value(i, indicator);
    if (indicator.kind == Kind::header && is_derived(indicator)) {
      fault(path(i, "formula"), "a header has no formula", "tiêu đề không có công thức");
    }
  }

  void check_aggregations(std::size_t i, const Indicator& indicator) {
    check_aggregation(path(i, "over_units"), indicator.kind, indicator.over_units,
                      over_units_words);
    check_aggregation(path(i, "over_periods"), indicator.kind, indicator.over_periods,
                      over_periods_words);
    const bool answers_known =
        !indicator.answers.empty() && !unreadable_.touches(path(i, "answers"));
    if (indicator.over_periods == OverPeriods::any && answers_known &&
        !answers_are_yes_and_no(indicator)) {
      fault(path(i, "over_periods"), "any needs exactly the answers 0 and 1",
            "any chỉ dùng khi câu trả lời là 0 và 1");
    }
  }

  template <typename Aggregation, typename Words>
  void check_aggregation(const std::string& where, Kind kind, Aggregation aggregation,
                         const Words& words) {
    if (allowed(kind, aggregation)) {
      return;
    }
    const std::string what(kind_words.text(kind));
    const std::string given(words.text(aggregation));
    const std::string possible = allowed_words(kind, words);
    fault(where, "a " + what + " does not combine by " + given + "; possible: " + possible,
          "chỉ tiêu loại " + what + " không gộp bằng " + given + "; có thể dùng: " + possible);
  }

  static bool answers_are_yes_and_no(const Indicator& indicator) {
    std::vector<int> codes;
    for (const Answer& answer : indicator.answers) {
      codes.push_back(answer.code);
    }
    std::ranges::sort(codes);
    return codes == std::vector{0, 1};
  }

  void check_unit_of_measure(std::size_t i, const Indicator& indicator) {
    const std::string where = path(i, "unit_of_measure");
    const auto& table = definition_.units_of_measure;
    const auto unit = std::ranges::find(table, indicator.unit_of_measure, &UnitOfMeasure::id);
    if (indicator.kind == Kind::header) {
      if (!indicator.unit_of_measure.empty()) {
        fault(where, "a header has no unit of measure", "tiêu đề không có đơn vị tính");
      }
    } else if (indicator.unit_of_measure.empty()) {
      fault(where, "is missing", "bị thiếu");
    } else if (unit == table.end()) {
      fault(where, "\"" + indicator.unit_of_measure + "\" is not in $.units_of_measure",
            "\"" + indicator.unit_of_measure + "\" không có trong $.units_of_measure");
    } else if (unit->percent && indicator.kind != Kind::ratio) {
      fault(where,
            "only a ratio is counted in percent; this is a " +
                std::string(kind_words.text(indicator.kind)),
            "chỉ chỉ tiêu loại ratio mới tính bằng phần trăm");
    }
  }

  void check_parts(std::size_t i, const Indicator& indicator) {
    const std::array<std::pair<const char*, const std::string*>, 3> parts = {
        {{"numerator", &indicator.numerator},
         {"denominator", &indicator.denominator},
         {"weight", &indicator.weight}}};
    for (const auto& [key, text] : parts) {
      if (indicator.kind != Kind::ratio && !text->empty()) {
        fault(path(i, key), "only a ratio has a " + std::string(key),
              "chỉ chỉ tiêu loại ratio mới có " + std::string(key));
      }
    }
    if (indicator.numerator.empty() != indicator.denominator.empty()) {
      const char* absent = indicator.numerator.empty() ? "numerator" : "denominator";
      fault(path(i, absent), "numerator and denominator go together",
            "phải có đủ cả numerator và denominator");
    }
  }

  void check_answers(std::size_t i, const Indicator& indicator) {
    const std::string where = path(i, "answers");
    if (indicator.kind != Kind::coded) {
      if (!indicator.answers.empty()) {
        fault(where, "only a coded indicator has answers",
              "chỉ chỉ tiêu loại coded mới có answers");
      }
      return;
    }
    if (indicator.answers.empty()) {
      fault(where, "a coded indicator needs its answers", "chỉ tiêu loại coded cần có answers");
    }
    std::set<int> seen;
    for (std::size_t k = 0; k < indicator.answers.size(); ++k) {
      const int code = indicator.answers[k].code;
      if (!seen.insert(code).second) {
        fault(element_path(where, k) + ".code", "answer " + std::to_string(code) + " stands twice",
              "câu trả lời " + std::to_string(code) + " bị trùng");
      }
    }
  }

  void check_shared_list(std::size_t i, const Indicator& indicator) {
    const bool shared = indicator.over_units == OverUnits::shared_list;
    if (shared == indicator.shared_by.empty() && !unreadable_.touches(path(i, "over_units"))) {
      fault(path(i, "shared_by"), "shared_by and over_units shared_list go together",
            "shared_by đi cùng với over_units là shared_list");
    }
  }

  void check_carry_over(std::size_t i, const Indicator& indicator) {
    const std::string where = path(i, "carried_stock");
    const bool carries = indicator.over_periods == OverPeriods::carry_over;
    if (carries == indicator.carried_stock.empty() &&
        !unreadable_.touches(path(i, "over_periods"))) {
      fault(where, "carried_stock and over_periods carry_over go together",
            "carried_stock đi cùng với over_periods là carry_over");
    } else if (!indicator.carried_stock.empty()) {
      const Indicator* stock = known(where, indicator.carried_stock);
      if (stock != nullptr && stock->kind != Kind::stock && readable(*stock, "kind")) {
        fault(where, "\"" + indicator.carried_stock + "\" is not a stock",
              "\"" + indicator.carried_stock + "\" không thuộc loại stock");
      }
    }
  }

  void check_second_value(std::size_t i, const Indicator& indicator) {
    if (indicator.second_value.empty()) {
      return;
    }
    const std::string where = path(i, "second_value");
    const Indicator* other = known(where, indicator.second_value);
    if (other == &indicator) {
      fault(where, "an indicator is not its own second value",
            "chỉ tiêu không thể là giá trị thứ hai của chính nó");
    } else if (other != nullptr && other->unit_of_measure != indicator.unit_of_measure &&
               readable(*other, "unit_of_measure") && readable(indicator, "unit_of_measure")) {
      fault(where, "the two values of a pair have one unit of measure",
            "hai giá trị của một cặp phải cùng đơn vị tính");
    }
  }

  void compile(std::size_t i) {
    const Indicator& indicator = definition_.indicators[i];
    compile(i, "formula", indicator.formula, formulas_[i].formula);
    compile(i, "numerator", indicator.numerator, formulas_[i].numerator);
    compile(i, "denominator", indicator.denominator, formulas_[i].denominator);
    compile(i, "weight", indicator.weight, formulas_[i].weight);
  }

  void compile(std::size_t i, std::string_view key, const std::string& text,
               std::optional<Formula>& result) {
    if (text.empty()) {
      return;
    }
    const std::string where = path(i, key);
    try {
      result = Formula::compile(text);
    } catch (const FormulaError& error) {
      fault(where, error.message_en(), error.message_vi());
      return;
    }
    for (const Reference& reference : result->references()) {
      const Indicator* found = known(where, reference.code);
      if (found != nullptr && found->kind == Kind::header && readable(*found, "kind")) {
        fault(where, "\"" + reference.code + "\" is a header and holds no value",
              "\"" + reference.code + "\" là tiêu đề, không có giá trị");
      }
    }
  }

  void check_parents_end() {
    std::vector<std::vector<Index>> needs(definition_.indicators.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
      add_need(definition_.indicators[i].parent, needs[i]);
    }
    for (const std::vector<Index>& cycle : dependency_order(needs).cycles) {
      fault_of_cycle(path(static_cast<std::size_t>(cycle.back()), "parent"), cycle);
    }
  }

  void check_formulas_end() {
    std::vector<std::vector<Index>> needs(formulas_.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
      for (const Reference& reference : all_references(formulas_[i])) {
        add_need(reference.code, needs[i]);
      }
    }
    for (const std::vector<Index>& cycle : dependency_order(needs).cycles) {
      const auto last = static_cast<std::size_t>(cycle.back());
      const char* key = definition_.indicators[last].formula.empty() ? "numerator" : "formula";
      fault_of_cycle(path(last, key), cycle);
    }
  }

  void add_need(const std::string& word, std::vector<Index>& needs) const {
    if (const auto found = words_.find(word); found != words_.end()) {
      needs.push_back(static_cast<Index>(found->second.indicator));
    }
  }

  void fault_of_cycle(const std::string& where, const std::vector<Index>& cycle) {
    std::string circle;
    for (const Index position : cycle) {
      circle += definition_.indicators[static_cast<std::size_t>(position)].code + " -> ";
    }
    circle += definition_.indicators[static_cast<std::size_t>(cycle.front())].code;
    fault(where, "goes in a circle: " + circle, "bị vòng lặp: " + circle);
  }

  struct Word {
    std::size_t indicator;
    std::string where;
  };

  const CatalogueDefinition& definition_;
  FaultList& faults_;
  const FaultList unreadable_;
  std::unordered_map<std::string, Word> words_;
  std::vector<std::string> known_words_;
  std::vector<IndicatorFormulas> formulas_;
};

}  // namespace

std::vector<IndicatorFormulas> check_catalogue(const CatalogueDefinition& definition,
                                               FaultList& faults) {
  return Checks(definition, faults).run();
}

}  // namespace cchc

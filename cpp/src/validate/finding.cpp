#include "cchc/validate/finding.hpp"

#include <cmath>

#include "cchc/validate/copied_figures.hpp"
#include "cchc/validate/finding_text.hpp"
#include "cchc/validate/side_text.hpp"

namespace cchc {
namespace {

class Evidencing {
 public:
  Evidencing(const Validation& validation, Index rule, Index unit, Index period)
      : validation_(validation),
        cube_(*validation.cube),
        placed_(validation.placed[static_cast<std::size_t>(rule)]),
        rule_(validation.rules[rule]) {
    found_.rule = rule;
    found_.unit = unit;
    found_.period = period;
    found_.verdict = validation.verdict(rule, unit, period);
  }

  Finding run() {
    if (rule_.definition.comparison == RuleOperator::copied) {
      add_copied();
    } else {
      add_sides();
    }
    const TwoTexts expected = expected_text(rule_, found_);
    found_.expected_vi = expected.vi;
    found_.expected_en = expected.en;
    TwoTexts message;
    if (found_.verdict == Verdict::fails) {
      message = question_text(validation_, found_);
      found_.question_vi = message.vi;
      found_.question_en = message.en;
    } else {
      message = plain_text(rule_, found_);
    }
    found_.message_vi = message.vi;
    found_.message_en = message.en;
    return std::move(found_);
  }

 private:
  [[nodiscard]] CellRange one_cell() const {
    return {found_.unit * std::ssize(cube_.periods()) + found_.period, 1};
  }

  void add_sides() {
    std::vector<Operand> operands = operands_of(validation_.summary, placed_, one_cell());
    const std::vector<Reference> references = rule_.references();
    for (std::size_t i = 0; i < references.size(); ++i) {
      add_cell(placed_.references[i], std::isnan(operands[i].heads().front()));
    }
    found_.left = side_text(rule_.left, references, operands);
    found_.right = rule_.definition.comparison == RuleOperator::in
                       ? listed()
                       : side_text(rule_.right, references, operands);
    found_.difference = side_text(rule_.difference, references, operands);
  }

  [[nodiscard]] std::string listed() const {
    std::string list;
    for (const Decimal& number : rule_.definition.listed) {
      list += (list.empty() ? "" : ", ") + to_string(number);
    }
    return list;
  }

  void add_cell(const RuleReference& placed, bool missing) {
    FindingCell cell;
    cell.reference = to_text(placed.reference);
    cell.indicator = placed.plane < 0 ? placed.reference.code : cube_.indicator(placed.plane).code;
    cell.missing = missing;
    cell.state = to_text(ValueState::missing);
    const Index read = placed.period_of[static_cast<std::size_t>(found_.period)];
    if (read >= 0) {
      cell.period = to_text(cube_.periods()[static_cast<std::size_t>(read)]);
      if (placed.plane >= 0) {
        read_cell(cube_.plane(placed.plane), read, cell);
      }
    }
    found_.cells.push_back(std::move(cell));
  }

  void read_cell(const Plane& plane, Index read, FindingCell& cell) const {
    cell.value = plane.figures.text(found_.unit, read);
    cell.state = to_text(plane.state(found_.unit, read));
    const Index row = plane.rows.size() == 0 ? -1 : Index{plane.rows(found_.unit, read)};
    if (row < 0) {
      return;
    }
    const Observation observation = cube_.observations()[row];
    cell.printed = observation.raw;
    cell.place = observation.place;
    if (observation.source >= 0) {
      cell.file = cube_.observations().sources()[static_cast<std::size_t>(observation.source)].file;
    }
  }

  // The equal cells are the evidence; the sides are their share and the rule's bound.
  void add_copied() {
    const std::vector<Index> earlier = earlier_periods(cube_, rule_.definition.previous);
    const CopiedFigures copied = copied_figures(validation_.summary, earlier, one_cell()).front();
    const Index before = earlier[static_cast<std::size_t>(found_.period)];
    found_.left = std::to_string(copied.equal) + "/" + std::to_string(copied.looked_at);
    found_.right = rule_.definition.right;
    for (Index plane = 0; before >= 0 && plane < cube_.planes(); ++plane) {
      const Matrix& head = cube_.plane(plane).figures.head;
      const double now = head(found_.unit, found_.period);
      if (is_copy_evidence(cube_.indicator(plane)) && now != 0 &&
          now == head(found_.unit, before)) {
        RuleReference own{{cube_.indicator(plane).code, ReferenceTime::same, 0}, plane, {}};
        own.period_of.assign(earlier.size(), found_.period);
        add_cell(own, false);
      }
    }
  }

  const Validation& validation_;
  const Cube& cube_;
  const PlacedRule& placed_;
  const Rule& rule_;
  Finding found_;
};

}  // namespace

Finding finding(const Validation& validation, Index rule, Index unit, Index period) {
  return Evidencing(validation, rule, unit, period).run();
}

}  // namespace cchc

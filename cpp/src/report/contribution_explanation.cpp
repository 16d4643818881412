#include "cchc/report/contribution_explanation.hpp"

#include <utility>

#include "cchc/compare/contribution_parts.hpp"
#include "cchc/cube/reference.hpp"

namespace cchc {
namespace {

// One side of the change and the words for it.
struct Side {
  const std::shared_ptr<const Cube>& cube;
  Period period;
  const char* role_en;
  const char* role_vi;
};

const char* cause_vi(ContributionCause cause) {
  switch (cause) {
    case ContributionCause::real:
      return "thực tế";
    case ContributionCause::perimeter:
      return "phạm vi";
    case ContributionCause::data:
      return "số liệu";
    case ContributionCause::mixed:
      break;
  }
  return "nhiều lý do";
}

class Telling {
 public:
  Telling(const std::shared_ptr<const Cube>& current, const std::shared_ptr<const Cube>& baseline,
          const Contribution& made, const ExplainOptions& options)
      : made_(made),
        options_(options),
        indicator_(current->catalogue()[made.indicator]),
        units_(current->hierarchy()),
        now_{current, made.periods.current, "now", "kỳ này"},
        then_{baseline, made.periods.baseline, "then", "kỳ gốc"} {}

  [[nodiscard]] Explanation run() const {
    Explanation told = line(units_[made_.unit].id, units_[made_.unit].name);
    told.period = made_.periods.current;
    told.state = to_text(comparability_of(made_.reasons));
    told.figure = text(made_.change);
    told.rule_en = "change from " + sides(false) + ", split into what made it";
    told.rule_vi = "thay đổi từ " + sides(true) + ", tách theo từng phần đóng góp";
    for (const Reason reason : reasons_in(made_.reasons)) {
      for (const ReasonEntry& entry : reason_table()) {
        if (entry.reason == reason) {
          told.marks.emplace_back(entry.code);
        }
      }
    }
    for (const ContributionPart& part : made_.parts) {
      add(told, [&] { return part_line(part); });
    }
    if (made_.rounding != 0) {
      add(told, [&] { return rounding_line(); });
    }
    return told;
  }

 private:
  [[nodiscard]] Explanation line(const std::string& unit, const std::string& name) const {
    Explanation told;
    told.indicator = indicator_.code;
    told.label_vi = indicator_.label_vi;
    told.label_en = indicator_.label_en;
    told.unit_of_measure = indicator_.unit_of_measure;
    told.unit = unit;
    told.unit_name = name;
    return told;
  }

  template <class Make>
  void add(Explanation& told, Make make) const {
    if (options_.depth < 1 || std::ssize(told.parts) >= options_.parts) {
      ++told.parts_left_out;
    } else {
      told.parts.push_back(make());
    }
  }

  [[nodiscard]] std::string text(const std::optional<Int128>& whole) const {
    Figures one(1, 1, made_.scale, true);
    if (whole) {
      one.set_whole(0, 0, *whole);
    }
    return one.text(0, 0);
  }

  // "100 (2023-H1) to 112 (2024-H1)"
  [[nodiscard]] std::string sides(bool vietnamese) const {
    const auto side = [&](const std::optional<Int128>& figure, Period period) {
      const std::string shown = text(figure);
      return (shown.empty() ? "" : shown + " ") + "(" +
             (vietnamese ? label_vi(period) : label_en(period)) + ")";
    };
    return side(made_.then, made_.periods.baseline) + (vietnamese ? " đến " : " to ") +
           side(made_.now, made_.periods.current);
  }

  [[nodiscard]] Explanation part_line(const ContributionPart& part) const {
    Explanation told = line(part.unit < 0 ? "" : units_[part.unit].id, part_name(part, units_));
    told.period = made_.periods.current;
    told.coefficient = "1";
    told.role_en = to_text(part.cause);
    told.role_vi = cause_vi(part.cause);
    told.state = to_text(comparability_of(made_.reasons));
    told.figure = text(part.change);
    told.rule_en = entry_of(part.group).message_en;
    told.rule_vi = entry_of(part.group).message_vi;
    if (made_.is_ratio) {
      const std::string rate = text(part.rate_effect);
      const std::string mix = text(part.mix_effect);
      told.rule_en += "; rate effect " + rate + ", mix effect " + mix;
      told.rule_vi += "; do tỷ lệ " + rate + ", do cơ cấu " + mix;
    }
    for (const Index member : part.members) {
      for (const Side* side : {&now_, &then_}) {
        add_cells(told, *side, member);
      }
    }
    return told;
  }

  [[nodiscard]] Explanation rounding_line() const {
    Explanation told = line("", "");
    told.coefficient = "1";
    told.role_en = "rounding";
    told.role_vi = "làm tròn";
    told.state = to_text(comparability_of(made_.reasons));
    told.figure = text(made_.rounding);
    return told;
  }

  void add_cells(Explanation& told, const Side& side, Index unit) const {
    const auto plane = side.cube->find(indicator_.code);
    const auto column = plane ? find_column(*side.cube, *plane, side.period) : std::nullopt;
    if (!column) {
      return;
    }
    const bool parts = made_.is_ratio && !indicator_.numerator.empty();
    const bool known =
        parts && add_terms(told, side, indicator_.numerator, unit, *column, "numerator", "tử số");
    if (known) {
      add_terms(told, side, indicator_.denominator, unit, *column, "denominator", "mẫu số");
    } else {
      add_cell(told, side, {*plane, unit, *column}, side.role_en, side.role_vi);
    }
  }

  // False when the formula cannot be read off this cube.
  bool add_terms(Explanation& told, const Side& side, const std::string& formula, Index unit,
                 Index column, const std::string& en, const std::string& vi) const {
    const auto terms = linear_terms(Formula::compile(formula));
    const auto placed = terms ? placed_terms(*side.cube, *terms) : std::nullopt;
    if (!placed) {
      return false;
    }
    for (const PlacedTerm& term : *placed) {
      const Index period = term.period_of[static_cast<std::size_t>(column)];
      if (period >= 0) {
        add_cell(told, side, {term.plane, unit, period}, en + " " + side.role_en,
                 vi + " " + side.role_vi);
      }
    }
    return true;
  }

  void add_cell(Explanation& told, const Side& side, CellPlace place, const std::string& en,
                const std::string& vi) const {
    if (options_.depth < 2 || std::ssize(told.parts) >= options_.parts) {
      ++told.parts_left_out;
      return;
    }
    Explanation cell = explain(side.cube, place, {options_.depth - 2, options_.parts});
    cell.role_en = en;
    cell.role_vi = vi;
    told.parts.push_back(std::move(cell));
  }

  const Contribution& made_;
  const ExplainOptions& options_;
  const Indicator& indicator_;
  const Hierarchy& units_;
  Side now_;
  Side then_;
};

}  // namespace

Explanation explain(const std::shared_ptr<const Cube>& current,
                    const std::shared_ptr<const Cube>& baseline, const Contribution& contribution,
                    const ExplainOptions& options) {
  return Telling(current, baseline, contribution, options).run();
}

}  // namespace cchc

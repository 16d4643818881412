#include "cchc/validate/repair.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "cchc/base/enum_text.hpp"
#include "cchc/validate/repair_candidates.hpp"

namespace cchc {
namespace {

constexpr auto edit_words = enum_text<EditKind>("kind of edit", "kiểu sửa",
                                                {{EditKind::digits_swapped, "digits_swapped"},
                                                 {EditKind::factor, "factor"},
                                                 {EditKind::solved, "solved"}});

// Pairs are tried among the best few single edits only, so that the work stays small.
constexpr std::size_t most_paired = 40;

// A sum points at its misprints; a copied report or an impossible rate does not.
bool is_sum(const Rule& rule) {
  const RuleOperator comparison = rule.definition.comparison;
  return rule.linear && comparison != RuleOperator::feasible_rate &&
         comparison != RuleOperator::copied;
}

class Repairing {
 public:
  Repairing(const Validation& validation, Index unit, Index period)
      : validation_(validation), unit_(unit), period_(period) {
    for (Index rule = 0; rule < validation.rules.size(); ++rule) {
      if (validation.verdict(rule, unit, period) == Verdict::fails &&
          is_sum(validation.rules[rule])) {
        failing_.push_back(rule);
      }
    }
  }

  std::vector<Repair> run(Index limit) {
    const std::vector<Edit> candidates = repair_candidates(validation_, failing_, unit_, period_);
    for (const Edit& edit : candidates) {
      consider({edit});
    }
    if (best() < std::ssize(failing_)) {
      pair_up(candidates);
    }
    std::ranges::stable_sort(found_, {}, &Repairing::order);
    std::vector<Repair> best;
    for (Found& one : found_) {
      if (std::ssize(best) == limit) {
        break;
      }
      best.push_back(std::move(one.repair));
    }
    return best;
  }

 private:
  struct Found {
    Repair repair;
    int guesses;  // edits that no misprint in a failing equality explains
  };

  [[nodiscard]] Index best() const {
    Index most = 0;
    for (const Found& one : found_) {
      most = std::max(most, one.repair.mends);
    }
    return most;
  }

  // Two edits must mend more than the better of them alone.
  void pair_up(const std::vector<Edit>& candidates) {
    const Index alone = best();
    const std::size_t count = std::min(candidates.size(), most_paired);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) {
        if (candidates[i].plane != candidates[j].plane) {
          consider({candidates[i], candidates[j]}, alone);
        }
      }
    }
  }

  void consider(std::vector<Edit> edits, Index more_than = 0) {
    std::vector<Override> overrides;
    for (const Edit& edit : edits) {
      overrides.push_back({{edit.plane, unit_, period_}, edit.whole});
    }
    std::vector<Index> mended;
    for (Index rule = 0; rule < validation_.rules.size(); ++rule) {
      if (!reads(rule, edits)) {
        continue;
      }
      const Change effect = change(rule, overrides);
      if (effect == Change::breaks) {
        return;
      }
      if (effect == Change::mends) {
        mended.push_back(rule);
      }
    }
    if (std::ssize(mended) > more_than) {
      keep(std::move(edits), mended);
    }
  }

  void keep(std::vector<Edit> edits, const std::vector<Index>& mended) {
    const auto errors = std::ranges::count_if(mended, [this](Index rule) {
      return validation_.rules[rule].definition.severity == Severity::error;
    });
    Found one{{std::move(edits), std::ssize(mended), errors, std::ssize(failing_)}, 0};
    for (const Edit& edit : one.repair.edits) {
      const bool meant = std::ranges::any_of(mended, [&](Index rule) {
        return is_equality(validation_.rules[rule]) && reads(rule, {edit});
      });
      one.guesses += edit.how != EditKind::solved && meant ? 0 : 1;
    }
    found_.push_back(std::move(one));
  }

  [[nodiscard]] bool reads(Index rule, const std::vector<Edit>& edits) const {
    const auto& references = validation_.placed[static_cast<std::size_t>(rule)].references;
    return std::ranges::any_of(references, [&](const RuleReference& placed) {
      return std::ranges::any_of(edits,
                                 [&](const Edit& edit) { return edit.plane == placed.plane; });
    });
  }

  enum class Change {
    nothing,
    mends,   // the rule then holds in this report
    breaks,  // a report that held or was out of scope would fail
  };

  [[nodiscard]] Change change(Index rule, const std::vector<Override>& overrides) const {
    const Index periods = std::ssize(validation_.cube->periods());
    const std::vector<Verdict> now =
        judged(validation_.summary, validation_.placed[static_cast<std::size_t>(rule)],
               {unit_ * periods, periods}, overrides);
    Change effect = Change::nothing;
    for (Index period = 0; period < periods; ++period) {
      const Verdict before = validation_.verdict(rule, unit_, period);
      const Verdict after = now[static_cast<std::size_t>(period)];
      if ((after == Verdict::fails && before != Verdict::fails) ||
          (before == Verdict::holds && after != Verdict::holds)) {
        return Change::breaks;
      }
      if (period == period_ && before == Verdict::fails && after == Verdict::holds) {
        effect = Change::mends;
      }
    }
    return effect;
  }

  // Smaller is better.
  static std::tuple<Index, Index, std::size_t, int, double> order(const Found& one) {
    double change = 0;
    for (const Edit& edit : one.repair.edits) {
      change += edit.change;
    }
    return {-one.repair.errors, -one.repair.mends, one.repair.edits.size(), one.guesses, change};
  }

  const Validation& validation_;
  Index unit_;
  Index period_;
  std::vector<Index> failing_;
  std::vector<Found> found_;
};

}  // namespace

std::string_view to_text(EditKind kind) { return edit_words.text(kind); }

std::vector<Repair> repairs(const Validation& validation, Index unit, Index period, Index limit) {
  return Repairing(validation, unit, period).run(limit);
}

}  // namespace cchc

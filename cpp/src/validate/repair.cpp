#include "cchc/validate/repair.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
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
    found_.resize(std::min(found_.size(), static_cast<std::size_t>(limit)));
    return std::move(found_);
  }

 private:
  [[nodiscard]] Index best() const {
    Index most = 0;
    for (const Repair& repair : found_) {
      most = std::max(most, repair.mends);
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
    Index mends = 0;
    for (Index rule = 0; rule < validation_.rules.size(); ++rule) {
      if (!reads(rule, edits)) {
        continue;
      }
      const auto mended = change(rule, overrides);
      if (!mended) {
        return;
      }
      mends += *mended;
    }
    if (mends > more_than) {
      found_.push_back({std::move(edits), mends, std::ssize(failing_)});
    }
  }

  [[nodiscard]] bool reads(Index rule, const std::vector<Edit>& edits) const {
    const auto& references = validation_.placed[static_cast<std::size_t>(rule)].references;
    return std::ranges::any_of(references, [&](const RuleReference& placed) {
      return std::ranges::any_of(edits,
                                 [&](const Edit& edit) { return edit.plane == placed.plane; });
    });
  }

  // 1 when the rule then holds in this report, 0 when nothing is lost, empty when a report that
  // held or was out of scope would fail.
  [[nodiscard]] std::optional<Index> change(Index rule,
                                            const std::vector<Override>& overrides) const {
    const Index periods = std::ssize(validation_.cube->periods());
    const std::vector<Verdict> now =
        judged(validation_.summary, validation_.placed[static_cast<std::size_t>(rule)],
               {unit_ * periods, periods}, overrides);
    Index mended = 0;
    for (Index period = 0; period < periods; ++period) {
      const Verdict before = validation_.verdict(rule, unit_, period);
      const Verdict after = now[static_cast<std::size_t>(period)];
      if (after == Verdict::fails && before != Verdict::fails) {
        return std::nullopt;
      }
      if (before == Verdict::holds && after != Verdict::holds) {
        return std::nullopt;
      }
      if (period == period_ && before == Verdict::fails && after == Verdict::holds) {
        mended = 1;
      }
    }
    return mended;
  }

  // Smaller is better.
  static std::tuple<Index, std::size_t, int, double> order(const Repair& repair) {
    int kinds = 0;
    double change = 0;
    for (const Edit& edit : repair.edits) {
      kinds += edit.how == EditKind::solved ? 1 : 0;
      change += edit.change;
    }
    return {-repair.mends, repair.edits.size(), kinds, change};
  }

  const Validation& validation_;
  Index unit_;
  Index period_;
  std::vector<Index> failing_;
  std::vector<Repair> found_;
};

}  // namespace

std::string_view to_text(EditKind kind) { return edit_words.text(kind); }

std::vector<Repair> repairs(const Validation& validation, Index unit, Index period, Index limit) {
  return Repairing(validation, unit, period).run(limit);
}

}  // namespace cchc

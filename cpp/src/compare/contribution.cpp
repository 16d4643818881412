#include "cchc/compare/contribution.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <tuple>
#include <utility>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/base/big_whole.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/exact_sum.hpp"
#include "cchc/compare/contribution_side.hpp"
#include "cchc/compare/rate_mix.hpp"

namespace cchc {
namespace {

constexpr int usual_ratio_decimals = 6;
constexpr Index no_merger = -1;

// A sum over units on one side that remembers whether anything was in it.
class Total {
 public:
  void add(const std::optional<Amount>& amount) {
    if (amount) {
      value_.add(amount->value);
      denominator_.add(amount->denominator);
      any_ = true;
    }
  }
  [[nodiscard]] std::optional<Int128> value() const {
    return any_ ? std::optional(value_.total()) : std::nullopt;
  }
  [[nodiscard]] std::optional<RatioAmount> ratio() const {
    return any_ ? std::optional(RatioAmount{value_.total(), denominator_.total()}) : std::nullopt;
  }

 private:
  ExactSum value_, denominator_;
  bool any_ = false;
};

// Units that become one part.
struct Block {
  ContributionPart part;
  Total now, then;
};

class Splitter {
 public:
  Splitter(const Cube& current, const Cube& baseline, const ContributionQuery& query,
           const ContributionOptions& options)
      : hierarchy_(current.hierarchy()),
        query_(query),
        options_(options),
        plane_(current.at(query.indicator)),
        indicator_(current.indicator(plane_)),
        base_plane_(baseline.at(indicator_.code)),
        scale_(scale_of(current, baseline)),
        factor_(ratio_factor(current, plane_)),
        now_(current, plane_, query.periods.current, scale_),
        then_(baseline, base_plane_, query.periods.baseline, scale_),
        same_window_(now_.period() == then_.period()),
        result_{current.plane(plane_).indicator,
                query.unit,
                query.periods,
                scale_,
                is_ratio(),
                {},
                {},
                {},
                {},
                0,
                0} {
    result_.reasons = window_reasons(indicator_, query.periods) |
                      definition_reasons(current, plane_, baseline, base_plane_);
    refuse_breaks();
    note_mergers();
  }

  [[nodiscard]] Contribution run() {
    for (Index unit = query_.unit; unit < hierarchy_.end(query_.unit); ++unit) {
      place(unit);
    }
    sort_blocks();
    if (is_ratio()) {
      split_ratio();
    } else {
      split_sum();
    }
    note_missing();
    return std::move(result_);
  }

 private:
  // Where a unit's figure goes: shown under this unit, in this group, of this merger.
  using Key = std::tuple<Index, ContributionGroup, Index>;

  [[nodiscard]] bool is_ratio() const { return indicator_.over_units == OverUnits::ratio_of_sums; }

  [[nodiscard]] int scale_of(const Cube& current, const Cube& baseline) const;
  void refuse_breaks() const;
  void note_mergers();
  [[nodiscard]] bool is_same(const Amount& now, const Amount& then) const;
  [[nodiscard]] std::optional<ContributionGroup> group_of(Index unit) const;
  [[nodiscard]] Index shown_under(Index unit) const;
  [[nodiscard]] Index merger_shown_under(Index merger) const;
  void place(Index unit);
  void sort_blocks();
  void split_sum();
  void split_ratio();
  void note_missing();

  const Hierarchy& hierarchy_;
  const ContributionQuery& query_;
  const ContributionOptions& options_;
  Index plane_;
  const Indicator& indicator_;
  Index base_plane_;
  int scale_;
  int factor_;
  ContributionSide now_;
  ContributionSide then_;
  bool same_window_;
  Contribution result_;
  std::vector<Index> merger_of_;  // by unit
  std::map<Key, std::size_t> block_of_;
  std::vector<Block> blocks_;
  Total total_now_, total_then_;
};

int Splitter::scale_of(const Cube& current, const Cube& baseline) const {
  if (indicator_.over_units != OverUnits::sum && !is_ratio()) {
    throw ComparisonError("CCHC-E1103",
                          "indicator " + indicator_.code + " is combined by " +
                              std::string(to_text(indicator_.over_units)) +
                              "; only a sum or a ratio of sums has parts that add up to a change",
                          "chỉ tiêu " + indicator_.code + " gộp bằng " +
                              std::string(to_text(indicator_.over_units)) +
                              "; chỉ tổng hoặc tỷ lệ của các tổng mới tách được mức tăng, giảm");
  }
  const int decimals = options_.decimals.value_or(is_ratio() ? usual_ratio_decimals : 0);
  if (decimals < 0 || decimals > decimal_maximum_scale) {
    throw ComparisonError(
        "CCHC-E1106",
        "the parts cannot have " + std::to_string(decimals) + " decimals; choose 0 to 18",
        "không thể lấy " + std::to_string(decimals) + " chữ số thập phân; hãy chọn từ 0 đến 18");
  }
  return is_ratio() ? decimals
                    : std::max({decimals, current.plane(plane_).figures.scale,
                                baseline.plane(base_plane_).figures.scale});
}

void Splitter::refuse_breaks() const {
  if (gives_number(result_.reasons, options_.permitted)) {
    return;
  }
  std::string codes;
  for (const ReasonEntry& entry : reason_table()) {
    const bool stands = entry.effect == Effect::impossible || entry.effect == Effect::breaks;
    if (stands && has(result_.reasons & ~options_.permitted, entry.reason)) {
      codes += (codes.empty() ? "" : ", ") + std::string(entry.code);
    }
  }
  throw ComparisonError("CCHC-E1105",
                        "the two sides cannot be compared, so their change has no parts: " + codes +
                            "; a break can be permitted by name",
                        "hai kỳ không so sánh được nên không tách được mức tăng, giảm: " + codes +
                            "; có thể nêu rõ lý do được phép bỏ qua");
}

void Splitter::note_mergers() {
  merger_of_.assign(static_cast<std::size_t>(hierarchy_.size()), no_merger);
  for (std::size_t merger = 0; merger < options_.merged.size(); ++merger) {
    for (const Index unit : options_.merged[merger]) {
      const bool known = unit >= 0 && unit < hierarchy_.size();
      if (!known || merger_of_[static_cast<std::size_t>(unit)] != no_merger) {
        const std::string name = known ? hierarchy_[unit].name : std::to_string(unit);
        throw ComparisonError(
            "CCHC-E1104", "merged units: '" + name + "' is listed twice or is no unit",
            "các đơn vị sáp nhập: '" + name + "' bị nêu hai lần hoặc không phải đơn vị");
      }
      merger_of_[static_cast<std::size_t>(unit)] = static_cast<Index>(merger);
    }
  }
}

// The parts of a ratio may be held at another scale on either side.
bool Splitter::is_same(const Amount& now, const Amount& then) const {
  const BigWhole up = power_of_ten(then_.scale());
  const BigWhole base_up = power_of_ten(now_.scale());
  return now.value * up == then.value * base_up &&
         now.denominator * up == then.denominator * base_up;
}

std::optional<ContributionGroup> Splitter::group_of(Index unit) const {
  const auto now = now_.amount(unit);
  const auto then = then_.amount(unit);
  if (!now && !then) {
    return std::nullopt;
  }
  if (merger_of_[static_cast<std::size_t>(unit)] != no_merger) {
    return ContributionGroup::merged;
  }
  if (now && then) {
    return same_window_ && !is_same(*now, *then) ? ContributionGroup::revised
                                                 : ContributionGroup::continuing;
  }
  if (now) {
    return then_.in_perimeter(unit) ? ContributionGroup::newly_reporting
                                    : ContributionGroup::entered;
  }
  return now_.in_perimeter(unit) ? ContributionGroup::no_longer_reporting : ContributionGroup::left;
}

// The unit itself, or the child of the query's unit that it lies below.
Index Splitter::shown_under(Index unit) const {
  if (options_.level == ContributionLevel::by_unit) {
    return unit;
  }
  while (unit != query_.unit && hierarchy_.parent(unit) != query_.unit) {
    unit = hierarchy_.parent(unit);
  }
  return unit;
}

// One unit when all members lie under it, else none.
Index Splitter::merger_shown_under(Index merger) const {
  Index under = -1;
  for (const Index unit : options_.merged[static_cast<std::size_t>(merger)]) {
    if (hierarchy_.is_within(unit, query_.unit)) {
      const Index next = shown_under(unit);
      if (under >= 0 && under != next) {
        return -1;
      }
      under = next;
    }
  }
  return under;
}

void Splitter::place(Index unit) {
  const Index merger = merger_of_[static_cast<std::size_t>(unit)];
  const bool absent = merger != no_merger && (now_.is_absent(unit) || then_.is_absent(unit));
  const auto group = merger != no_merger ? ContributionGroup::merged : group_of(unit);
  if (!group) {
    return;
  }
  const Index under = merger == no_merger ? shown_under(unit) : merger_shown_under(merger);
  const auto [found, fresh] = block_of_.try_emplace(Key{under, *group, merger}, blocks_.size());
  if (fresh) {
    blocks_.push_back({{under, {}, *group, entry_of(*group).cause, {}, {}, 0, 0, 0}, {}, {}});
  }
  Block& block = blocks_[found->second];
  block.part.members.push_back(unit);
  if (absent) {
    block.part.cause = ContributionCause::data;
  }
  block.now.add(now_.amount(unit));
  block.then.add(then_.amount(unit));
  total_now_.add(now_.amount(unit));
  total_then_.add(then_.amount(unit));
  result_.reasons |= now_.reasons(unit) | then_.reasons(unit);
}

// A merger of which nobody reported on either side is no part.
void Splitter::sort_blocks() {
  std::erase_if(blocks_,
                [](const Block& block) { return !block.now.value() && !block.then.value(); });
  std::ranges::stable_sort(blocks_, {}, [](const Block& block) {
    return std::tuple(block.part.members.front(), block.part.group);
  });
}

// A missing side adds nothing: the part is then the whole figure of the other side.
Int128 change_of(const std::optional<Int128>& now, const std::optional<Int128>& then) {
  return checked_sum(now.value_or(0), -then.value_or(0));
}

void Splitter::split_sum() {
  result_.now = total_now_.value();
  result_.then = total_then_.value();
  for (Block& block : blocks_) {
    block.part.now = block.now.value();
    block.part.then = block.then.value();
    block.part.change = change_of(block.part.now, block.part.then);
    result_.parts.push_back(std::move(block.part));
  }
  if (result_.now || result_.then) {
    result_.change = change_of(result_.now, result_.then);
  }
}

void Splitter::split_ratio() {
  const Int128 multiplier = checked_product(factor_, power_of_ten(scale_));
  const RatioChange all{total_now_.ratio(), total_then_.ratio()};
  result_.now = rate_of(all.now, multiplier);
  result_.then = rate_of(all.then, multiplier);
  if (!result_.now || !result_.then) {
    return;
  }
  result_.change = rate_change(all, multiplier);
  result_.rounding = *result_.change;
  for (Block& block : blocks_) {
    const RatioChange own{block.now.ratio(), block.then.ratio()};
    const RateMix effects = rate_and_mix(own, all, multiplier);
    block.part.now = rate_of(own.now, multiplier);
    block.part.then = rate_of(own.then, multiplier);
    block.part.rate_effect = effects.rate;
    block.part.mix_effect = effects.mix;
    block.part.change = checked_sum(effects.rate, effects.mix);
    result_.rounding = checked_sum(result_.rounding, -block.part.change);
    result_.parts.push_back(std::move(block.part));
  }
}

void Splitter::note_missing() {
  result_.reasons |= result_.now ? 0 : bit(Reason::value_missing);
  result_.reasons |= result_.then ? 0 : bit(Reason::base_missing);
}

// The scale at which all sums of a revised contribution can be held.
std::optional<int> common_decimals(const ContributionQuery& query, std::optional<int> decimals,
                                   std::initializer_list<const Cube*> cubes) {
  for (const Cube* cube : cubes) {
    const Index plane = cube->at(query.indicator);
    if (cube->indicator(plane).over_units == OverUnits::sum) {
      decimals = std::max(decimals.value_or(0), cube->plane(plane).figures.scale);
    }
  }
  return decimals;
}

}  // namespace

Contribution contribution(const Cube& current, const Cube& baseline, const ContributionQuery& query,
                          const ContributionOptions& options) {
  require_same_units(current, baseline);
  return Splitter(current, baseline, query, options).run();
}

Contribution split(const Cube& current, const Cube& baseline, const ContributionQuery& query,
                   ContributionOptions options) {
  options.level = ContributionLevel::by_child;
  return contribution(current, baseline, query, options);
}

RevisedContribution contribution_with_revision(const Cube& current,
                                               const Cube& baseline_as_known_then,
                                               const Cube& baseline_as_known_now,
                                               const ContributionQuery& query,
                                               const ContributionOptions& options) {
  ContributionOptions both = options;
  both.decimals = common_decimals(query, options.decimals,
                                  {&current, &baseline_as_known_then, &baseline_as_known_now});
  ContributionQuery of_baseline = query;
  of_baseline.periods.current = query.periods.baseline;
  RevisedContribution result{
      contribution(baseline_as_known_now, baseline_as_known_then, of_baseline, both),
      contribution(current, baseline_as_known_now, query, both),
      {},
      0};
  std::erase_if(result.revision.parts, [](const ContributionPart& part) {
    return part.group == ContributionGroup::continuing && part.change == 0;
  });
  const bool is_ratio = result.since.is_ratio;
  if (is_ratio && !(result.revision.change && result.since.change)) {
    return result;
  }
  result.change = contribution(current, baseline_as_known_then, query, both).change;
  if (is_ratio) {
    result.rounding = *result.change - *result.revision.change - *result.since.change;
  }
  return result;
}

}  // namespace cchc

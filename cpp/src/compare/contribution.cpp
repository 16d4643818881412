#include "cchc/compare/contribution.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/base/big_whole.hpp"
#include "cchc/base/error.hpp"
#include "cchc/compare/contribution_side.hpp"
#include "cchc/compare/contribution_total.hpp"
#include "cchc/compare/rate_mix.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

constexpr int usual_ratio_decimals = 6;
constexpr Index alone = -1;  // in no merger and no shared list

// Units that become one part.
struct Block {
  ContributionPart part;
  ContributionTotal now, then;
};

class Splitter {
 public:
  Splitter(const Cube& current, const Cube& baseline, const ContributionQuery& query,
           const ContributionOptions& options)
      : current_(current),
        baseline_(baseline),
        hierarchy_(current.hierarchy()),
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
    result_.reasons = window_reasons(current, plane_, query.periods) |
                      definition_reasons(current, plane_, baseline, base_plane_) |
                      sort_reasons(current.plane(plane_), baseline.plane(base_plane_), false);
    note_mergers();
    note_shared_lists();
  }

  [[nodiscard]] Contribution run() {
    for (Index unit = query_.unit; unit < hierarchy_.end(query_.unit); ++unit) {
      place(unit);
    }
    note_reports();
    refuse_breaks();
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
  // Where a unit's figure goes: shown under this unit, in this group, together with these.
  using Key = std::tuple<Index, ContributionGroup, Index>;

  [[nodiscard]] bool is_ratio() const { return indicator_.over_units == OverUnits::ratio_of_sums; }

  [[nodiscard]] int scale_of(const Cube& current, const Cube& baseline) const;
  void refuse_breaks() const;
  void note_mergers();
  void note_shared_lists();
  void take_together(std::vector<Index> sharing, std::uint8_t list);
  [[nodiscard]] std::uint8_t list_of(Index unit) const;  // 0: none that it shares
  [[nodiscard]] ContributionCause cause_with(ContributionCause so_far, Index unit) const;
  [[nodiscard]] bool is_same(const Amount& now, const Amount& then) const;
  [[nodiscard]] std::optional<ContributionGroup> group_of(Index unit) const;
  [[nodiscard]] Index shown_under(Index unit) const;
  [[nodiscard]] Index together_shown_under(Index together) const;
  void place(Index unit);
  void sort_blocks();
  void split_sum();
  void split_ratio();
  void note_reports();
  void note_missing();

  const Cube& current_;
  const Cube& baseline_;
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
  std::vector<std::vector<Index>> together_;  // units that make one part: mergers, shared lists
  std::vector<Index> together_of_;            // by unit: position in together_
  Index first_list_ = 0;                      // position in together_ of the first shared list
  std::map<Key, std::size_t> block_of_;
  std::vector<Block> blocks_;
  ContributionTotal total_now_, total_then_;
};

int Splitter::scale_of(const Cube& current, const Cube& baseline) const {
  const OverUnits combined = indicator_.over_units;
  if (combined != OverUnits::sum && combined != OverUnits::shared_list && !is_ratio()) {
    const std::string by = "'" + std::string(to_text(combined)) + "'";
    throw ComparisonError(
        "CCHC-E1103",
        "indicator " + indicator_.code + " is combined by " + by +
            "; only a sum, a shared list or a ratio of sums has parts that add up to a change. "
            "Nearest legal call: compare(roll_up(cube), ...) for the change itself",
        "chỉ tiêu " + indicator_.code + " gộp bằng " + by +
            "; chỉ tổng, danh mục dùng chung hoặc tỷ lệ của các tổng mới tách được mức tăng, giảm. "
            "Cách gần nhất được phép: compare(roll_up(cube), ...) để xem mức tăng, giảm");
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
  together_of_.assign(static_cast<std::size_t>(hierarchy_.size()), alone);
  for (std::size_t merger = 0; merger < options_.merged.size(); ++merger) {
    for (const Index unit : options_.merged[merger]) {
      const bool known = unit >= 0 && unit < hierarchy_.size();
      if (!known || together_of_[static_cast<std::size_t>(unit)] != alone) {
        const std::string name = known ? hierarchy_[unit].name : std::to_string(unit);
        throw ComparisonError(
            "CCHC-E1104", "merged units: '" + name + "' is listed twice or is no unit",
            "các đơn vị sáp nhập: '" + name + "' bị nêu hai lần hoặc không phải đơn vị");
      }
      together_of_[static_cast<std::size_t>(unit)] = static_cast<Index>(merger);
    }
  }
  together_ = options_.merged;
}

std::uint8_t Splitter::list_of(Index unit) const {
  const Shared now = now_.shared(unit);
  const Shared then = then_.shared(unit);
  return std::max({now.value, now.denominator, then.value, then.denominator});
}

// Units that hold one list in common cannot be told apart in a total that counts it once, not even
// those of a merger.
void Splitter::note_shared_lists() {
  std::map<std::uint8_t, std::vector<Index>> sharing;
  std::map<std::uint8_t, Index> with_figures;
  for (Index unit = query_.unit; unit < hierarchy_.end(query_.unit); ++unit) {
    const std::uint8_t list = list_of(unit);
    const bool has = now_.amount(unit) || then_.amount(unit);
    if (list != 0 && (has || now_.is_absent(unit) || then_.is_absent(unit))) {
      sharing[list].push_back(unit);
      with_figures[list] += has ? 1 : 0;
    }
  }
  first_list_ = std::ssize(together_);
  for (auto& [list, units] : sharing) {
    if (with_figures[list] >= 2) {
      take_together(std::move(units), list);
    }
  }
}

void Splitter::take_together(std::vector<Index> sharing, std::uint8_t list) {
  for (std::vector<Index>& merger : together_) {
    std::erase_if(merger, [&](Index unit) { return list_of(unit) == list; });
  }
  for (const Index unit : sharing) {
    together_of_[static_cast<std::size_t>(unit)] = std::ssize(together_);
  }
  together_.push_back(std::move(sharing));
}

// What several units come to together is known only when each of them gave what it owed.
ContributionCause Splitter::cause_with(ContributionCause so_far, Index unit) const {
  const bool list = together_of_[static_cast<std::size_t>(unit)] >= first_list_;
  if (now_.is_absent(unit) || then_.is_absent(unit) || (list && same_window_)) {
    return ContributionCause::data;
  }
  const bool moved = list && now_.in_perimeter(unit) != then_.in_perimeter(unit);
  return moved && so_far == ContributionCause::real ? ContributionCause::perimeter : so_far;
}

// The parts of a ratio may be held at another scale on either side.
bool Splitter::is_same(const Amount& now, const Amount& then) const {
  const BigWhole up = power_of_ten(then_.scale());
  const BigWhole base_up = power_of_ten(now_.scale());
  return now.value * up == then.value * base_up &&
         now.denominator * up == then.denominator * base_up;
}

std::optional<ContributionGroup> Splitter::group_of(Index unit) const {
  if (const Index at = together_of_[static_cast<std::size_t>(unit)]; at != alone) {
    return at >= first_list_ ? ContributionGroup::shared_list : ContributionGroup::merged;
  }
  const auto now = now_.amount(unit);
  const auto then = then_.amount(unit);
  if (!now && !then) {
    return std::nullopt;
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
Index Splitter::together_shown_under(Index together) const {
  Index under = -1;
  for (const Index unit : together_[static_cast<std::size_t>(together)]) {
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
  const Index together = together_of_[static_cast<std::size_t>(unit)];
  const auto group = group_of(unit);
  if (!group) {
    return;
  }
  const Index under = together == alone ? shown_under(unit) : together_shown_under(together);
  const auto [found, fresh] = block_of_.try_emplace(Key{under, *group, together}, blocks_.size());
  if (fresh) {
    blocks_.push_back({{under, {}, *group, entry_of(*group).cause, {}, {}, 0, 0, 0}, {}, {}});
  }
  Block& block = blocks_[found->second];
  block.part.members.push_back(unit);
  if (together != alone) {
    block.part.cause = cause_with(block.part.cause, unit);
  }
  block.now.add(now_.amount(unit), now_.shared(unit));
  block.then.add(then_.amount(unit), then_.shared(unit));
  total_now_.add(now_.amount(unit), now_.shared(unit));
  total_then_.add(then_.amount(unit), then_.shared(unit));
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
  if (result_.now && result_.then) {
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

// What stands between the two totals as compare() sees them: unlike versions of the form, and units
// that were lost without a successor.
void Splitter::note_reports() {
  ReportTraits now = 0;
  ReportTraits then = 0;
  for (Index unit = query_.unit; unit < hierarchy_.end(query_.unit); ++unit) {
    now |= now_.traits(unit);
    then |= then_.traits(unit);
  }
  if (total_now_.any() && total_then_.any()) {
    result_.reasons |=
        version_reasons(versions_behind(now, form_versions(current_.observations())),
                        versions_behind(then, form_versions(baseline_.observations()))) |
        lost_reasons(hierarchy_, query_.unit, current_.plane(plane_), now_.column(),
                     baseline_.plane(base_plane_), then_.column());
  }
}

void Splitter::note_missing() {
  result_.reasons |= result_.now ? 0 : bit(Reason::value_missing);
  result_.reasons |= result_.then ? 0 : bit(Reason::base_missing);
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

}  // namespace cchc

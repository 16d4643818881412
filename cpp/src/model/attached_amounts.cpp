#include "cchc/model/attached_amounts.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "cchc/model/flow.hpp"

namespace cchc {
namespace {

bool holds(const Flow& flown, Index unit) {
  return flown.portions.contains(unit) ||
         std::ranges::any_of(flown.spread, [unit](const SpreadPortion& spread) {
           return std::ranges::find(spread.units, unit) != spread.units.end();
         });
}

class Attachment {
 public:
  Attachment(const Hierarchy& hierarchy, const Lineage& lineage, Date target,
             std::optional<Date> figures)
      : hierarchy_(hierarchy), lineage_(lineage), target_(target), figures_(figures) {}

  void add(const MovedAmounts& moved) {
    const Date date = lineage_[moved.event].date;
    if (date > target_ || (figures_ && date <= *figures_)) {
      return;
    }
    const std::optional<Index> source = find_source(moved.from, date);
    std::map<Index, Amounts> by_source;
    for (const auto& [indicator, amount] : moved.amounts) {
      const auto found = source ? source : find_earlier(moved.from, date, indicator);
      if (found) {
        by_source[*found].emplace(indicator, amount);
      }
    }
    for (auto& [unit, amounts] : by_source) {
      attached_.push_back(
          {{moved.event, moved.from, moved.giver, moved.to, std::move(amounts)}, unit});
    }
  }

  [[nodiscard]] std::vector<AttachedAmounts> take() { return std::move(attached_); }

 private:
  [[nodiscard]] bool flows_into(Index from, Date after, Index unit, Date date) const {
    return after < date && holds(flow(lineage_, from, after, date - std::chrono::days{1}), unit);
  }

  [[nodiscard]] std::optional<Index> find_source(Index giver, Date date) const {
    if (flow_start(hierarchy_, giver, target_, figures_)) {
      return giver;
    }
    for (Index unit = 0; figures_ && unit < hierarchy_.size(); ++unit) {
      if (hierarchy_.is_valid(unit, *figures_) && flows_into(unit, *figures_, giver, date)) {
        return unit;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Index> find_earlier(Index giver, Date date,
                                                  const std::string& indicator) const {
    const auto found = std::ranges::find_if(attached_, [&](const AttachedAmounts& earlier) {
      return earlier.moved.amounts.contains(indicator) &&
             flows_into(earlier.moved.to, lineage_[earlier.moved.event].date, giver, date);
    });
    return found == attached_.end() ? std::nullopt : std::optional<Index>(found->source);
  }

  const Hierarchy& hierarchy_;
  const Lineage& lineage_;
  Date target_;
  std::optional<Date> figures_;
  std::vector<AttachedAmounts> attached_;
};

}  // namespace

std::vector<AttachedAmounts> attach_amounts(const Hierarchy& hierarchy, const Lineage& lineage,
                                            Date target, std::optional<Date> figures) {
  std::vector<MovedAmounts> by_date(lineage.moved_amounts().begin(), lineage.moved_amounts().end());
  std::ranges::stable_sort(
      by_date, {}, [&lineage](const MovedAmounts& moved) { return lineage[moved.event].date; });
  Attachment attachment(hierarchy, lineage, target, figures);
  for (const MovedAmounts& moved : by_date) {
    attachment.add(moved);
  }
  return attachment.take();
}

}  // namespace cchc

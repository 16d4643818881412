#include "cchc/compare/contribution_parts.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cchc {
namespace {

// A commune's list is held by hundreds of communes; a label names a few.
constexpr std::ptrdiff_t most_names = 8;

// Positions of the parts from the largest change in size to the smallest.
std::vector<std::size_t> by_size(const std::vector<ContributionPart>& parts) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return magnitude(parts[a].change) > magnitude(parts[b].change);
  });
  return order;
}

void add(std::optional<Int128>& total, const std::optional<Int128>& figure) {
  if (figure) {
    total = checked_sum(total.value_or(0), *figure);
  }
}

void absorb(ContributionPart& rest, const ContributionPart& part, bool is_ratio) {
  rest.cause =
      rest.members.empty() || rest.cause == part.cause ? part.cause : ContributionCause::mixed;
  rest.members.insert(rest.members.end(), part.members.begin(), part.members.end());
  if (!is_ratio) {
    add(rest.now, part.now);
    add(rest.then, part.then);
  }
  rest.change = checked_sum(rest.change, part.change);
  rest.rate_effect = checked_sum(rest.rate_effect, part.rate_effect);
  rest.mix_effect = checked_sum(rest.mix_effect, part.mix_effect);
}

std::string names(const ContributionPart& part, const Hierarchy& hierarchy) {
  if (part.unit >= 0) {
    return hierarchy[part.unit].name;
  }
  if (std::ssize(part.members) > most_names) {
    return hierarchy[part.members.front()].name + " + " + std::to_string(part.members.size() - 1);
  }
  std::string joined;
  for (const Index unit : part.members) {
    joined += (joined.empty() ? "" : " + ") + hierarchy[unit].name;
  }
  return joined;
}

std::string count(const ContributionPart& part) { return std::to_string(part.members.size()); }

}  // namespace

Int128 change_by(const Contribution& contribution, ContributionCause cause) {
  Int128 sum = 0;
  for (const ContributionPart& part : contribution.parts) {
    sum = checked_sum(sum, part.cause == cause ? part.change : 0);
  }
  return sum;
}

Contribution top(const Contribution& contribution, Index n) {
  Contribution result = contribution;
  result.parts.clear();
  ContributionPart rest;
  rest.group = ContributionGroup::others;
  const std::vector<std::size_t> order = by_size(contribution.parts);
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const ContributionPart& part = contribution.parts[order[rank]];
    if (static_cast<Index>(rank) < n) {
      result.parts.push_back(part);
    } else {
      absorb(rest, part, contribution.is_ratio);
    }
  }
  if (!rest.members.empty()) {
    std::ranges::sort(rest.members);
    result.parts.push_back(std::move(rest));
  }
  return result;
}

std::string label_en(const ContributionPart& part, const Hierarchy& hierarchy) {
  if (part.group == ContributionGroup::others) {
    return "others (" + count(part) + (part.members.size() == 1 ? " unit)" : " units)");
  }
  return names(part, hierarchy) + ": " + std::string(entry_of(part.group).message_en);
}

std::string label_vi(const ContributionPart& part, const Hierarchy& hierarchy) {
  if (part.group == ContributionGroup::others) {
    return "các đơn vị khác (" + count(part) + " đơn vị)";
  }
  return names(part, hierarchy) + ": " + std::string(entry_of(part.group).message_vi);
}

}  // namespace cchc

#include "cchc/base/near_names.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cchc {

Index edit_distance(std::string_view left, std::string_view right) {
  // One row of the table of prefixes: costs[j] turns the prefix of `left` into right[0, j).
  std::vector<Index> costs(right.size() + 1);
  std::iota(costs.begin(), costs.end(), Index{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    Index diagonal = std::exchange(costs[0], static_cast<Index>(i) + 1);
    for (std::size_t j = 0; j < right.size(); ++j) {
      const Index replaced = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = std::exchange(costs[j + 1], std::min({replaced, costs[j] + 1, costs[j + 1] + 1}));
    }
  }
  return costs.back();
}

std::vector<std::string> near_names(std::string_view wanted, std::span<const std::string> known,
                                    Index limit) {
  const Index furthest = std::max<Index>(1, static_cast<Index>(wanted.size()) / 2);
  std::vector<std::pair<Index, const std::string*>> found;
  for (const std::string& name : known) {
    const Index distance = edit_distance(wanted, name);
    if (distance <= furthest) {
      found.emplace_back(distance, &name);
    }
  }
  std::ranges::stable_sort(found, {}, &std::pair<Index, const std::string*>::first);
  std::vector<std::string> result;
  for (const auto& [distance, name] : found) {
    if (static_cast<Index>(result.size()) < limit) {
      result.push_back(*name);
    }
  }
  return result;
}

std::string quoted_list(std::span<const std::string> names) {
  std::string result;
  for (const std::string& name : names) {
    result += (result.empty() ? "\"" : ", \"") + name + "\"";
  }
  return result;
}

SelectionError no_such_name(std::string code, std::string_view wanted,
                            std::span<const std::string> known, std::string_view what_en,
                            std::string_view what_vi, std::string_view where) {
  const std::string near = quoted_list(near_names(wanted, known));
  const std::string rest = " \"" + std::string(wanted) + "\" (" + std::string(where) + ")";
  return SelectionError(
      std::move(code),
      "no " + std::string(what_en) + rest + (near.empty() ? "" : "; near: " + near),
      "không có " + std::string(what_vi) + rest + (near.empty() ? "" : "; gần giống: " + near));
}

}  // namespace cchc

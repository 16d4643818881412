#include "cchc/cube/cube.hpp"

#include <algorithm>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {

Cube::Cube(CubeParts parts) : parts_(std::move(parts)) {
  plane_of_.assign(static_cast<std::size_t>(catalogue().size()), -1);
  for (Index index = 0; index < planes(); ++index) {
    plane_of_[static_cast<std::size_t>(plane(index).indicator)] = index;
  }
}

std::optional<Index> Cube::find(std::string_view indicator) const {
  const std::optional<Index> position = catalogue().find(indicator);
  if (!position || plane_of_[static_cast<std::size_t>(*position)] < 0) {
    return std::nullopt;
  }
  return plane_of_[static_cast<std::size_t>(*position)];
}

Index Cube::at(std::string_view indicator) const {
  const Index position = catalogue().at(indicator);
  const Index found = plane_of_[static_cast<std::size_t>(position)];
  if (found < 0) {
    const std::string code = catalogue()[position].code;
    throw SelectionError(
        "CCHC-E0903",
        "the cube holds no figures of indicator " + code + ": no observation of it was given",
        "dữ liệu không có số liệu của chỉ tiêu " + code + ": chưa có báo cáo nào nêu chỉ tiêu này");
  }
  return found;
}

std::optional<Index> Cube::find_period(Period period) const {
  const auto found = std::find(periods().begin(), periods().end(), period);
  return found == periods().end() ? std::nullopt : std::optional<Index>(found - periods().begin());
}

Index Cube::at_period(Period period) const {
  if (const auto found = find_period(period)) {
    return *found;
  }
  std::string known;
  for (const Period held : periods()) {
    known += (known.empty() ? "" : ", ") + to_text(held);
  }
  throw SelectionError("CCHC-E0904",
                       "the cube has no period " + to_text(period) + "; it has: " + known +
                           ". resample() derives further windows",
                       "dữ liệu không có kỳ " + to_text(period) + "; đang có: " + known +
                           ". Dùng resample() để suy ra kỳ khác");
}

Derivation Cube::derivation(CellPlace place) const {
  return parts_.origin->derivation(*this, place);
}

}  // namespace cchc

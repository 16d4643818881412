#include "cchc/aggregate/own_figures.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "cchc/aggregate/kept_planes.hpp"
#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

bool is_modified(const Cube& cube, Index indicator) {
  return find_modified_reference(cube.catalogue()[indicator].code).has_value();
}

// The code of a reference over other units that the figures of a plane rest on.
std::optional<std::string> other_units_read(const Cube& cube, const Plane& plane) {
  if (!plane.made_of) {
    return std::nullopt;
  }
  const auto read = std::ranges::find_if(plane.made_of->reads, [&](const ReadPlane& each) {
    return is_modified(cube, each.indicator);
  });
  return read == plane.made_of->reads.end() ? std::nullopt
                                            : std::optional(cube.catalogue()[read->indicator].code);
}

Issue left_out(const std::string& code, const std::string& read) {
  return {"CCHC-I1006",
          "indicator " + code + " rests on figures of other units, [" + read +
              "]: what was computed is left out; derive it again on this cube",
          "chỉ tiêu " + code + " tính từ số liệu của đơn vị khác, [" + read +
              "]: không giữ lại số đã tính; hãy tính lại bằng derive trên tập số liệu này",
          code};
}

// Of a function nobody knows what a total of its operands would give.
[[noreturn]] void refuse_quotients(const std::string& code) {
  throw AggregationError(
      "CCHC-E1032",
      "indicator " + code +
          " is computed by a function and has figures of more than 9 decimals or 15 digits, so it "
          "has no exact "
          "totals; round them in the function, or declare over_units 'none'. Nearest legal call: "
          "derive(roll_up(cube))",
      "chỉ tiêu " + code +
          " tính bằng hàm và có số liệu quá 9 chữ số thập phân hoặc quá 15 chữ số nên không cộng "
          "chính xác được; hãy "
          "làm tròn trong hàm, hoặc khai over_units là 'none'. Cách gần nhất được phép: "
          "derive(roll_up(cube))");
}

}  // namespace

OwnFigures own_figures(std::shared_ptr<const Cube> cube) {
  OwnFigures found;
  std::vector<Keep> keep;
  for (Index at = 0; at < cube->planes(); ++at) {
    const Plane& plane = cube->plane(at);
    const auto read = other_units_read(*cube, plane);
    if (is_modified(*cube, plane.indicator)) {
      keep.push_back(Keep::nothing);
      continue;
    }
    keep.push_back(read ? keep_held(plane) : Keep::all);
    if (read) {
      found.issues.push_back(left_out(cube->indicator(at).code, *read));
    }
  }
  found.cube = with_kept_planes(std::move(cube), keep);
  return found;
}

Index own_plane(const Cube& own, const std::string& code) {
  if (const auto plane = own.find(code)) {
    return *plane;
  }
  throw AggregationError("CCHC-E1046",
                         "indicator " + code +
                             " was computed from totals, so units have no figures of their own of "
                             "it. Nearest legal call: roll_up(derive(cube))",
                         "chỉ tiêu " + code +
                             " được tính từ số tổng hợp nên các đơn vị không có số riêng. Cách gần "
                             "nhất được phép: roll_up(derive(cube))");
}

void require_exact_figures(const Cube& cube, Index plane) {
  if (cube.plane(plane).figures.exact) {
    return;
  }
  const std::string code = cube.indicator(plane).code;
  const auto& made_of = cube.plane(plane).made_of;
  if (made_of && !made_of->formula) {
    refuse_quotients(code);
  }
  throw AggregationError("CCHC-E1032",
                         "indicator " + code +
                             " is computed by a formula that is no sum of figures, so it has no "
                             "exact totals. Nearest legal call: derive(roll_up(cube))",
                         "chỉ tiêu " + code +
                             " tính theo công thức không phải phép cộng, trừ nên không cộng chính "
                             "xác được. Cách gần nhất được phép: derive(roll_up(cube))");
}

}  // namespace cchc

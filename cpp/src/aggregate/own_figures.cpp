#include "cchc/aggregate/own_figures.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

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

// Only the figures that were there before any were computed.
Plane held_alone(const Plane& plane) {
  Plane kept = plane;
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    for (Index period = 0; period < plane.states.cols(); ++period) {
      if (!plane.is_computed(unit, period)) {
        continue;
      }
      kept.figures.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
      if (plane.state(unit, period) == ValueState::reported) {
        kept.states(unit, period) = static_cast<std::uint8_t>(ValueState::missing);
      }
      if (kept.marks.size() != 0) {
        kept.marks(unit, period) = 0;
      }
      if (kept.traits.size() != 0) {
        kept.traits(unit, period) = 0;
      }
    }
  }
  // These are of totals that computed figures were made of.
  kept.over_units.reset();
  kept.coverage.reset();
  kept.so_far.reset();
  kept.parts.reset();
  kept.made_of.reset();
  return kept;
}

Issue left_out(const std::string& code, const std::string& read) {
  return {"CCHC-I1006",
          "indicator " + code + " rests on figures of other units, [" + read +
              "]: what was computed is left out; derive it again on this cube",
          "chỉ tiêu " + code + " tính từ số liệu của đơn vị khác, [" + read +
              "]: không giữ lại số đã tính; hãy tính lại bằng derive trên tập số liệu này",
          code};
}

// Finds the cells of the planes that stayed where they were before.
class Stayed final : public Origin {
 public:
  Stayed(std::shared_ptr<const Cube> before, std::vector<Index> plane_of)
      : before_(std::move(before)), plane_of_(std::move(plane_of)) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Index plane = plane_of_[static_cast<std::size_t>(place.plane)];
    if (before_->plane(plane).is_computed(place.unit, place.period) &&
        !cube.plane(place.plane).made_of) {
      Derivation gap;
      gap.rule_en = "computed from figures of other units before; derive it again";
      gap.rule_vi = "trước đây tính từ số liệu của đơn vị khác; hãy tính lại";
      return gap;
    }
    return before_->derivation({plane, place.unit, place.period});
  }

 private:
  std::shared_ptr<const Cube> before_;
  std::vector<Index> plane_of_;
};

}  // namespace

OwnFigures own_figures(std::shared_ptr<const Cube> cube) {
  OwnFigures found;
  CubeParts parts = cube->parts();
  parts.planes.clear();
  std::vector<Index> plane_of;
  bool any = false;
  for (Index at = 0; at < cube->planes(); ++at) {
    const std::shared_ptr<const Plane>& plane = cube->parts().planes[static_cast<std::size_t>(at)];
    const auto read = other_units_read(*cube, *plane);
    const bool modified = is_modified(*cube, plane->indicator);
    any = any || read || modified;
    if (read && !modified) {
      found.issues.push_back(left_out(cube->indicator(at).code, *read));
    }
    if (modified || (read && plane->made_of->held.size() == 0)) {
      continue;
    }
    parts.planes.push_back(read ? std::make_shared<const Plane>(held_alone(*plane)) : plane);
    plane_of.push_back(at);
  }
  if (!any) {
    return {std::move(cube), {}};
  }
  parts.origin = std::make_shared<const Stayed>(std::move(cube), std::move(plane_of));
  found.cube = std::make_shared<const Cube>(std::move(parts));
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
  throw AggregationError("CCHC-E1032",
                         "indicator " + code +
                             " is computed by a formula that is no sum of figures, so it has no "
                             "exact totals. Nearest legal call: derive(roll_up(cube))",
                         "chỉ tiêu " + code +
                             " tính theo công thức không phải phép cộng, trừ nên không cộng chính "
                             "xác được. Cách gần nhất được phép: derive(roll_up(cube))");
}

}  // namespace cchc

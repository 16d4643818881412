#include "cchc/model/unit_figures.hpp"

#include <string>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {

void require_one_per_unit(const Hierarchy& hierarchy, UnitFigures figures) {
  if (std::cmp_not_equal(hierarchy.size(), figures.size())) {
    const std::string units = std::to_string(hierarchy.size());
    throw LineageError(
        "CCHC-E0505",
        "figures of " + std::to_string(figures.size()) + " units for a hierarchy of " + units +
            "; give one per unit, empty where missing",
        "có số liệu của " + std::to_string(figures.size()) + " đơn vị trong khi cây tổ chức có " +
            units + "; hãy ghi mỗi đơn vị một giá trị, để trống khi thiếu");
  }
}

}  // namespace cchc

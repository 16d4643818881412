#include "cchc/cube/computed_check.hpp"

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

std::string shape_text(Index rows, Index columns) {
  return std::to_string(rows) + " x " + std::to_string(columns);
}

}  // namespace

void require_shape(const Cube& cube, const std::string& extension, const std::string& indicator,
                   Index units, Index periods) {
  if (units == cube.units() && periods == std::ssize(cube.periods())) {
    return;
  }
  const std::string wanted = shape_text(cube.units(), std::ssize(cube.periods()));
  const std::string came = shape_text(units, periods);
  throw ExtensionError("CCHC-E1404",
                       "extension '" + extension + "', indicator " + indicator + ": expected " +
                           wanted + " values (units x periods), came " + came,
                       "phần mở rộng '" + extension + "', chỉ tiêu " + indicator + ": cần " +
                           wanted + " giá trị (đơn vị x kỳ), nhận được " + came);
}

void ComputedCellCheck::refuse(double value, Index unit, Index period) const {
  const std::string where = cube_.hierarchy()[unit].name + ", " +
                            to_text(cube_.periods()[static_cast<std::size_t>(period)]);
  const std::string en = "extension '" + extension_ + "', indicator " + indicator_ + ", " + where;
  const std::string vi = "phần mở rộng '" + extension_ + "', chỉ tiêu " + indicator_ + ", " + where;
  if (std::isinf(value)) {
    throw ExtensionError("CCHC-E1405",
                         en + ": an infinite figure; give NaN where there is no figure",
                         vi + ": số vô hạn; hãy trả về NaN ở ô không có số liệu");
  }
  throw ExtensionError(
      "CCHC-E1406",
      en + ": a figure where nothing was reported; keep NaN, because missing is not zero",
      vi + ": có số trong khi không có số liệu nào được báo cáo; hãy giữ NaN, vì thiếu số liệu "
           "không phải là 0");
}

}  // namespace cchc

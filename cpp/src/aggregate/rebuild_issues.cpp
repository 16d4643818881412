#include "cchc/aggregate/rebuild_issues.hpp"

namespace cchc {

Issue unit_ended(const std::string& name) {
  return {"CCHC-I1002", "figures of '" + name + "' end with it: it has no successor",
          "số liệu của '" + name + "' dừng lại: không có đơn vị kế thừa", name};
}

Issue cannot_be_carried(const std::string& code) {
  return {"CCHC-I1003",
          "indicator " + code +
              ": answers, rates and other figures that do not add up cannot be "
              "carried for units that changed",
          "chỉ tiêu " + code +
              ": câu trả lời, tỷ lệ và số liệu không cộng được của đơn vị đã sắp xếp không thể "
              "dựng lại",
          code};
}

Issue too_much_transferred(const std::string& code, Period period, const std::string& name) {
  const std::string window = to_text(period);
  return {"CCHC-I1005",
          "indicator " + code + ", " + window + ": more was transferred from '" + name +
              "' than it had; the figure is left missing, check the amounts",
          "chỉ tiêu " + code + ", " + window + ": chuyển đi từ '" + name +
              "' nhiều hơn số đơn vị có; để trống số liệu, cần kiểm tra số chuyển",
          name};
}

}  // namespace cchc

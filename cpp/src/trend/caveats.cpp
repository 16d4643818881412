#include "cchc/trend/trend.hpp"

namespace cchc {

const std::vector<CaveatEntry>& caveat_table() {
  static const std::vector<CaveatEntry> table{
      {Caveat::too_few, "too_few", "too few windows to say", "quá ít kỳ để kết luận"},
      {Caveat::no_variation, "no_variation", "all figures that are compared are equal",
       "các số liệu được so sánh đều bằng nhau"},
      {Caveat::gap, "gap", "some windows have no figure", "có kỳ thiếu số liệu"},
      {Caveat::ties, "ties", "some figures are equal", "có số liệu trùng nhau"},
      {Caveat::estimated, "estimated", "some figures are estimates", "có số liệu ước tính"},
      {Caveat::rebuilt, "rebuilt", "some figures were carried through a reorganisation",
       "có số liệu được quy đổi qua sắp xếp tổ chức"},
      {Caveat::correction, "correction", "some windows take back earlier figures",
       "có kỳ điều chỉnh giảm số đã báo cáo"},
      {Caveat::conflict, "conflict", "reported windows disagree", "các báo cáo mâu thuẫn nhau"},
      {Caveat::coverage, "coverage", "the share of units that reported differs between windows",
       "tỷ lệ đơn vị báo cáo khác nhau giữa các kỳ"},
      {Caveat::perimeter, "perimeter", "the number of units differs between windows",
       "số đơn vị khác nhau giữa các kỳ"},
      {Caveat::serial, "serial",
       "neighbouring windows go together, so p is smaller than it should be",
       "các kỳ liền nhau phụ thuộc nhau nên p nhỏ hơn thực tế"},
      {Caveat::no_scatter, "no_scatter",
       "the figures lie exactly on a line, so how much chance moves them is unknown",
       "số liệu nằm đúng trên một đường thẳng nên chưa biết mức dao động ngẫu nhiên"},
      {Caveat::season_not_separable, "season_not_separable",
       "fewer than three complete years: the position in the year (such as a busy fourth quarter) "
       "cannot be told from a trend",
       "chưa đủ ba năm trọn vẹn: chưa tách được yếu tố thời điểm trong năm (như dồn vào quý IV) "
       "khỏi xu hướng"},
      {Caveat::season_ignored, "season_ignored",
       "the position in the year is not set apart, as asked",
       "theo yêu cầu, không tách yếu tố thời điểm trong năm"},
      {Caveat::no_interval, "no_interval",
       "so few windows bound no change with the asked confidence",
       "quá ít kỳ để có khoảng tin cậy như yêu cầu"},
      {Caveat::nearly_equal, "nearly_equal",
       "nearly all figures are equal, so that no order of them could show a trend",
       "hầu hết số liệu bằng nhau nên không thứ tự nào của chúng cho thấy được xu hướng"},
  };
  return table;
}

}  // namespace cchc

#include "cchc/compare/contribution_group.hpp"

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

constexpr auto groups =
    enum_text<ContributionGroup>("contribution group", "nhóm đóng góp",
                                 {{ContributionGroup::continuing, "continuing"},
                                  {ContributionGroup::entered, "entered"},
                                  {ContributionGroup::left, "left"},
                                  {ContributionGroup::merged, "merged"},
                                  {ContributionGroup::shared_list, "shared_list"},
                                  {ContributionGroup::newly_reporting, "newly_reporting"},
                                  {ContributionGroup::no_longer_reporting, "no_longer_reporting"},
                                  {ContributionGroup::revised, "revised"},
                                  {ContributionGroup::others, "others"}});

constexpr auto causes = enum_text<ContributionCause>("contribution cause", "nguyên nhân đóng góp",
                                                     {{ContributionCause::real, "real"},
                                                      {ContributionCause::perimeter, "perimeter"},
                                                      {ContributionCause::data, "data"},
                                                      {ContributionCause::mixed, "mixed"}});

}  // namespace

std::string_view to_text(ContributionGroup group) { return groups.text(group); }
std::string_view to_text(ContributionCause cause) { return causes.text(cause); }
ContributionGroup contribution_group_from_text(std::string_view text) { return groups.at(text); }
ContributionCause contribution_cause_from_text(std::string_view text) { return causes.at(text); }

const std::vector<ContributionGroupEntry>& contribution_group_table() {
  static const std::vector<ContributionGroupEntry> table{
      {ContributionGroup::continuing, ContributionCause::real, "reported in both periods",
       "có số liệu ở cả hai kỳ"},
      {ContributionGroup::entered, ContributionCause::perimeter,
       "a new unit, or newly concerned by this indicator",
       "đơn vị mới thành lập hoặc mới thuộc diện áp dụng chỉ tiêu"},
      {ContributionGroup::left, ContributionCause::perimeter,
       "no longer a unit, or no longer concerned by this indicator",
       "đơn vị đã kết thúc hoạt động hoặc không còn thuộc diện áp dụng chỉ tiêu"},
      {ContributionGroup::merged, ContributionCause::perimeter,
       "units of one merger, taken together", "các đơn vị sáp nhập, tính chung"},
      {ContributionGroup::shared_list, ContributionCause::real,
       "units that hold one list in common: the longest counts once",
       "các đơn vị dùng chung một danh mục: chỉ tính một lần, theo danh mục dài nhất"},
      {ContributionGroup::newly_reporting, ContributionCause::data,
       "reported this time, not the time before: the real change is not known",
       "kỳ này có số liệu, kỳ gốc chưa có: không biết mức tăng, giảm thực"},
      {ContributionGroup::no_longer_reporting, ContributionCause::data,
       "reported the time before, not this time: the real change is not known",
       "kỳ gốc có số liệu, kỳ này chưa có: không biết mức tăng, giảm thực"},
      {ContributionGroup::revised, ContributionCause::data,
       "the same period, reported again with another figure", "số liệu cùng kỳ được đính chính"},
      {ContributionGroup::others, ContributionCause::mixed, "others", "các đơn vị khác"},
  };
  return table;
}

const ContributionGroupEntry& entry_of(ContributionGroup group) {
  return contribution_group_table()[static_cast<std::size_t>(group)];
}

}  // namespace cchc

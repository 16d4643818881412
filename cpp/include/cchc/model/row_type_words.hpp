// The tables of words behind RowType and FormLayout, for code that reads forms and collects faults.
#pragma once

#include "cchc/base/enum_text.hpp"
#include "cchc/model/form.hpp"

namespace cchc {

inline constexpr auto row_type_words =
    enum_text<RowType>("row type", "loại dòng",
                       {{RowType::header, "header"},
                        {RowType::group_with_value, "group_with_value"},
                        {RowType::indicator, "indicator"}});

inline constexpr auto form_layout_words =
    enum_text<FormLayout>("layout of a form", "cách trình bày biểu mẫu",
                          {{FormLayout::rows, "rows"}, {FormLayout::columns, "columns"}});

}  // namespace cchc

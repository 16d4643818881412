// The words of rule files.
#pragma once

#include "cchc/base/enum_text.hpp"
#include "cchc/validate/rule.hpp"

namespace cchc {

inline constexpr auto severity_words =
    enum_text<Severity>("severity", "mức độ",
                        {{Severity::error, "error"},
                         {Severity::warning, "warning"},
                         {Severity::information, "information"}});

inline constexpr auto rule_operator_words =
    enum_text<RuleOperator>("operator", "phép so sánh",
                            {{RuleOperator::less, "<"},
                             {RuleOperator::less_equal, "<="},
                             {RuleOperator::equal, "=="},
                             {RuleOperator::not_equal, "!="},
                             {RuleOperator::greater_equal, ">="},
                             {RuleOperator::greater, ">"},
                             {RuleOperator::in, "in"},
                             {RuleOperator::feasible_rate, "feasible_rate"},
                             {RuleOperator::copied, "copied"}});

inline constexpr auto missing_strategy_words =
    enum_text<MissingStrategy>("missing strategy", "cách xử lý ô trống",
                               {{MissingStrategy::undecidable, "undecidable"},
                                {MissingStrategy::zero, "zero"},
                                {MissingStrategy::not_applicable, "not_applicable"}});

inline constexpr auto previous_report_words =
    enum_text<PreviousReport>("meaning of previous", "nghĩa của previous",
                              {{PreviousReport::window, "window"},
                               {PreviousReport::report, "report"},
                               {PreviousReport::report_this_year, "report_this_year"},
                               {PreviousReport::same_period_last_year, "same_period_last_year"}});

}  // namespace cchc

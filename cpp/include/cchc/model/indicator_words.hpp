// The tables of words behind indicator.hpp, for code that reads definitions and collects faults.
#pragma once

#include "cchc/base/enum_text.hpp"
#include "cchc/model/indicator.hpp"

namespace cchc {

inline constexpr auto kind_words = enum_text<Kind>("kind", "loại",
                                                   {{Kind::stock, "stock"},
                                                    {Kind::flow, "flow"},
                                                    {Kind::cumulative, "cumulative"},
                                                    {Kind::ratio, "ratio"},
                                                    {Kind::coded, "coded"},
                                                    {Kind::header, "header"}});

inline constexpr auto over_units_words =
    enum_text<OverUnits>("aggregation over units", "cách gộp theo đơn vị",
                         {{OverUnits::sum, "sum"},
                          {OverUnits::maximum, "maximum"},
                          {OverUnits::minimum, "minimum"},
                          {OverUnits::mean, "mean"},
                          {OverUnits::ratio_of_sums, "ratio_of_sums"},
                          {OverUnits::distribution, "distribution"},
                          {OverUnits::shared_list, "shared_list"},
                          {OverUnits::none, "none"}});

inline constexpr auto over_periods_words =
    enum_text<OverPeriods>("aggregation over periods", "cách gộp theo kỳ",
                           {{OverPeriods::sum, "sum"},
                            {OverPeriods::last, "last"},
                            {OverPeriods::maximum, "maximum"},
                            {OverPeriods::minimum, "minimum"},
                            {OverPeriods::mean, "mean"},
                            {OverPeriods::ratio_of_sums, "ratio_of_sums"},
                            {OverPeriods::any, "any"},
                            {OverPeriods::carry_over, "carry_over"},
                            {OverPeriods::none, "none"}});

}  // namespace cchc

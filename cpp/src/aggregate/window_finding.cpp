#include "cchc/aggregate/window_finding.hpp"

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

using enum WindowFinding::Kind;
constexpr auto words = enum_text<WindowFinding::Kind>("window finding", "phát hiện về kỳ báo cáo",
                                                      {{disagreement, "disagreement"},
                                                       {span, "span"},
                                                       {conflict, "conflict"},
                                                       {perimeter, "perimeter"},
                                                       {no_sum, "no_sum"}});

}  // namespace

std::string_view to_text(WindowFinding::Kind kind) { return words.text(kind); }

}  // namespace cchc

// A planted fault: std::string_view is used and <string_view> is not included.
#pragma once

namespace planted {

std::string_view name();

}  // namespace planted

// Where the data of the tests lies. Only folders.cpp is compiled with the paths, so that every
// other object file is the same wherever the project stands.
#pragma once

#include <filesystem>

namespace cchc::testing {

[[nodiscard]] std::filesystem::path test_data();
[[nodiscard]] std::filesystem::path catalogues();

}  // namespace cchc::testing

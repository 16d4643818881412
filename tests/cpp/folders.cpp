#include "folders.hpp"

namespace cchc::testing {

std::filesystem::path test_data() { return CCHC_TEST_DATA; }

std::filesystem::path catalogues() { return CCHC_CATALOGUES; }

}  // namespace cchc::testing

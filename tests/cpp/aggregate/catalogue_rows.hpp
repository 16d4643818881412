// The catalogue of the golden cases with further rows, for tests of what reads other units.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cube/cube_fixture.hpp"

namespace cchc::samples {

// A stock that does not add up over units, for each code.
inline std::shared_ptr<const Catalogue> golden_catalogue_with(
    const std::vector<std::string>& codes) {
  auto json = nlohmann::json::parse(
      testing::file_text((testing::test_data() / "roll_up/catalogue.json").string()));
  for (const std::string& code : codes) {
    json["indicators"].push_back({{"code", code},
                                  {"name", "row_" + std::to_string(json["indicators"].size())},
                                  {"label_vi", code},
                                  {"label_en", code},
                                  {"kind", "stock"},
                                  {"unit_of_measure", "file"},
                                  {"over_units", "none"},
                                  {"over_periods", "none"}});
  }
  return std::make_shared<const Catalogue>(Catalogue::from_json(json.dump()));
}

}  // namespace cchc::samples

// A C++ program that uses the engine without Python: it adds the reports of two departments up.
//
//   usage: cchc_consumer catalogue.json
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "cchc/cube/build.hpp"

int main(int count, char** arguments) try {
  std::ifstream file(count > 1 ? arguments[1] : "");
  const std::string json(std::istreambuf_iterator<char>(file), {});
  const auto catalogue = std::make_shared<cchc::Catalogue>(cchc::Catalogue::from_json(json));
  const auto unit = [](std::string id, std::string parent) {
    return cchc::Unit{id, "Sở " + id, parent, "department", "", "", {}, {}, !parent.empty()};
  };
  const auto hierarchy = std::make_shared<cchc::Hierarchy>(
      std::vector{unit("province", ""), unit("A", "province"), unit("B", "province")});
  auto reports = std::make_shared<cchc::Observations>();
  reports->add_source({});
  for (const auto& [id, value] : {std::pair{"A", 40}, std::pair{"B", 12}}) {
    reports->append({.indicator = "civil_servants_present",
                     .unit = id,
                     .period = cchc::period_from_text("6 tháng đầu năm 2024"),
                     .state = cchc::ValueState::reported,
                     .value = cchc::Decimal{value, 0},
                     .second_value = {},
                     .raw = std::to_string(value),
                     .note = {},
                     .place = {},
                     .source = 0});
  }
  const auto cube = cchc::roll_up(cchc::build(reports, catalogue, hierarchy).cube);
  const cchc::Plane& plane = cube->plane(cube->at("4.2.2"));
  std::cout << plane.figures.text(0, 0) << " people, " << plane.coverage->reported(0, 0) << " of "
            << plane.coverage->expected(0, 0) << " departments\n";
  return EXIT_SUCCESS;
} catch (const cchc::Error& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}

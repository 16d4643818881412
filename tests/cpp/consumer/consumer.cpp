// A C++ program that uses the engine without Python: it exits 0 when the engine behaves.
#include <cstdlib>
#include <iostream>

#include "cchc/base/error.hpp"

namespace {

void open_catalogue() {
  throw cchc::CatalogueError("CCHC-E0101", "the catalogue is wrong", "danh mục sai",
                             {{"/indicators/0", "has no code", "thiếu mã số"}});
}

}  // namespace

int main() {
  try {
    open_catalogue();
  } catch (const cchc::Error& error) {
    std::cout << error.what() << '\n';
    return error.faults().size() == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  return EXIT_FAILURE;
}

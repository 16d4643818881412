// Vectors of the engine as NumPy arrays: no copy, read-only, and the owner stays alive with them.
#pragma once

#include <pybind11/numpy.h>

#include <vector>

#include "pybind.hpp"

namespace cchc::bindings {

template <class Number>
py::array vector_view(const std::vector<Number>& numbers, const py::object& owner) {
  py::array array(py::dtype::of<Number>(), {static_cast<py::ssize_t>(numbers.size())},
                  {static_cast<py::ssize_t>(sizeof(Number))}, numbers.data(), owner);
  array.attr("flags").attr("writeable") = false;
  return array;
}

}  // namespace cchc::bindings

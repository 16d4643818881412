// Matrices of the engine as NumPy arrays: no copy, read-only, and the owner stays alive with them.
#pragma once

#include <pybind11/numpy.h>

#include <memory>
#include <utility>
#include <vector>

#include "cchc/base/plane.hpp"
#include "pybind.hpp"

namespace cchc::bindings {

template <class Array>
py::array view(const Array& matrix, const py::object& owner) {
  using Scalar = typename Array::Scalar;
  py::array array(py::dtype::of<Scalar>(), {matrix.rows(), matrix.cols()},
                  {static_cast<py::ssize_t>(sizeof(Scalar)) * matrix.cols(),
                   static_cast<py::ssize_t>(sizeof(Scalar))},
                  matrix.data(), owner);
  array.attr("flags").attr("writeable") = false;
  return array;
}

// The figures as float64: a view where the plane holds them so, otherwise a copy, rounded once.
inline py::array values_array(const Figures& figures, const py::object& owner) {
  if (!figures.exact || (figures.scale == 0 && figures.tail.size() == 0)) {
    return view(figures.head, owner);
  }
  auto copy = std::make_unique<Matrix>(figures.values());
  Matrix* matrix = copy.release();
  const py::capsule keeper(matrix, [](void* held) { delete static_cast<Matrix*>(held); });
  return view(*matrix, keeper);
}

// Hands a matrix over to Python: the array keeps it, and is read-only.
inline py::array owned(Matrix&& matrix) {
  auto kept = std::make_unique<Matrix>(std::move(matrix));
  const Matrix& held = *kept;
  const py::capsule keeper(kept.release(), [](void* each) { delete static_cast<Matrix*>(each); });
  return view(held, keeper);
}

template <class Scalar>
py::array owned(std::vector<Scalar>&& column) {
  auto kept = std::make_unique<std::vector<Scalar>>(std::move(column));
  const std::vector<Scalar>& held = *kept;
  const py::capsule keeper(kept.release(),
                           [](void* each) { delete static_cast<std::vector<Scalar>*>(each); });
  py::array array(py::dtype::of<Scalar>(), {static_cast<py::ssize_t>(held.size())},
                  {static_cast<py::ssize_t>(sizeof(Scalar))}, held.data(), keeper);
  array.attr("flags").attr("writeable") = false;
  return array;
}

}  // namespace cchc::bindings

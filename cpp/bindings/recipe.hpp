// What an object of the engine was made of stays with its Python object: the verb and its
// arguments, by name. The verb called again gives an equal object, for the engine is
// deterministic; pickles and fingerprints rest on that.
#pragma once

#include <memory>
#include <utility>

#include "pybind.hpp"

namespace cchc::bindings {

// The class must be bound with py::dynamic_attr(). `threads` is no part of a recipe: results never
// depend on it.
template <class Made>
py::object made_by(const std::shared_ptr<Made>& made, const char* verb, py::dict arguments) {
  using Plain = std::remove_const_t<Made>;
  // pybind11 holds what it hands out by a pointer to non-const; the engine only ever reads it.
  py::object object = py::cast(std::const_pointer_cast<Plain>(made));
  object.attr("_recipe") = py::make_tuple(verb, std::move(arguments));
  return object;
}

}  // namespace cchc::bindings

// The one place where C++ errors become Python exceptions of the same names.
#include <string>

#include "cchc/base/error.hpp"
#include "cchc/trend/trend_error.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

// Messages may quote bytes of a broken file; what is no UTF-8 there is shown as U+FFFD.
py::str shown(const std::string& message) {
  PyObject* text = PyUnicode_DecodeUTF8(message.data(), std::ssize(message), "replace");
  if (text == nullptr) {
    throw py::error_already_set();
  }
  return py::reinterpret_steal<py::str>(text);
}

py::list fault_list(const Error& error) {
  py::list faults;
  for (const Fault& fault : error.faults()) {
    py::dict entry;
    entry["where"] = shown(fault.where);
    entry["message_en"] = shown(fault.message_en);
    entry["message_vi"] = shown(fault.message_vi);
    faults.append(entry);
  }
  return faults;
}

void raise(const py::handle& type, const Error& error) {
  const py::object instance = type(shown(error.what()));
  instance.attr("code") = error.code();
  instance.attr("message_en") = shown(error.message_en());
  instance.attr("message_vi") = shown(error.message_vi());
  instance.attr("faults") = fault_list(error);
  PyErr_SetObject(type.ptr(), instance.ptr());
}

py::object new_class(py::module_& module, const std::string& name, const py::tuple& bases,
                     const std::string& doc) {
  const std::string qualified = "cchc._core." + name;
  auto created = py::reinterpret_steal<py::object>(
      PyErr_NewExceptionWithDoc(qualified.c_str(), doc.c_str(), bases.ptr(), nullptr));
  if (!created) {
    throw py::error_already_set();
  }
  module.attr(name.c_str()) = created;
  return created;
}

// Handles, not objects: the module owns the classes, and no destructor may run after Python ended.
py::handle error_base;

template <class E>
void map_error(py::module_& module, const char* name, const py::handle& builtin, const char* doc) {
  static py::handle type;
  type = new_class(module, name, py::make_tuple(error_base, builtin), doc).release();
  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      std::rethrow_exception(pointer);
    } catch (const E& error) {
      raise(type, error);
    }
  });
}

}  // namespace

void bind_errors(py::module_& module) {
  error_base =
      new_class(
          module, "Error", py::make_tuple(py::handle(PyExc_Exception)),
          "Base of every error of cchc: `code` (stable), `message_en`, `message_vi`, `faults`.")
          .release();
  error_base.attr("code") = "";
  error_base.attr("message_en") = "";
  error_base.attr("message_vi") = "";
  error_base.attr("faults") = py::tuple();
  const py::handle value(PyExc_ValueError);
  const py::handle lookup(PyExc_LookupError);
  map_error<CatalogueError>(module, "CatalogueError", value,
                            "A catalogue or form definition is wrong; `faults` lists every fault.");
  map_error<PeriodError>(module, "PeriodError", value,
                         "Not a period, or an operation that periods do not have.");
  map_error<HierarchyError>(module, "HierarchyError", value,
                            "Units do not form a hierarchy; `faults` lists every fault.");
  map_error<LineageError>(module, "LineageError", value,
                          "A lineage event is wrong or cannot be applied.");
  map_error<FormulaError>(module, "FormulaError", value, "A formula does not compile.");
  map_error<NumberError>(module, "NumberError", value,
                         "A figure outside what the engine holds exactly.");
  map_error<ObservationError>(module, "ObservationError", value,
                              "Observations that contradict their own table.");
  map_error<SelectionError>(module, "SelectionError", lookup,
                            "An indicator, unit or period that is not there.");
  map_error<AggregationError>(module, "AggregationError", value,
                              "An aggregation that the kind of indicator forbids.");
  map_error<ComparisonError>(module, "ComparisonError", value,
                             "A comparison that is asked for wrongly.");
  map_error<TrendError>(module, "TrendError", value, "A trend that is asked for wrongly.");
  map_error<InputError>(module, "InputError", value, "A file or text that cannot be read at all.");
  map_error<ExtensionError>(module, "ExtensionError", value, "A user's extension misbehaved.");
}

}  // namespace cchc::bindings

#include "rows.hpp"

#include <string>

#include "cchc/base/error.hpp"
#include "cchc/base/quoted_text.hpp"
#include "cchc/model/date.hpp"

namespace cchc::bindings {

py::list issue_list(const std::vector<Issue>& issues) {
  py::list rows;
  for (const Issue& issue : issues) {
    py::dict row;
    row["code"] = issue.code;
    row["message_en"] = issue.message_en;
    row["message_vi"] = issue.message_vi;
    row["place"] = issue.place;
    rows.append(row);
  }
  return rows;
}

Decimal exact_decimal(const std::string& text) {
  if (const auto value = decimal_from_text(text)) {
    return *value;
  }
  throw NumberError("CCHC-E0710",
                    quoted_text(text) +
                        " is no plain decimal that is held exactly: digits with at most one point, "
                        "at most 18 of them after it, all of them together at most "
                        "9223372036854775807",
                    quoted_text(text) +
                        " không phải số thập phân giữ được chính xác: chỉ gồm chữ số và nhiều "
                        "nhất một dấu chấm, không quá 18 chữ số sau dấu chấm, và tất cả các chữ số "
                        "ghép lại không quá 9223372036854775807");
}

Source source_from_dict(const py::dict& row) {
  const auto text = [&](const char* key) {
    return row.contains(key) && !row[key].is_none() ? row[key].cast<std::string>() : "";
  };
  Source source{.file = text("file"),
                .hash = text("hash"),
                .agency = text("agency"),
                .window = std::nullopt,
                .received = std::nullopt,
                .form_version = text("form_version"),
                .rule = text("rule"),
                .synthetic = row.contains("synthetic") && row["synthetic"].cast<bool>()};
  if (!text("window_first").empty()) {
    source.window = {date_from_text(text("window_first")), date_from_text(text("window_last"))};
  }
  if (!text("received").empty()) {
    source.received = date_from_text(text("received"));
  }
  return source;
}

py::dict source_dict(const Source& source) {
  py::dict row;
  row["file"] = source.file;
  row["hash"] = source.hash;
  row["agency"] = source.agency;
  row["window_first"] = source.window ? to_text(source.window->first) : "";
  row["window_last"] = source.window ? to_text(source.window->last) : "";
  row["received"] = source.received ? to_text(*source.received) : "";
  row["form_version"] = source.form_version;
  row["rule"] = source.rule;
  row["synthetic"] = source.synthetic;
  return row;
}

}  // namespace cchc::bindings

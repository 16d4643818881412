#include "cchc/base/error.hpp"

#include <utility>

namespace cchc {
namespace {

std::string both(const std::string& code, const std::string& en, const std::string& vi) {
  return "[" + code + "] " + en + " | " + vi;
}

std::string listed(std::string title, const std::vector<Fault>& faults,
                   std::string Fault::*message) {
  for (const Fault& fault : faults) {
    title += "\n  " + fault.where + ": " + fault.*message;
  }
  return title;
}

}  // namespace

Error::Error(std::string code, std::string message_en, std::string message_vi)
    : std::runtime_error(both(code, message_en, message_vi)),
      code_(std::move(code)),
      message_en_(std::move(message_en)),
      message_vi_(std::move(message_vi)) {}

Error::Error(std::string code, std::string title_en, std::string title_vi,
             std::vector<Fault> faults)
    : Error(std::move(code), listed(std::move(title_en), faults, &Fault::message_en),
            listed(std::move(title_vi), faults, &Fault::message_vi)) {
  faults_ = std::move(faults);
}

}  // namespace cchc

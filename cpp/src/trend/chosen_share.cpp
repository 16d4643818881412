#include "cchc/trend/chosen_share.hpp"

#include <charconv>
#include <string>

#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

std::string plain(double number) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

}  // namespace

void require_chosen_share(double share, const char* name_en, const char* name_vi) {
  if (share > 0.0 && share < 1.0) {
    return;
  }
  const bool percent = share > 1.0 && share < 100.0;
  const std::string meant = plain(percent ? share / 100 : 0.95);
  const std::string given = plain(share);
  throw TrendError("CCHC-E1514",
                   std::string(name_en) + " must lie between 0 and 1, not " + given +
                       (percent ? "; for " + given + " % give " : "; such as ") + meant,
                   std::string(name_vi) + " phải nằm giữa 0 và 1, không phải " + given +
                       (percent ? "; với " + given + " % hãy ghi " : "; ví dụ ") + meant);
}

void require_confidence(double confidence) {
  require_chosen_share(confidence, "confidence", "độ tin cậy");
}

}  // namespace cchc

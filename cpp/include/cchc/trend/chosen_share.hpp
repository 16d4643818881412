// Shares that a caller chooses: a confidence, a significance, a power.
#pragma once

namespace cchc {

// Throws TrendError E1514 unless 0 < share < 1, naming the argument and, for a per cent such as 95,
// the share that was meant.
void require_chosen_share(double share, const char* name_en, const char* name_vi);
void require_confidence(double confidence);

}  // namespace cchc

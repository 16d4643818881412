// Views of figures through a lineage: as it was, and as it is on a day. The third view, the
// constant perimeter, is in perimeter.hpp.
//
// Only additive figures may be carried. Ratios are rebuilt from their carried parts; coded answers
// and ranks cannot be carried at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cchc/model/lineage.hpp"

namespace cchc {

// `to` receives share x (figure of `from`) + amounts. A share or amounts that moved with a part are
// an estimate for every figure that was not counted part by part on that day.
struct Carry {
  Index from = 0;
  Index to = 0;
  Decimal share;
  bool estimated = false;
  std::vector<Index> events;  // of the lineage, ascending
  Amounts amounts;            // by indicator code; negative where amounts left
};

enum class RefusalReason { split_without_shares, transfer_without_part };

inline constexpr auto refusal_reason_words =
    enum_text<RefusalReason>("reason", "lý do",
                             {{RefusalReason::split_without_shares, "split_without_shares"},
                              {RefusalReason::transfer_without_part, "transfer_without_part"}});

// A share of the figures of `unit` that cannot be carried: it went to `targets`, nobody knows how.
struct Refusal {
  Index unit = 0;
  Index event = 0;
  RefusalReason reason = RefusalReason::split_without_shares;
  Decimal share;
  Amounts amounts;             // concerned instead when the share is 0
  std::vector<Index> targets;  // whose carried figures are therefore unknown
  std::string message_en;
  std::string message_vi;
};

// A share of the figures of `unit` that ended with `last`, abolished without a successor: one unit,
// or several when nobody knows how the share was spread over them.
struct Ended {
  Index unit = 0;
  std::vector<Index> last;
  Decimal share;
  std::vector<Index> events;
  Amounts amounts;
};

struct UnitMap {
  std::vector<Carry> carries;  // by from, then to
  std::vector<Refusal> refusals;
  std::vector<Ended> ended;
};

// Every unit valid on the day of the figures (every unit, when no day is given) keeps its figures.
[[nodiscard]] UnitMap as_it_was(const Hierarchy& hierarchy, std::optional<Date> figures = {});

// Carries figures of the day `figures` to the units valid on `target`. Without a day, the map holds
// every unit that was ever valid up to `target`, each from its own first day; that is the same map
// unless a unit outlived a split or a transfer of its own. Amounts hang on the figures that held
// them on that day (attached_amounts.hpp).
// Throws LineageError E0504 when `target` lies before `figures`; E0503 as flow.
[[nodiscard]] UnitMap as_it_is(const Hierarchy& hierarchy, const Lineage& lineage, Date target,
                               std::optional<Date> figures = {});

}  // namespace cchc

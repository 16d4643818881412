#include "cchc/aggregate/state_of_gap.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cchc/base/parallel.hpp"
#include "cchc/cube/gap.hpp"
#include "cchc/cube/reference.hpp"

namespace cchc {
namespace {

std::uint8_t gap(const Cube& cube, const PlacedReference& reference, Index unit, Index period) {
  const Index column = reference.period_of[static_cast<std::size_t>(period)];
  const bool held = reference.plane && column >= 0;
  return gap_of(held ? cube.plane(*reference.plane).states(unit, column)
                     : static_cast<std::uint8_t>(ValueState::missing));
}

// An operand, and whether its cells lie side by side as those of the figures do.
struct RowOperand {
  const PlacedReference* reference;
  bool as_it_is;
};

class States {
 public:
  States(const Cube& cube, const std::vector<PlacedReference>& references, const Figures& figures)
      : cube_(cube), figures_(figures), states_(Flags::Zero(figures.units(), figures.periods())) {
    for (const PlacedReference& each : references) {
      operands_.push_back({&each, each.plane && reads_itself(each.period_of)});
    }
  }

  [[nodiscard]] Flags run() && {
    parallel_for_rows(states_.rows(), states_.cols(), [this](Index first, Index end) {
      for (Index unit = first; unit < end; ++unit) {
        settle(unit);
      }
    });
    return std::move(states_);
  }

 private:
  void settle(Index unit) {
    const Index periods = states_.cols();
    std::uint8_t* states = states_.row(unit).data();
    for (const RowOperand& each : operands_) {
      if (each.as_it_is) {
        const std::uint8_t* from = cube_.plane(*each.reference->plane).states.row(unit).data();
        for (Index period = 0; period < periods; ++period) {
          states[period] = std::max(states[period], gap_of(from[period]));
        }
      } else {
        for (Index period = 0; period < periods; ++period) {
          states[period] = std::max(states[period], gap(cube_, *each.reference, unit, period));
        }
      }
    }
    const double* figures = figures_.head.row(unit).data();
    for (Index period = 0; period < periods; ++period) {
      const auto lacks = static_cast<std::uint8_t>(std::isnan(figures[period]));
      states[period] = static_cast<std::uint8_t>(lacks * state_of_largest(states[period]));
    }
  }

  const Cube& cube_;
  const Figures& figures_;
  std::vector<RowOperand> operands_;
  Flags states_;  // while a row is settled, the largest gap of its operands
};

}  // namespace

ValueState state_of_gap(const Cube& cube, const std::vector<PlacedReference>& references,
                        Index unit, Index period) {
  std::uint8_t largest = 0;
  for (const PlacedReference& each : references) {
    largest = std::max(largest, gap(cube, each, unit, period));
  }
  return static_cast<ValueState>(state_of_largest(largest));
}

Flags states_of(const Cube& cube, const std::vector<PlacedReference>& references,
                const Figures& figures) {
  return States(cube, references, figures).run();
}

}  // namespace cchc

#include "cchc/validate/operand.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cchc/base/parallel.hpp"

namespace cchc {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::span<const double> part(const Matrix& matrix, CellRange range) {
  return {matrix.data() + range.begin, static_cast<std::size_t>(range.count)};
}

// Calls `visit(row, unit, read)` for each cell of the range; `read` is the period that the
// reference reads, negative when there is none.
template <typename Visit>
void for_each_cell(const RuleReference& placed, CellRange range, Visit visit) {
  const Index periods = std::ssize(placed.period_of);
  Index unit = range.begin / periods;
  Index period = range.begin % periods;
  for (Index row = 0; row < range.count; ++row) {
    visit(row, unit, placed.period_of[static_cast<std::size_t>(period)]);
    if (++period == periods) {
      period = 0;
      ++unit;
    }
  }
}

double greatest_head(const Matrix& head) {
  double greatest = 0;
  for (const double value : std::span(head.data(), static_cast<std::size_t>(head.size()))) {
    // False for NaN; a branch-free form that the compiler turns into a vector maximum.
    const double size = std::abs(value);
    greatest = size > greatest ? size : greatest;
  }
  return greatest;
}

// Marks the cells of one plane that came with a report.
void mark_instances(const Plane& plane, Flags& instances) {
  const Index cells = instances.size();
  std::uint8_t* marks = instances.data();
  if (plane.rows.size() != 0) {
    const std::int32_t* rows = plane.rows.data();
    for (Index i = 0; i < cells; ++i) {
      marks[i] |= static_cast<std::uint8_t>(rows[i] >= 0);
    }
    return;
  }
  const double* heads = plane.figures.head.data();
  for (Index i = 0; i < cells; ++i) {
    marks[i] |= static_cast<std::uint8_t>(!std::isnan(heads[i]));
  }
}

bool prints_decimals(const Cube& cube, Index plane) {
  const UnitOfMeasure* unit = cube.catalogue().unit_of_measure(cube.plane(plane).indicator);
  return (unit == nullptr || !unit->whole) && cube.plane(plane).rows.size() != 0;
}

}  // namespace

CubeSummary::CubeSummary(const Cube& cube_, Index threads)
    : cube(cube_),
      instances(Flags::Zero(cube_.units(), std::ssize(cube_.periods()))),
      greatest(static_cast<std::size_t>(cube_.planes())) {
  parallel_for(cube.planes() + 1, threads, [this](Index work) {
    if (work > 0) {
      greatest[static_cast<std::size_t>(work - 1)] =
          greatest_head(cube.plane(work - 1).figures.head);
      return;
    }
    for (Index plane = 0; plane < cube.planes(); ++plane) {
      mark_instances(cube.plane(plane), instances);
    }
  });
}

Operand::Operand(const CubeSummary& summary, const RuleReference& placed, CellRange range,
                 bool zero_blanks, std::span<const Override> overrides) {
  if (placed.plane >= 0) {
    const Plane& plane = summary.cube.plane(placed.plane);
    scale_ = plane.figures.scale;
    exact_ = plane.figures.exact;
    greatest_ = summary.greatest[static_cast<std::size_t>(placed.plane)];
  }
  if (placed.plane >= 0 && placed.is_same_period() && !zero_blanks && overrides.empty()) {
    view(summary.cube.plane(placed.plane), range);
  } else {
    gather(summary, placed, range, zero_blanks);
    for (const Override& change : overrides) {
      apply(summary, placed, range, change);
    }
    heads_ = own_heads_;
    tails_ = own_tails_;
  }
  if (placed.plane >= 0 && prints_decimals(summary.cube, placed.plane)) {
    read_decimals(summary, placed, range);
  }
}

void Operand::view(const Plane& plane, CellRange range) {
  heads_ = part(plane.figures.head, range);
  if (plane.figures.tail.size() != 0) {
    tails_ = part(plane.figures.tail, range);
  }
}

void Operand::gather(const CubeSummary& summary, const RuleReference& placed, CellRange range,
                     bool zero_blanks) {
  own_heads_.assign(static_cast<std::size_t>(range.count), missing);
  if (placed.plane >= 0) {
    const Figures& figures = summary.cube.plane(placed.plane).figures;
    const bool tails = figures.tail.size() != 0;
    own_tails_.assign(tails ? own_heads_.size() : 0, 0.0);
    for_each_cell(placed, range, [&](Index row, Index unit, Index read) {
      if (read >= 0) {
        own_heads_[static_cast<std::size_t>(row)] = figures.head(unit, read);
        if (tails) {
          own_tails_[static_cast<std::size_t>(row)] = figures.tail(unit, read);
        }
      }
    });
  }
  if (zero_blanks) {
    fill_blanks(summary, placed, range);
  }
}

void Operand::fill_blanks(const CubeSummary& summary, const RuleReference& placed,
                          CellRange range) {
  for_each_cell(placed, range, [&](Index row, Index unit, Index read) {
    double& head = own_heads_[static_cast<std::size_t>(row)];
    if (read < 0 || !std::isnan(head) || summary.instances(unit, read) == 0) {
      return;
    }
    const ValueState state =
        placed.plane < 0 ? ValueState::missing : summary.cube.plane(placed.plane).state(unit, read);
    if (state == ValueState::missing || state == ValueState::optional) {
      head = 0;
    }
  });
}

void Operand::apply(const CubeSummary& summary, const RuleReference& placed, CellRange range,
                    const Override& change) {
  if (placed.plane != change.place.plane) {
    return;
  }
  const Parts parts = split(change.whole);
  if (parts.tail != 0 && own_tails_.empty()) {
    own_tails_.assign(own_heads_.size(), 0.0);
  }
  for_each_cell(placed, range, [&](Index row, Index unit, Index read) {
    if (unit == change.place.unit && read == change.place.period) {
      own_heads_[static_cast<std::size_t>(row)] = parts.head;
      if (!own_tails_.empty()) {
        own_tails_[static_cast<std::size_t>(row)] = parts.tail;
      }
      greatest_ = std::max(greatest_, std::abs(parts.head));
    }
  });
  static_cast<void>(summary);
}

void Operand::read_decimals(const CubeSummary& summary, const RuleReference& placed,
                            CellRange range) {
  decimals_.assign(static_cast<std::size_t>(range.count), -1);
  const Counts& rows = summary.cube.plane(placed.plane).rows;
  const Observations& observations = summary.cube.observations();
  for_each_cell(placed, range, [&](Index row, Index unit, Index read) {
    const Index observed = read < 0 ? -1 : Index{rows(unit, read)};
    const auto value = observed < 0 ? std::nullopt : observations.value(observed);
    if (value) {
      decimals_[static_cast<std::size_t>(row)] = value->scale;
    }
  });
}

Int128 Operand::whole(Index at) const {
  const auto row = static_cast<std::size_t>(at);
  return join(heads_[row], tails_.empty() ? 0.0 : tails_[row]);
}

std::span<const double> Operand::values() {
  if (!exact_ || (scale_ == 0 && tails_.empty())) {
    return heads_;
  }
  if (values_.empty()) {
    values_.assign(heads_.size(), missing);
    for (std::size_t row = 0; row < heads_.size(); ++row) {
      if (!std::isnan(heads_[row])) {
        values_[row] = to_double(whole(static_cast<Index>(row)), scale_);
      }
    }
  }
  return values_;
}

}  // namespace cchc

#include "cchc/cube/computed.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/base/parallel.hpp"
#include "cchc/cube/computed_check.hpp"
#include "cchc/cube/gap.hpp"
#include "cchc/cube/made_of.hpp"

namespace cchc {
namespace {

class ComputedOrigin final : public Origin {
 public:
  // Of the planes only what they were made of is looked at: their cells may be gone by then.
  ComputedOrigin(std::shared_ptr<const Cube> before, std::vector<Index> computed_at,
                 const std::vector<ComputedPlane>& planes)
      : before_(std::move(before)), computed_at_(std::move(computed_at)), planes_(planes) {
    for (ComputedPlane& plane : planes_) {
      plane.values = {};
    }
  }

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Index computed = computed_at_[static_cast<std::size_t>(place.plane)];
    if (computed < 0 || !cube.plane(place.plane).is_computed(place.unit, place.period)) {
      return before_->derivation(place);  // planes before it keep their places
    }
    const ComputedPlane& plane = planes_[static_cast<std::size_t>(computed)];
    Derivation step;
    step.rule_en = "extension " + plane.extension;
    step.rule_vi = "phần mở rộng " + plane.extension;
    for (const Index input : plane.inputs) {
      step.parts.push_back({before_, {input, place.unit, place.period}, "", "input", "đầu vào"});
    }
    return step;
  }

 private:
  std::shared_ptr<const Cube> before_;
  std::vector<Index> computed_at_;  // by plane of the new cube; -1: as it was before
  std::vector<ComputedPlane> planes_;
};

constexpr auto code_of(ValueState state) { return static_cast<std::uint8_t>(state); }

// Cells looked at together: a block and its bytes stay in the first-level cache, and loops over it
// without a branch become vector instructions.
constexpr Index block_cells = 1024;
using Bytes = std::array<std::uint8_t, block_cells>;

// Copies cells and finds out what each of them is, in a plane of the right size.
class Taking {
 public:
  Taking(const Cube& cube, const ComputedPlane& computed, Plane& plane)
      : cells_(computed.values.cells),
        head_(plane.figures.head.data()),
        states_(plane.states.data()),
        size_(plane.figures.head.size()),
        from_nothing_(computed.from_nothing || computed.inputs.empty()) {
    for (const Index input : computed.inputs) {
      inputs_.push_back(cube.plane(input).states.data());
    }
  }

  // Whether any cell may be infinite, or is a figure where no input has one.
  [[nodiscard]] bool faulty() const {
    std::atomic<bool> faults{false};
    parallel_for_rows(size_, 1, [&](Index first, Index end) {
      if (any_fault(first, end)) {
        faults = true;
      }
    });
    return faults;
  }

 private:
  struct Block {
    Bytes figure{};
    Bytes known{};
    Bytes gap{};
  };

  [[nodiscard]] bool any_fault(Index start, Index end) const {
    bool faults = false;
    Block block;
    for (; start < end; start += block_cells) {
      faults = take(block, start, std::min(block_cells, end - start)) || faults;
    }
    return faults;
  }

  [[nodiscard]] bool take(Block& block, Index start, Index count) const {
    const bool infinite = copy(block, start, count);
    look_at_inputs(block, start, count);
    const bool from_nothing = settle(block, states_ + start, count);
    return infinite || from_nothing;
  }

  // Copies cells and says of each whether it is a figure, and of all whether one may be infinite
  // (refuse() makes sure). Of a float64 that is no finite number all bits of the exponent are set;
  // its upper half tells that, and asking whole numbers costs no more than the copy alone.
  [[nodiscard]] bool copy(Block& block, Index start, Index count) const {
    constexpr std::uint32_t no_sign = 0x7fffffff;
    constexpr std::uint32_t exponent = 0x7ff00000;
    std::uint32_t infinite = 0;
    for (Index i = 0; i < count; ++i) {
      const auto bits = std::bit_cast<std::uint64_t>(cells_[start + i]);
      head_[start + i] = std::bit_cast<double>(bits);
      const auto upper = static_cast<std::uint32_t>(bits >> 32U) & no_sign;
      block.figure[static_cast<std::size_t>(i)] = upper < exponent ? 1 : 0;
      infinite |= static_cast<std::uint32_t>(upper == exponent);
    }
    return infinite != 0;
  }

  void look_at_inputs(Block& block, Index start, Index count) const {
    block.known.fill(from_nothing_ ? 1 : 0);
    block.gap.fill(0);
    for (const std::uint8_t* states : inputs_) {
      for (Index i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::uint8_t state = states[start + i];
        block.known[at] = static_cast<std::uint8_t>(block.known[at] | (state == reported));
        block.gap[at] = std::max(block.gap[at], gap_of(state));
      }
    }
  }

  // Whether there is a figure that no input stands behind.
  [[nodiscard]] static bool settle(const Block& block, std::uint8_t* states, Index count) {
    std::uint8_t faults = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      faults = static_cast<std::uint8_t>(faults | (block.figure[i] & (block.known[i] ^ 1U)));
      const std::uint8_t gap = state_of_largest(block.gap[i]);
      states[i] = block.figure[i] != 0 ? reported : gap;
    }
    return faults != 0;
  }

  static constexpr std::uint8_t reported = code_of(ValueState::reported);

  const double* cells_;
  double* head_;
  std::uint8_t* states_;
  Index size_;
  bool from_nothing_;
  std::vector<const std::uint8_t*> inputs_;
};

bool any_reported(const Cube& cube, const ComputedPlane& computed, Index unit, Index period) {
  return computed.from_nothing || computed.inputs.empty() ||
         std::ranges::any_of(computed.inputs, [&](Index input) {
           return cube.plane(input).state(unit, period) == ValueState::reported;
         });
}

// Goes through the cells again to say where the fault is.
void refuse(const Cube& cube, const Plane& plane, const std::string& code,
            const ComputedPlane& computed) {
  const ComputedCellCheck check(cube, computed.extension, code);
  const Matrix& values = plane.figures.head;
  for (Index unit = 0; unit < values.rows(); ++unit) {
    for (Index period = 0; period < values.cols(); ++period) {
      if (!std::isnan(values(unit, period))) {
        check.require(values(unit, period), any_reported(cube, computed, unit, period), unit,
                      period);
      }
    }
  }
}

// Whether every figure is a whole number that a float64 holds exactly; stops at the first that is
// not.
bool are_whole(const Matrix& values) {
  return std::all_of(values.data(), values.data() + values.size(), [](double value) {
    return std::isnan(value) || (std::abs(value) < exact_limit &&
                                 value == static_cast<double>(static_cast<std::int64_t>(value)));
  });
}

// People write figures with at most so many decimals; what has more is a quotient.
constexpr int most_decimals = 9;

// value x power where that is a whole number below 2^53 of which `value` is the nearest float64;
// else NaN. The division rounds once, so it gives back exactly those.
double whole_of(double value, double power) {
  const double whole = std::round(value * power);
  return std::abs(whole) < exact_limit && whole / power == value
             ? whole
             : std::numeric_limits<double>::quiet_NaN();
}

// As exact decimals, when all are: what is declared to add up over units can then be added up,
// whether the figures of the day happen to be whole or not.
std::optional<Figures> as_decimals(const Matrix& values) {
  Figures figures(values.rows(), values.cols(), 0, true);
  double power = 1;
  for (Index at = 0; at < values.size(); ++at) {
    while (!std::isnan(values.data()[at]) && std::isnan(whole_of(values.data()[at], power))) {
      if (++figures.scale > most_decimals) {
        return std::nullopt;
      }
      power *= 10;
    }
  }
  for (Index at = 0; at < values.size(); ++at) {
    figures.head.data()[at] = whole_of(values.data()[at], power);
    if (std::isnan(figures.head.data()[at]) != std::isnan(values.data()[at])) {
      return std::nullopt;
    }
  }
  return figures;
}

bool is_added_up(const Indicator& indicator) {
  return indicator.over_units != OverUnits::none &&
         indicator.over_units != OverUnits::ratio_of_sums &&
         indicator.over_units != OverUnits::distribution;
}

void settle_exactness(Figures& figures, const Indicator& indicator) {
  figures.exact = are_whole(figures.head);
  if (figures.exact || !is_added_up(indicator)) {
    return;
  }
  if (auto decimals = as_decimals(figures.head)) {
    figures = *std::move(decimals);
  }
}

// A figure carries the marks of its inputs; a gap only that it was made on purpose.
void add_marks(Plane& plane, const Plane& input) {
  if (input.marks.size() == 0 && input.traits.size() == 0) {
    return;
  }
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    for (Index period = 0; period < plane.states.cols(); ++period) {
      const bool has = plane.state(unit, period) == ValueState::reported;
      if (has) {
        plane.add_traits(unit, period, input.traits_of(unit, period));
      }
      const int marks = input.marks.size() == 0 ? 0 : input.marks(unit, period);
      const int kept = marks & (has ? ~withheld : excluded);
      if (kept != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(kept));
      }
    }
  }
}

MadeOf made_of(const Cube& cube, const std::vector<Index>& inputs) {
  std::vector<Index> same(cube.periods().size());
  std::iota(same.begin(), same.end(), Index{0});
  MadeOf made;
  for (const Index input : inputs) {
    add_reads(made.reads, planes_read(cube, input, same));
  }
  return made;
}

Plane plane_of(const Cube& cube, const Catalogue& catalogue, const ComputedPlane& computed) {
  const std::string& code = catalogue[computed.indicator].code;
  const OutsideCells& given = computed.values;
  require_shape(cube, computed.extension, code, given.units, given.periods);
  Plane plane;
  plane.indicator = computed.indicator;
  plane.figures.head.resize(given.units, given.periods);
  plane.states.resize(given.units, given.periods);
  if (Taking(cube, computed, plane).faulty()) {
    refuse(cube, plane, code, computed);
  }
  settle_exactness(plane.figures, catalogue[computed.indicator]);
  for (const Index input : computed.inputs) {
    add_marks(plane, cube.plane(input));
  }
  plane.made_of = std::make_shared<const MadeOf>(made_of(cube, computed.inputs));
  return plane;
}

void require_extended(const Catalogue& own, const Catalogue& other) {
  const bool extends =
      other.size() >= own.size() && std::equal(own.begin(), own.end(), other.begin());
  if (!extends) {
    throw SelectionError("CCHC-E0940",
                         "the catalogue must be the cube's own with indicators added at its end",
                         "danh mục phải là danh mục của khối dữ liệu, chỉ thêm chỉ tiêu ở cuối");
  }
}

}  // namespace

std::shared_ptr<const Cube> with_computed(std::shared_ptr<const Cube> cube,
                                          std::shared_ptr<const Catalogue> catalogue,
                                          const std::vector<ComputedPlane>& planes) {
  require_extended(cube->catalogue(), *catalogue);
  CubeParts parts = cube->parts();
  std::vector<Index> computed_at(parts.planes.size(), -1);
  for (std::size_t i = 0; i < planes.size(); ++i) {
    auto plane = std::make_shared<const Plane>(plane_of(*cube, *catalogue, planes[i]));
    const auto same = std::ranges::find(parts.planes, plane->indicator, &Plane::indicator);
    const auto at = static_cast<std::size_t>(same - parts.planes.begin());
    if (same == parts.planes.end()) {
      parts.planes.push_back(std::move(plane));
      computed_at.push_back(static_cast<Index>(i));
    } else {
      *same = std::move(plane);
      computed_at[at] = static_cast<Index>(i);
    }
  }
  parts.catalogue = std::move(catalogue);
  parts.origin = std::make_shared<const ComputedOrigin>(std::move(cube), std::move(computed_at),
                                                        std::move(planes));
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc

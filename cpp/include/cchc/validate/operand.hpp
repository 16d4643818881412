// The figures that a rule reads, as columns over a range of cells.
//
// Cells of a cube are counted row by row: cell = unit x periods + period. Where a rule reads its
// own period, a column is the plane itself; elsewhere the figures of the other period are gathered.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cchc/validate/placed_rule.hpp"

namespace cchc {

// A figure to be tried in the place of another, as a whole number at the scale of its plane.
struct Override {
  CellPlace place;
  Int128 whole;
};

// What is looked up once for all rules.
struct CubeSummary {
  explicit CubeSummary(const Cube& cube_, Index threads = 1);

  const Cube& cube;
  Flags instances;               // 1 where the unit reported anything, figure or blank
  std::vector<double> greatest;  // of each plane: the largest |head|
};

struct CellRange {
  Index begin;
  Index count;
};

class Operand {
 public:
  // `zero_blanks`: blanks in reports that came are 0.
  Operand(const CubeSummary& summary, const RuleReference& placed, CellRange range,
          bool zero_blanks, std::span<const Override> overrides);
  Operand(Operand&&) = default;
  Operand& operator=(Operand&&) = default;

  // value x 10^scale, NaN where there is none; the tails are empty when all are 0.
  [[nodiscard]] std::span<const double> heads() const { return heads_; }
  [[nodiscard]] std::span<const double> tails() const { return tails_; }
  [[nodiscard]] int scale() const { return scale_; }
  // Whole numbers at the scale, not quotients.
  [[nodiscard]] bool exact() const { return exact_; }
  // No |head| is larger.
  [[nodiscard]] double greatest() const { return greatest_; }
  // Precondition: exact, and the head is no NaN.
  [[nodiscard]] Int128 whole(Index at) const;
  // The figures as float64; copies unless that is what the plane holds.
  [[nodiscard]] std::span<const double> values();
  // Decimals printed in each cell, -1 where the figure stands for itself: a count, or no raw text.
  // Empty when that is so everywhere.
  [[nodiscard]] std::span<const std::int8_t> decimals() const { return decimals_; }

 private:
  void view(const Plane& plane, CellRange range);
  void gather(const CubeSummary& summary, const RuleReference& placed, CellRange range,
              bool zero_blanks);
  void fill_blanks(const CubeSummary& summary, const RuleReference& placed, CellRange range);
  void apply(const CubeSummary& summary, const RuleReference& placed, CellRange range,
             const Override& change);
  void read_decimals(const CubeSummary& summary, const RuleReference& placed, CellRange range);

  std::span<const double> heads_;
  std::span<const double> tails_;
  int scale_ = 0;
  bool exact_ = true;
  double greatest_ = 0;
  std::vector<double> own_heads_;
  std::vector<double> own_tails_;
  std::vector<double> values_;
  std::vector<std::int8_t> decimals_;
};

}  // namespace cchc

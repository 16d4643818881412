#include "cchc/aggregate/window_perimeter.hpp"

#include <algorithm>
#include <utility>

#include "cchc/aggregate/coverage.hpp"

namespace cchc {
namespace {

// A total of other units in each column, or the unit's own cell?
bool combines_units(const Plane& plane) {
  return plane.coverage && plane.over_units != OverUnits::none &&
         plane.over_units != OverUnits::distribution;
}

class OverLikeUnits final : public WindowRule {
 public:
  OverLikeUnits(const WindowQuestion& question, std::unique_ptr<WindowRule> rule)
      : units_(question.cube), rule_(std::move(rule)) {}

  [[nodiscard]] std::vector<WindowFigure> row(Index unit) override {
    std::vector<WindowFigure> row = rule_->row(unit);
    for (WindowFigure& figure : row) {
      keep_like(unit, figure);
    }
    return row;
  }
  [[nodiscard]] int scale() const override { return rule_->scale(); }
  [[nodiscard]] bool exact() const override { return rule_->exact(); }
  [[nodiscard]] int parts_scale() const override { return rule_->parts_scale(); }

 private:
  void keep_like(Index unit, WindowFigure& figure) {
    if (!are_like(unit, figure.terms)) {
      WindowDoubt doubt{WindowFinding::Kind::perimeter, std::move(figure.terms), {}, {}, {}};
      figure = {};
      figure.doubts.push_back(std::move(doubt));
      return;
    }
    std::erase_if(figure.doubts, [&](const WindowDoubt& doubt) {
      WindowTerms both = doubt.stands;
      both.insert(both.end(), doubt.other.begin(), doubt.other.end());
      return !are_like(unit, both);
    });
    if (figure.span && !are_like(unit, figure.span->terms)) {
      figure.span.reset();
    }
  }

  [[nodiscard]] bool are_like(Index unit, const WindowTerms& terms) {
    return units_.are_like(unit, terms);
  }

  LikeUnits units_;
  std::unique_ptr<WindowRule> rule_;
};

}  // namespace

bool LikeUnits::are_like(Index unit, const WindowTerms& terms) {
  const WindowTerm* first = nullptr;
  for (const WindowTerm& term : terms) {
    if (!combines_units(cube_.plane(term.plane))) {
      continue;
    }
    if (first != nullptr && !same_units(unit, *first, term)) {
      return false;
    }
    first = first == nullptr ? &term : first;
  }
  return true;
}

bool LikeUnits::same_units(Index unit, const WindowTerm& one, const WindowTerm& other) {
  const OwnCounts& left = own(one.plane);
  const OwnCounts& right = own(other.plane);
  const Index count = cube_.hierarchy().end(unit) - unit;
  const auto rows = [&](const Counts& counts, Index column) {
    return counts.col(column).segment(unit, count);
  };
  return (rows(left.reported, one.period) == rows(right.reported, other.period)).all() &&
         (one.plane != other.plane ||
          (rows(left.expected, one.period) == rows(right.expected, other.period)).all());
}

const LikeUnits::OwnCounts& LikeUnits::own(Index plane) {
  const auto found = own_.find(plane);
  if (found != own_.end()) {
    return found->second;
  }
  const Hierarchy& hierarchy = cube_.hierarchy();
  const Coverage& rolled = *cube_.plane(plane).coverage;
  return own_
      .emplace(plane, OwnCounts{own_counts(hierarchy, rolled.expected),
                                own_counts(hierarchy, rolled.reported)})
      .first->second;
}

std::unique_ptr<WindowRule> over_like_units(const WindowQuestion& question,
                                            std::unique_ptr<WindowRule> rule) {
  if (!question.source().coverage) {
    return rule;
  }
  return std::make_unique<OverLikeUnits>(question, std::move(rule));
}

}  // namespace cchc

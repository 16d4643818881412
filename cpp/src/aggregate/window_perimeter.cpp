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
  std::map<Index, const WindowTerm*> first_of;  // by the unit whose subtree is read
  for (const WindowTerm& term : terms) {
    if (!combines_units(cube_.plane(term.plane))) {
      continue;
    }
    const auto& over = perimeter(term.plane).over;
    const Index top = over ? unit_read(cube_.hierarchy(), *over, unit) : unit;
    const auto [first, fresh] = first_of.emplace(top, &term);
    if (!fresh && top >= 0 && !same_units(top, *first->second, term)) {
      return false;
    }
  }
  return true;
}

bool LikeUnits::same_units(Index top, const WindowTerm& one, const WindowTerm& other) {
  const Perimeter& left = perimeter(one.plane);
  const Perimeter& right = perimeter(other.plane);
  const auto counts = [](const Perimeter& each) {
    return each.over && each.over->modifier == UnitModifier::count;
  };
  if (counts(left) && counts(right)) {
    return true;
  }
  const auto has_level = [](const Perimeter& each) {
    return each.over && !each.over->level.empty();
  };
  const Index size = cube_.hierarchy().end(top) - top;
  const auto same = [&](const Counts& mine, const Counts& others) {
    if (has_level(left) || has_level(right)) {
      return (entering(left, mine, one.period, top) == entering(right, others, other.period, top))
          .all();
    }
    return (mine.col(one.period).segment(top, size) == others.col(other.period).segment(top, size))
        .all();
  };
  return same(left.reported, right.reported) &&
         (left.read != right.read || same(left.expected, right.expected));
}

Counts LikeUnits::entering(const Perimeter& of, const Counts& counts, Index column,
                           Index top) const {
  const Hierarchy& hierarchy = cube_.hierarchy();
  Counts found = counts.col(column).segment(top, hierarchy.end(top) - top);
  if (!of.over || of.over->level.empty()) {
    return found;
  }
  const std::vector<bool> named = units_named(hierarchy, *of.over);
  Index end = top;  // of the subtree of the last unit of the level
  for (Index unit = top; unit < hierarchy.end(top); ++unit) {
    end = named[static_cast<std::size_t>(unit)] ? std::max(end, hierarchy.end(unit)) : end;
    if (unit >= end) {
      found(unit - top, 0) = 0;
    }
  }
  return found;
}

const LikeUnits::Perimeter& LikeUnits::perimeter(Index plane) {
  const auto found = perimeters_.find(plane);
  return found != perimeters_.end() ? found->second
                                    : perimeters_.emplace(plane, made_of(plane)).first->second;
}

LikeUnits::Perimeter LikeUnits::made_of(Index plane) const {
  Perimeter made;
  made.read = plane;
  made.over = find_modified_reference(cube_.indicator(plane).code);
  if (made.over) {
    made.read = cube_.find(made.over->code).value_or(plane);
  }
  if (!cube_.plane(made.read).coverage) {
    // Of own figures the units of a level are the ones that its coverage counts.
    made.over->level.clear();
  }
  const auto& own = cube_.plane(made.read).coverage;
  const Coverage& rolled = own ? *own : *cube_.plane(plane).coverage;
  made.expected = own_counts(cube_.hierarchy(), rolled.expected);
  made.reported = own_counts(cube_.hierarchy(), rolled.reported);
  return made;
}

std::unique_ptr<WindowRule> over_like_units(const WindowQuestion& question,
                                            std::unique_ptr<WindowRule> rule) {
  if (!question.source().coverage) {
    return rule;
  }
  return std::make_unique<OverLikeUnits>(question, std::move(rule));
}

}  // namespace cchc

#include "cchc/aggregate/modified_reference.hpp"

#include <algorithm>
#include <limits>
#include <ranges>

#include "cchc/aggregate/groups.hpp"
#include "cchc/aggregate/moments.hpp"
#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

constexpr auto words = enum_text<UnitModifier>("modifier", "phép gộp",
                                               {{UnitModifier::sum, "sum"},
                                                {UnitModifier::count, "count"},
                                                {UnitModifier::mean, "mean"},
                                                {UnitModifier::minimum, "minimum"},
                                                {UnitModifier::maximum, "maximum"},
                                                {UnitModifier::median, "median"},
                                                {UnitModifier::parent, "parent"},
                                                {UnitModifier::top, "top"}});

bool reads_one_unit(UnitModifier modifier) {
  return modifier == UnitModifier::parent || modifier == UnitModifier::top;
}

// The figures, those of other levels taken out. The level is written with _ for blanks.
Figures of_level(const Cube& cube, const Figures& figures, std::string level) {
  std::ranges::replace(level, '_', ' ');
  const auto spoken = [](std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
  };
  bool known = false;
  Figures kept = figures;
  for (Index unit = 0; unit < cube.units(); ++unit) {
    const bool same = spoken(cube.hierarchy().level(unit)) == level;
    known = known || same;
    if (!same) {
      kept.head.row(unit).setConstant(nan);
    }
  }
  if (!known) {
    std::string names;
    for (const std::string& name : cube.hierarchy().levels()) {
      names += (names.empty() ? "" : ", ") + name;
    }
    throw SelectionError("CCHC-E0941", "no level \"" + level + "\"; known: " + names,
                         "không có cấp \"" + level + "\"; các cấp có: " + names);
  }
  return kept;
}

void require_meaning(const Cube& cube, Index plane, const ModifiedReference& reference) {
  const Indicator& indicator = cube.indicator(plane);
  const bool adds = reference.modifier == UnitModifier::sum;
  const bool counts = reference.modifier == UnitModifier::count;
  const bool refused =
      (indicator.kind == Kind::coded && !counts) || (indicator.kind == Kind::ratio && adds);
  if (refused) {
    const std::string word(to_text(reference.modifier));
    throw AggregationError("CCHC-E1044",
                           "[" + word + ":" + indicator.code + "]: the " + word + " of " +
                               (adds ? "rates or answer codes" : "answer codes") +
                               " has no meaning; ask for their count",
                           "[" + word + ":" + indicator.code +
                               "]: phép gộp này không có nghĩa với tỷ lệ hoặc mã trả lời; hãy "
                               "dùng count");
  }
  if (reference.level.empty() && cube.plane(plane).coverage) {
    throw AggregationError(
        "CCHC-E1043",
        "[" + std::string(to_text(reference.modifier)) + ":" + indicator.code +
            "]: figures are rolled up already and hold the units below; name a level, as in [sum:" +
            indicator.code + ":commune], or use the cube of the units' own figures",
        "[" + std::string(to_text(reference.modifier)) + ":" + indicator.code +
            "]: số liệu đã tổng hợp, đã gồm đơn vị cấp dưới; hãy nêu cấp, ví dụ [sum:" +
            indicator.code + ":commune], hoặc dùng số liệu của chính các đơn vị");
  }
}

Matrix of_one_unit(const Cube& cube, const Figures& figures, bool top) {
  const Matrix values = figures.values();
  Matrix found = Matrix::Constant(values.rows(), values.cols(), nan);
  for (Index unit = 0; unit < cube.units(); ++unit) {
    Index above = top ? unit : cube.hierarchy().parent(unit);
    while (top && cube.hierarchy().parent(above) >= 0) {
      above = cube.hierarchy().parent(above);
    }
    if (above >= 0) {
      found.row(unit) = values.row(above);
    }
  }
  return found;
}

Matrix medians(const Cube& cube, const Figures& figures) {
  Matrix found = Matrix::Constant(figures.units(), figures.periods(), nan);
  for (const std::string& level : cube.hierarchy().levels()) {
    const Groups groups = subtree_groups(cube.hierarchy(), figures, level);
    const std::vector<double> middle = group_quantiles(groups.values, groups.offsets, 0.5);
    auto next = middle.begin();
    for (const Index unit : groups.units) {
      std::copy_n(next, figures.periods(), found.row(unit).data());
      next += figures.periods();
    }
  }
  return found;
}

Matrix of_subtree(const Cube& cube, const Figures& figures, UnitModifier modifier) {
  const auto moments = [&](const std::vector<Moment>& wanted) {
    return subtree_moments(cube.hierarchy(), figures, wanted);
  };
  switch (modifier) {
    case UnitModifier::count:
      return moments({Moment::count})[0];
    case UnitModifier::mean: {
      const std::vector<Matrix> found = moments({Moment::sum, Moment::count});
      return found[0] / found[1];
    }
    case UnitModifier::minimum:
      return moments({Moment::minimum})[0];
    case UnitModifier::maximum:
      return moments({Moment::maximum})[0];
    case UnitModifier::median:
      return medians(cube, figures);
    default:
      return moments({Moment::sum})[0];
  }
}

}  // namespace

std::string_view to_text(UnitModifier modifier) { return words.text(modifier); }

std::optional<ModifiedReference> find_modified_reference(std::string_view code) {
  const std::size_t colon = code.find(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const auto modifier = words.find(code.substr(0, colon));
  if (!modifier) {
    return std::nullopt;
  }
  const std::string_view rest = code.substr(colon + 1);
  const std::size_t level = rest.find(':');
  ModifiedReference found{*modifier, std::string(rest.substr(0, level)), {}};
  if (level != std::string_view::npos) {
    found.level = std::string(rest.substr(level + 1));
  }
  return found;
}

Matrix modified_values(const Cube& cube, const ModifiedReference& reference) {
  const Index plane = cube.at(reference.code);
  const Figures& figures = cube.plane(plane).figures;
  if (reads_one_unit(reference.modifier)) {
    return of_one_unit(cube, figures, reference.modifier == UnitModifier::top);
  }
  require_meaning(cube, plane, reference);
  return of_subtree(cube,
                    reference.level.empty() ? figures : of_level(cube, figures, reference.level),
                    reference.modifier);
}

}  // namespace cchc

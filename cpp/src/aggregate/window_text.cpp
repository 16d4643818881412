#include "cchc/aggregate/window_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "cchc/aggregate/pooled_ratio.hpp"

namespace cchc {
namespace {

Period period_of(const Cube& cube, const WindowTerm& term) {
  return cube.periods()[static_cast<std::size_t>(term.period)];
}

// A stock is written once, however many terms its formula has: by the first of them.
WindowTerms with_stocks_once(WindowTerms terms) {
  WindowTerms kept;
  for (const WindowTerm& term : terms) {
    const bool repeats =
        term.role == TermRole::opening_stock &&
        std::ranges::any_of(kept, [&](const WindowTerm& other) {
          return other.role == TermRole::opening_stock && other.period == term.period;
        });
    if (!repeats) {
      kept.push_back(term);
    }
  }
  return kept;
}

BilingualText term_name(const Cube& cube, const WindowTerm& term) {
  std::string name = to_text(period_of(cube, term));
  if (term.role == TermRole::opening_stock) {
    return {"stock at the end of " + name, "tồn cuối kỳ " + name};
  }
  if (term.role != TermRole::window) {
    name = "[" + cube.indicator(term.plane).code + "] " + name;
  }
  return {name, name};
}

void append(BilingualText& text, const BilingualText& name, const std::string& before) {
  text.en += before + name.en;
  text.vi += before + name.vi;
}

std::string sign_before(const WindowTerm& term, bool first) {
  if (term.coefficient == 0) {
    return first ? "" : ", ";
  }
  const std::string sign = term.coefficient < 0 ? (first ? "-" : " - ") : (first ? "" : " + ");
  const int times = std::abs(term.coefficient);
  return times == 1 ? sign : sign + std::to_string(times) + " x ";
}

WindowTerms with_role(const WindowTerms& terms, TermRole role) {
  WindowTerms chosen;
  std::ranges::copy_if(terms, std::back_inserter(chosen),
                       [&](const WindowTerm& term) { return term.role == role; });
  return chosen;
}

BilingualText quotient_text(const WindowQuestion& question, const WindowFigure& figure) {
  const BilingualText above = equation(question.cube, with_role(figure.terms, TermRole::numerator));
  const BilingualText below =
      equation(question.cube, with_role(figure.terms, TermRole::denominator));
  const int factor = ratio_factor(question.cube, question.plane);
  const std::string times = factor == 1 ? "" : std::to_string(factor) + " x ";
  return {times + "(" + above.en + ") / (" + below.en + ")",
          times + "(" + above.vi + ") / (" + below.vi + ")"};
}

BilingualText perimeter_text(const Cube& cube, Period wanted, const WindowDoubt& doubt) {
  const BilingualText terms = equation(cube, doubt.stands);
  const std::string name = to_text(wanted);
  return {name + " = " + terms.en +
              " would mix totals of different units; resample the units' own figures first, then "
              "roll up",
          name + " = " + terms.vi +
              " là ghép số tổng của các nhóm đơn vị khác nhau; hãy quy kỳ từ số của chính các đơn "
              "vị rồi mới tổng hợp"};
}

BilingualText no_sum_text(const Cube& cube, Period wanted, const WindowDoubt& doubt) {
  const BilingualText terms = equation(cube, doubt.stands);
  const std::string name = to_text(wanted);
  return {name + " = " + terms.en +
              " would take totals apart that are no sums of units; resample the units' own figures "
              "first, then roll up",
          name + " = " + terms.vi +
              " là tách số tổng hợp không phải phép cộng các đơn vị; hãy quy kỳ từ số của chính "
              "các đơn vị rồi mới tổng hợp"};
}

// Figures that were combined over windows by an operation of the caller's.
BilingualText not_apart_text(const std::string& name, OverPeriods made_by) {
  const std::string by = std::string(to_text(made_by));
  return {name + " does not follow: the windows given were combined by '" + by +
              "'; resample the figures as they were before that",
          "không suy ra được " + name + ": các kỳ đã có được gộp bằng '" + by +
              "'; hãy quy kỳ từ số liệu trước khi gộp"};
}

BilingualText sources_text(const Cube& cube, Period wanted, const WindowDoubt& doubt) {
  const BilingualText one = equation(cube, doubt.stands);
  const BilingualText other = equation(cube, doubt.other);
  const std::string name = to_text(wanted);
  return {name + " is in doubt: " + one.en + " gives " + doubt.figure + ", but " + other.en +
              " gives " + doubt.other_figure + "; correct one of these reports",
          name + " chưa chắc chắn: " + one.vi + " cho " + doubt.figure + ", nhưng " + other.vi +
              " cho " + doubt.other_figure + "; cần sửa một trong các báo cáo này"};
}

BilingualText missing_text(const Cube& cube, Period wanted, const WindowFigure& figure) {
  if (!figure.doubts.empty()) {
    return doubt_text(cube, wanted, figure.doubts.front());
  }
  if (figure.span) {
    return span_text(cube, wanted, *figure.span);
  }
  const std::string name = to_text(wanted);
  return {"no reported windows give " + name, "không có kỳ báo cáo nào cho ra " + name};
}

BilingualText operation_words(OverPeriods operation) {
  switch (operation) {
    case OverPeriods::maximum:
      return {"largest of ", "số lớn nhất của "};
    case OverPeriods::minimum:
      return {"smallest of ", "số nhỏ nhất của "};
    case OverPeriods::mean:
      return {"mean, weighted by months, of ", "trung bình, theo số tháng, của "};
    case OverPeriods::any:
      return {"answers of ", "trả lời của "};
    default:
      return {};
  }
}

bool is_one_window(const WindowFigure& figure) {
  return figure.terms.size() == 1 && figure.terms.front().role == TermRole::window;
}

BilingualText right_side(const WindowQuestion& question, OverPeriods operation, Period wanted,
                         const WindowFigure& figure) {
  const BilingualText terms = equation(question.cube, figure.terms);
  if (is_one_window(figure)) {
    const bool itself = period_of(question.cube, figure.terms.front()) == wanted;
    return itself ? BilingualText{"as given", "theo số đã có"}
                  : BilingualText{"figure of " + terms.en, "số liệu của kỳ " + terms.vi};
  }
  if (operation == OverPeriods::ratio_of_sums) {
    return quotient_text(question, figure);
  }
  const BilingualText words = operation_words(operation);
  return {words.en + terms.en, words.vi + terms.vi};
}

}  // namespace

BilingualText equation(const Cube& cube, const WindowTerms& terms) {
  WindowTerms ordered = with_stocks_once(terms);
  std::ranges::stable_sort(ordered, {}, [&](const WindowTerm& term) {
    return std::tuple(term.role, term.coefficient < 0, period_of(cube, term));
  });
  BilingualText text;
  for (const WindowTerm& term : ordered) {
    append(text, term_name(cube, term), sign_before(term, text.en.empty()));
  }
  return text;
}

BilingualText rule_text(const WindowQuestion& question, OverPeriods operation, Period wanted,
                        const WindowFigure& figure) {
  if (!figure.has() && !is_taken_apart_by(question, operation)) {
    return not_apart_text(to_text(wanted), *question.source().over_periods);
  }
  if (!figure.has()) {
    return missing_text(question.cube, wanted, figure);
  }
  const BilingualText right = right_side(question, operation, wanted, figure);
  const std::string left = to_text(wanted) + " = ";
  return {left + right.en, left + right.vi};
}

BilingualText doubt_text(const Cube& cube, Period wanted, const WindowDoubt& doubt) {
  if (doubt.kind == WindowFinding::Kind::perimeter) {
    return perimeter_text(cube, wanted, doubt);
  }
  if (doubt.kind == WindowFinding::Kind::no_sum) {
    return no_sum_text(cube, wanted, doubt);
  }
  if (doubt.of_sources) {
    return sources_text(cube, wanted, doubt);
  }
  const BilingualText stands = equation(cube, doubt.stands);
  const BilingualText other = equation(cube, doubt.other);
  const std::string name = to_text(wanted);
  return {name + ": " + stands.en + " gives " + doubt.figure + ", but " + other.en + " gives " +
              doubt.other_figure + "; " + doubt.figure + " stands until a report is corrected",
          name + ": " + stands.vi + " cho " + doubt.figure + ", nhưng " + other.vi + " cho " +
              doubt.other_figure + "; tạm dùng " + doubt.figure + " cho đến khi sửa báo cáo"};
}

BilingualText span_text(const Cube& cube, Period wanted, const WindowSpan& span) {
  const BilingualText terms = equation(cube, span.terms);
  const std::string name = to_text(wanted);
  const std::string window = to_text(span.window);
  const std::string equals = terms.en == window ? "" : terms.en + " = ";
  const std::string equals_vi = terms.vi == window ? "" : terms.vi + " = ";
  return {
      name + " cannot be separated: only " + window + " = " + equals + span.figure + " is known",
      "không tách được " + name + ": chỉ biết " + window + " = " + equals_vi + span.figure};
}

}  // namespace cchc

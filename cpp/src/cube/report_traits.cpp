#include "cchc/cube/report_traits.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace cchc {
namespace {

constexpr std::size_t most_versions = 21;  // the last bit is off_window

std::vector<std::string> split_versions(std::string_view text) {
  constexpr std::string_view between = ", ";
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    if (end > 0) {
      parts.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + between.size(), text.size()));
  }
  return parts;
}

ReportTraits version_bits(const Source& source, const std::vector<std::string>& versions) {
  ReportTraits bits = 0;
  for (const std::string& version : split_versions(source.form_version)) {
    const auto at =
        static_cast<std::size_t>(std::ranges::find(versions, version) - versions.begin());
    bits |= ReportTraits{1} << std::min(at, most_versions - 1);
  }
  return bits;
}

// A report's window says nothing of a figure that it gives for a period elsewhere, such as that of
// a base year.
bool misses_rule(const Source& source, Period period) {
  const DataWindow rule = rule_window(period);
  return source.window && source.window->first <= rule.last && rule.first <= source.window->last &&
         *source.window != rule;
}

std::string_view form_of(std::string_view version) { return version.substr(0, version.rfind('-')); }

bool contains(const std::vector<std::string>& versions, const std::string& version) {
  return std::ranges::find(versions, version) != versions.end();
}

// Whether `one` has a version of a form that `other` knows in other versions only.
bool has_unlike(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::ranges::any_of(one, [&](const std::string& version) {
    return !contains(other, version) && std::ranges::any_of(other, [&](const std::string& each) {
      return form_of(each) == form_of(version);
    });
  });
}

}  // namespace

std::vector<std::string> form_versions(const Observations& observations) {
  std::vector<std::string> versions;
  for (const Source& source : observations.sources()) {
    for (std::string& version : split_versions(source.form_version)) {
      if (!contains(versions, version)) {
        versions.push_back(std::move(version));
      }
    }
  }
  return versions;
}

void note_reports(Plane& plane, const Observations& observations,
                  const std::vector<Period>& periods) {
  const std::vector<std::string> versions = form_versions(observations);
  std::vector<ReportTraits> of_source;
  for (const Source& source : observations.sources()) {
    of_source.push_back(version_bits(source, versions));
  }
  ReportTraits windows = 0;
  for (Index unit = 0; unit < plane.rows.rows(); ++unit) {
    for (Index period = 0; period < plane.rows.cols(); ++period) {
      if (plane.state(unit, period) != ValueState::reported) {
        continue;
      }
      const auto source =
          static_cast<std::size_t>(observations.source_position(plane.rows(unit, period)));
      const bool off =
          misses_rule(observations.sources()[source], periods[static_cast<std::size_t>(period)]);
      windows |= off ? off_window : 0;
      plane.add_traits(unit, period, of_source[source] | (off ? off_window : 0));
    }
  }
  if (versions.size() < 2 && windows == 0) {
    plane.traits.resize(0, 0);
  }
}

std::vector<std::string> versions_behind(ReportTraits traits,
                                         const std::vector<std::string>& versions) {
  if (traits == 0) {
    return versions.size() == 1 ? versions : std::vector<std::string>{};
  }
  std::vector<std::string> found;
  for (std::size_t k = 0; k < std::min(versions.size(), most_versions); ++k) {
    if ((traits >> k & 1U) != 0) {
      found.push_back(versions[k]);
    }
  }
  return found;
}

std::map<std::string, std::string> lost_below(const Plane& plane, Index unit, Index end,
                                              Index period) {
  std::map<std::string, std::string> found;
  if (!plane.lost) {
    return found;
  }
  for (auto at = plane.lost->lower_bound({unit, 0}); at != plane.lost->end(); ++at) {
    if (at->first.first >= end) {
      break;
    }
    if (at->first.second == period) {
      found.insert(at->second.begin(), at->second.end());
    }
  }
  return found;
}

bool versions_differ(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  if (one.empty() || other.empty()) {
    return false;
  }
  const bool share =
      std::ranges::any_of(one, [&](const std::string& each) { return contains(other, each); });
  return !share || has_unlike(one, other) || has_unlike(other, one);
}

}  // namespace cchc

#include "cchc/validate/validate.hpp"

#include <algorithm>
#include <utility>

#include "cchc/base/parallel.hpp"

namespace cchc {

Validation::Validation(std::shared_ptr<const Cube> cube_, RuleSet rules_, Index threads)
    : cube(std::move(cube_)),
      rules(std::move(rules_)),
      summary(*cube, threads),
      placed(placed_rules(*cube, rules)),
      verdicts(placed.size(), Flags(cube->units(), std::ssize(cube->periods()))) {}

std::shared_ptr<const Validation> validate(std::shared_ptr<const Cube> cube, const RuleSet& rules,
                                           const ValidateOptions& options) {
  auto result = std::make_shared<Validation>(std::move(cube), rules, options.threads);
  const CellRange all{0, result->cube->units() * std::ssize(result->cube->periods())};
  parallel_for(std::ssize(result->placed), options.threads, [&](Index rule) {
    const auto at = static_cast<std::size_t>(rule);
    const std::vector<Verdict> verdicts = judged(result->summary, result->placed[at], all);
    std::ranges::transform(verdicts, result->verdicts[at].data(),
                           [](Verdict verdict) { return static_cast<std::uint8_t>(verdict); });
  });
  return result;
}

}  // namespace cchc

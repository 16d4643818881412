#include "cchc/base/dependency_order.hpp"

#include <algorithm>

namespace cchc {
namespace {

// Depth first. The way holds the positions under work, each with the number of its needs seen so
// far.
class Walk {
 public:
  explicit Walk(const std::vector<std::vector<Index>>& needs)
      : needs_(needs), states_(needs.size(), State::unseen) {}

  DependencyOrder run() {
    for (std::size_t start = 0; start < needs_.size(); ++start) {
      if (states_[start] == State::unseen) {
        enter(static_cast<Index>(start));
      }
      while (!way_.empty()) {
        advance();
      }
    }
    return std::move(result_);
  }

 private:
  enum class State { unseen, open, done };
  struct Step {
    Index position;
    std::size_t seen;
  };

  void enter(Index position) {
    states_[static_cast<std::size_t>(position)] = State::open;
    way_.push_back({position, 0});
  }

  void advance() {
    Step& step = way_.back();
    const std::vector<Index>& ahead = needs_[static_cast<std::size_t>(step.position)];
    if (step.seen == ahead.size()) {
      states_[static_cast<std::size_t>(step.position)] = State::done;
      result_.order.push_back(step.position);
      way_.pop_back();
      return;
    }
    const Index next = ahead[step.seen++];
    const State state = states_[static_cast<std::size_t>(next)];
    if (state == State::unseen) {
      enter(next);
    } else if (state == State::open) {
      add_cycle(next);
    }
  }

  void add_cycle(Index first) {
    std::vector<Index> cycle;
    const auto start = std::ranges::find(way_, first, &Step::position);
    std::transform(start, way_.end(), std::back_inserter(cycle),
                   [](const Step& step) { return step.position; });
    result_.cycles.push_back(std::move(cycle));
  }

  const std::vector<std::vector<Index>>& needs_;
  std::vector<State> states_;
  std::vector<Step> way_;
  DependencyOrder result_;
};

}  // namespace

DependencyOrder dependency_order(const std::vector<std::vector<Index>>& needs) {
  return Walk(needs).run();
}

}  // namespace cchc

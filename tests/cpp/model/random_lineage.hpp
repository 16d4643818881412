// Random histories of units, for laws that hold whatever happened.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cchc/model/lineage.hpp"

namespace cchc::samples {

// What may happen beside merges, complete splits, renames and new parents.
struct Variety {
  bool goes_on = true;  // units that outlive a split or a transfer of their own
  bool unknown = false;
  bool amounts = true;
  bool abolish = true;
  bool create = true;
};

class RandomLineage {
 public:
  RandomLineage(unsigned seed, Variety variety) : random_(seed), variety_(variety) {
    for (const char* region : {"north", "south"}) {
      units_.push_back({});
      units_.back().id = units_.back().name = region;
    }
    const int start = 2 + below(6);
    for (int i = 0; i < start; ++i) {
      live_.push_back(add_unit({}, below(2) == 0 ? "north" : "south"));
    }
    const int days = 1 + below(5);
    for (int year = 2001; year <= 2000 + days; ++year) {
      reform(std::chrono::sys_days{std::chrono::year{year} / 1 / 1});
    }
  }

  [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
  [[nodiscard]] const std::vector<LineageEvent>& events() const { return events_; }

  [[nodiscard]] int below(int limit) {
    return static_cast<int>(random_() % static_cast<unsigned>(limit));
  }
  // From before the first events to after the last.
  [[nodiscard]] Date any_day() {
    return std::chrono::sys_days{std::chrono::year{2000 + below(7)} / 1 / 1} +
           std::chrono::days{below(3) - 1};
  }

 private:
  std::string add_unit(std::optional<Date> from, const std::string& parent) {
    Unit unit;
    unit.id = unit.name = "u" + std::to_string(units_.size());
    unit.parent = parent;
    unit.valid_from = from;
    units_.push_back(unit);
    return unit.id;
  }

  Unit& at(const std::string& id) { return *std::ranges::find(units_, id, &Unit::id); }

  std::string begin(Date date, const std::string& parent) {
    next_.push_back(add_unit(date, parent));
    return next_.back();
  }

  void end(const std::string& id, Date date) { at(id).valid_to = date; }

  std::string take() {
    std::string id = free_.back();
    free_.pop_back();
    return id;
  }

  std::string stay() {
    next_.push_back(take());
    return next_.back();
  }

  LineageEvent& add(EventKind kind, Date date, std::vector<std::string> from) {
    LineageEvent event;
    event.kind = kind;
    event.date = date;
    event.from = std::move(from);
    events_.push_back(std::move(event));
    return events_.back();
  }

  static Decimal hundredths(int share) { return {share, 2}; }

  void merge(Date date) {
    std::vector<std::string> from{take(), take()};
    if (!free_.empty() && below(2) == 0) {
      from.push_back(take());
    }
    const bool absorbs = below(3) == 0;
    for (std::size_t i = absorbs ? 1 : 0; i < from.size(); ++i) {
      end(from[i], date);
    }
    std::string to = from.front();
    if (absorbs) {
      next_.push_back(to);
    } else {
      to = begin(date, at(from.front()).parent);
    }
    add(EventKind::merge, date, from).to.push_back({to, {}, {}});
  }

  void split(Date date) {
    const std::string from = take();
    const std::string parent = at(from).parent;
    std::vector<std::string> to{begin(date, parent), begin(date, parent)};
    if (variety_.goes_on && below(3) == 0) {
      to.push_back(from);
      next_.push_back(from);
    } else {
      end(from, date);
    }
    if (!free_.empty() && below(3) == 0) {
      to.push_back(stay());
    }
    const bool unknown = variety_.unknown && below(2) == 0;
    LineageEvent& event = add(EventKind::split, date, {from});
    int left = 100;
    for (std::size_t i = 0; i < to.size(); ++i) {
      const int share = i + 1 == to.size() ? left : 1 + below(30);
      left -= share;
      event.to.push_back({to[i], unknown ? std::nullopt : std::optional(hundredths(share)), {}});
    }
  }

  void give_part(Date date, const std::string& from, const std::string& to) {
    Receiver receiver{to, {}, {}};
    const int way = below(3);
    if (variety_.amounts && way == 0) {
      receiver.amounts = {{"4.2.1", {1 + below(500), 1}}, {"other", {7, 0}}};
    } else if (!variety_.unknown || way == 1) {
      receiver.share = hundredths(1 + below(40));
    }
    add(EventKind::transfer, date, {from}).to.push_back(receiver);
  }

  void transfer(Date date) {
    const std::string from = stay();
    const std::string to = stay();
    give_part(date, from, to);
    if (below(2) == 0) {
      give_part(date, below(2) == 0 ? from : to, "north");
    }
  }

  void replace(Date date) {
    const std::string from = take();
    const bool moves = below(2) == 0;
    const std::string parent = at(from).parent;
    const std::string other = parent == "north" ? "south" : "north";
    end(from, date);
    const std::string to = begin(date, moves ? other : parent);
    add(moves ? EventKind::new_parent : EventKind::rename, date, {from}).to.push_back({to, {}, {}});
    if (variety_.goes_on && !free_.empty() && below(3) == 0) {
      give_part(date, from, stay());
    }
  }

  void happen(Date date) {
    const int what = below(8);
    if (what <= 1 && free_.size() >= 2) {
      merge(date);
    } else if (what <= 3) {
      split(date);
    } else if (what == 4 && variety_.goes_on && free_.size() >= 2) {
      transfer(date);
    } else if (what == 5 && variety_.abolish) {
      end(free_.back(), date);
      add(EventKind::abolish, date, {take()});
    } else if (what == 6 && variety_.create) {
      add(EventKind::create, date, {}).to.push_back({begin(date, "south"), {}, {}});
    } else if (what == 7) {
      stay();
    } else {
      replace(date);
    }
  }

  void reform(Date date) {
    free_ = std::move(live_);
    std::ranges::shuffle(free_, random_);
    next_.clear();
    while (!free_.empty()) {
      happen(date);
    }
    live_ = next_;
  }

  std::mt19937 random_;
  Variety variety_;
  std::vector<Unit> units_;
  std::vector<LineageEvent> events_;
  std::vector<std::string> live_;  // valid before the day of the reform
  std::vector<std::string> free_;  // of them, those that nothing happened to yet
  std::vector<std::string> next_;  // valid from the day of the reform on
};

}  // namespace cchc::samples

#include "cchc/model/event_checks.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace cchc {
namespace {

std::string place(const std::string& event, const char* side, std::size_t unit) {
  return event + "." + side + "[" + std::to_string(unit) + "]";
}

struct Count {
  std::size_t least;
  std::size_t most;
};

struct Sides {
  Count from;
  Count to;
};

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

Sides sides(EventKind kind) {
  switch (kind) {
    case EventKind::merge:
      return {{2, any_number}, {1, 1}};
    case EventKind::split:
      return {{1, 1}, {2, any_number}};
    case EventKind::create:
      return {{0, 0}, {1, any_number}};
    case EventKind::abolish:
      return {{1, any_number}, {0, 0}};
    case EventKind::rename:
    case EventKind::new_parent:
    case EventKind::transfer:
      break;
  }
  return {{1, 1}, {1, 1}};
}

void check_count(const std::string& where, Count count, std::size_t found, const std::string& kind,
                 FaultList& faults) {
  if (found >= count.least && found <= count.most) {
    return;
  }
  const std::string least = std::to_string(count.least);
  const bool open = count.most == any_number;
  faults.add(where,
             "a " + kind + " has " + (open ? "at least " : "exactly ") + least +
                 " of these units, found " + std::to_string(found),
             "sự kiện " + kind + " cần " + (open ? "ít nhất " : "đúng ") + least +
                 " đơn vị ở đây, nhưng có " + std::to_string(found));
}

void check_counts(const std::string& where_event, const LineageEvent& event, FaultList& faults) {
  const std::string kind(event_kind_words.text(event.kind));
  const Sides wanted = sides(event.kind);
  check_count(where_event + ".from", wanted.from, event.from.size(), kind, faults);
  check_count(where_event + ".to", wanted.to, event.to.size(), kind, faults);
}

void check_unit(const Hierarchy& hierarchy, const std::string& where, const std::string& id,
                std::set<std::string>& seen, FaultList& faults) {
  if (!find_by_id(hierarchy, id)) {
    faults.add(where, "the hierarchy has no unit with the id '" + id + "'",
               "cây tổ chức không có đơn vị mang mã định danh '" + id + "'");
  }
  if (!seen.insert(id).second) {
    faults.add(where, "'" + id + "' is named twice; name each unit once",
               "'" + id + "' bị ghi hai lần; mỗi đơn vị chỉ ghi một lần");
  }
}

void check_units(const Hierarchy& hierarchy, const std::string& where_event,
                 const LineageEvent& event, FaultList& faults) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < event.from.size(); ++i) {
    check_unit(hierarchy, place(where_event, "from", i), event.from[i], seen, faults);
  }
  seen.clear();
  for (std::size_t i = 0; i < event.to.size(); ++i) {
    check_unit(hierarchy, place(where_event, "to", i), event.to[i].unit, seen, faults);
  }
}

bool gives(const LineageEvent& event, const std::string& unit) {
  return std::ranges::find(event.from, unit) != event.from.end();
}

void check_from_date(const Hierarchy& hierarchy, const std::string& where,
                     const LineageEvent& event, const std::string& id, FaultList& faults) {
  const std::optional<Index> unit = find_by_id(hierarchy, id);
  if (!unit) {
    return;
  }
  const std::string date = to_text(event.date);
  if (!hierarchy.is_valid(*unit, event.date - std::chrono::days{1})) {
    faults.add(where, "'" + id + "' is not valid on the day before " + date,
               "'" + id + "' không còn hoặc chưa có hiệu lực vào ngày trước " + date);
  }
  const bool goes_on = event.kind == EventKind::transfer || receives(event, id);
  if (!goes_on && hierarchy.is_valid(*unit, event.date)) {
    faults.add(where, "the event ends '" + id + "' but the unit is still valid on " + date,
               "sự kiện kết thúc '" + id + "' nhưng đơn vị vẫn còn hiệu lực ngày " + date);
  }
}

// A split or a transfer may give to a unit that was there before; the others begin their units.
bool begins(const LineageEvent& event, const std::string& unit) {
  return event.kind != EventKind::split && event.kind != EventKind::transfer && !gives(event, unit);
}

void check_to_date(const Hierarchy& hierarchy, const std::string& where, const LineageEvent& event,
                   const std::string& id, FaultList& faults) {
  const std::optional<Index> unit = find_by_id(hierarchy, id);
  if (!unit) {
    return;
  }
  const std::string date = to_text(event.date);
  if (!hierarchy.is_valid(*unit, event.date)) {
    faults.add(where, "'" + id + "' is not valid on " + date,
               "'" + id + "' không có hiệu lực vào ngày " + date);
  } else if (begins(event, id) && hierarchy.is_valid(*unit, event.date - std::chrono::days{1})) {
    faults.add(where,
               "the event begins '" + id + "' but the unit was valid before " + date +
                   "; name it among the units that merge, or let it begin on that day",
               "sự kiện lập '" + id + "' nhưng đơn vị đã có hiệu lực trước ngày " + date +
                   "; hãy ghi đơn vị vào bên hợp nhất hoặc sửa ngày bắt đầu hiệu lực");
  }
}

void check_dates(const Hierarchy& hierarchy, const std::string& where_event,
                 const LineageEvent& event, FaultList& faults) {
  for (std::size_t i = 0; i < event.from.size(); ++i) {
    check_from_date(hierarchy, place(where_event, "from", i), event, event.from[i], faults);
  }
  for (std::size_t i = 0; i < event.to.size(); ++i) {
    check_to_date(hierarchy, place(where_event, "to", i), event, event.to[i].unit, faults);
  }
}

// 1010000000000000000 is "1.01".
std::string share_text(Int128 share) {
  std::string text = to_string(share, decimal_maximum_scale);
  text.erase(text.find_last_not_of('0') + 1);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

void check_split(const std::string& where_event, const LineageEvent& event, FaultList& faults) {
  const auto given = std::ranges::count_if(
      event.to, [](const Receiver& receiver) { return receiver.share.has_value(); });
  if (given == 0) {
    return;
  }
  if (given != std::ssize(event.to)) {
    faults.add(where_event + ".to", "shares are given for some parts only; give all or none",
               "chỉ một số phần có tỷ lệ chia; hãy ghi đủ hoặc bỏ hết");
  } else if (total_share(event) != share_one) {
    const std::string total = share_text(total_share(event));
    faults.add(where_event + ".to", "the shares sum to " + total + ", not to exactly 1",
               "tổng các tỷ lệ chia là " + total + ", không đúng bằng 1");
  }
}

void check_share(const std::string& where, EventKind kind, Decimal share, FaultList& faults) {
  if (kind != EventKind::split && kind != EventKind::transfer) {
    faults.add(where + ".share", "only a split or a transfer has shares",
               "chỉ sự kiện split hoặc transfer mới có tỷ lệ chia");
  } else if (share.mantissa <= 0 || scaled(share, decimal_maximum_scale) >= share_one) {
    faults.add(where + ".share",
               "the share " + to_string(share) + " is not between 0 and 1, both excluded",
               "tỷ lệ chia " + to_string(share) + " phải lớn hơn 0 và nhỏ hơn 1");
  }
}

void check_amounts(const std::string& where, const LineageEvent& event, const Receiver& receiver,
                   FaultList& faults) {
  if (receiver.amounts.empty()) {
    return;
  }
  if (event.kind != EventKind::transfer || receiver.share) {
    faults.add(where + ".amounts", "only a transfer has amounts, and then no share",
               "chỉ sự kiện transfer mới có số lượng, và khi đó không có tỷ lệ chia");
  }
  for (const auto& [indicator, amount] : receiver.amounts) {
    if (indicator.empty() || amount.mantissa <= 0) {
      faults.add(where + ".amounts",
                 "the amount " + to_string(amount) + " of '" + indicator +
                     "' needs an indicator code and must be above 0",
                 "số lượng " + to_string(amount) + " của '" + indicator +
                     "' phải có mã chỉ tiêu và lớn hơn 0");
    }
  }
}

void check_parts(const std::string& where_event, const LineageEvent& event, FaultList& faults) {
  for (std::size_t i = 0; i < event.to.size(); ++i) {
    const std::string where = place(where_event, "to", i);
    if (event.to[i].share) {
      check_share(where, event.kind, *event.to[i].share, faults);
    }
    check_amounts(where, event, event.to[i], faults);
  }
  if (event.kind == EventKind::split) {
    check_split(where_event, event, faults);
  }
  if (event.kind == EventKind::transfer && event.from.size() == 1 &&
      receives(event, event.from.front())) {
    faults.add(where_event, "a unit cannot transfer a part to itself",
               "đơn vị không thể chuyển một phần cho chính mình");
  }
}

void check_parents(const Hierarchy& hierarchy, const std::string& where_event,
                   const LineageEvent& event, FaultList& faults) {
  if (event.kind != EventKind::new_parent || event.from.size() != 1 || event.to.size() != 1) {
    return;
  }
  const std::optional<Index> from = find_by_id(hierarchy, event.from.front());
  const std::optional<Index> to = find_by_id(hierarchy, event.to.front().unit);
  if (from && to && hierarchy.parent(*from) == hierarchy.parent(*to)) {
    faults.add(where_event,
               "'" + hierarchy[*from].id + "' and '" + hierarchy[*to].id +
                   "' have the same parent; a unit that moves is two units with two parents",
               "'" + hierarchy[*from].id + "' và '" + hierarchy[*to].id +
                   "' có cùng cấp trên; đơn vị chuyển cấp trên phải khai thành hai đơn vị");
  }
}

}  // namespace

std::optional<Index> find_by_id(const Hierarchy& hierarchy, const std::string& id) {
  const std::optional<Index> unit = hierarchy.find(id);
  return unit && hierarchy[*unit].id == id ? unit : std::nullopt;
}

bool receives(const LineageEvent& event, const std::string& unit) {
  return std::ranges::find(event.to, unit, &Receiver::unit) != event.to.end();
}

Int128 total_share(const LineageEvent& event) {
  Int128 total = 0;
  for (const Receiver& receiver : event.to) {
    total = checked_sum(total, scaled(receiver.share.value_or(Decimal{}), decimal_maximum_scale));
  }
  return total;
}

void check_event(const Hierarchy& hierarchy, const std::string& where, const LineageEvent& event,
                 FaultList& faults) {
  check_counts(where, event, faults);
  check_units(hierarchy, where, event, faults);
  check_dates(hierarchy, where, event, faults);
  check_parts(where, event, faults);
  check_parents(hierarchy, where, event, faults);
}

}  // namespace cchc

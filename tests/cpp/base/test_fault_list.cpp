#include <gtest/gtest.h>

#include "cchc/base/fault_list.hpp"

namespace cchc {
namespace {

TEST(FaultList, touches_the_path_of_a_fault_and_all_above_and_below_it) {
  FaultList faults;
  EXPECT_FALSE(faults.touches("$"));
  faults.add("$.rows[3].code", "en", "vi");
  for (const char* path : {"$", "$.rows", "$.rows[3]", "$.rows[3].code", "$.rows[3].code[0]"}) {
    EXPECT_TRUE(faults.touches(path)) << path;
  }
  for (const char* path :
       {"$.rows[3].codes", "$.rows[30]", "$.rows[3].cod", "$.row", "$.rows[2]"}) {
    EXPECT_FALSE(faults.touches(path)) << path;
  }
}

TEST(LaterFaults, leave_unreadable_members_alone_and_add_several_to_others) {
  FaultList faults;
  faults.add("$.a", "cannot be read", "không đọc được");
  LaterFaults later(faults);
  later.add("$.a", "x", "y");
  later.add("$.b", "first", "một");
  later.add("$.b", "second", "hai");
  EXPECT_FALSE(later.readable("$.a"));
  EXPECT_TRUE(later.readable("$.b"));
  ASSERT_EQ(faults.faults().size(), 3U);
  EXPECT_EQ(faults.faults()[2].message_en, "second");
}

}  // namespace
}  // namespace cchc

#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/observations/observations_bytes.hpp"

namespace cchc {
namespace {

Observations table() {
  Observations made;
  Source first{.file = "thử.txt", .hash = "ab", .agency = "Sở A"};
  first.window = {Date(std::chrono::days(19707)), Date(std::chrono::days(19880))};
  first.received = Date(std::chrono::days(-1));
  first.form_version = "PL1-2024";
  first.rule = "text table grammar";
  first.synthetic = true;
  made.add_source(first);
  made.add_source({});
  made.append({.indicator = "3.3",
               .unit = "a",
               .period = Period::half(2024, 1),
               .state = ValueState::reported,
               .value = Decimal{-20500, 3},
               .second_value = Decimal{9223372036854775807, 0},
               .raw = "-20,500/…",
               .note = "note",
               .place = "line 3",
               .source = 0});
  for (const ValueState state : {ValueState::missing, ValueState::optional,
                                 ValueState::not_applicable, ValueState::unreadable}) {
    made.append({.indicator = "1.1",
                 .unit = "a",
                 .period = Period::months(24288, 7),
                 .state = state,
                 .value = std::nullopt,
                 .second_value = std::nullopt,
                 .raw = "",
                 .note = "",
                 .place = "",
                 .source = 1});
  }
  return made;
}

TEST(ObservationsBytes, EveryFieldComesBack) {
  const Observations before = table();
  const Observations after = observations_from_bytes(to_bytes(before));
  ASSERT_EQ(after.size(), 5);
  ASSERT_EQ(after.sources().size(), 2U);
  const Source& source = after.sources()[0];
  EXPECT_EQ(source.file, "thử.txt");
  EXPECT_EQ(source.hash, "ab");
  EXPECT_EQ(source.agency, "Sở A");
  EXPECT_EQ(source.window, before.sources()[0].window);
  EXPECT_EQ(source.received, before.sources()[0].received);
  EXPECT_EQ(source.form_version, "PL1-2024");
  EXPECT_EQ(source.rule, "text table grammar");
  EXPECT_TRUE(source.synthetic);
  EXPECT_FALSE(after.sources()[1].window || after.sources()[1].received);
  const Observation row = after[0];
  EXPECT_EQ(row.indicator, "3.3");
  EXPECT_EQ(row.unit, "a");
  EXPECT_EQ(row.period, Period::half(2024, 1));
  EXPECT_EQ(to_string(*row.value), "-20.500");
  EXPECT_EQ(row.second_value->mantissa, 9223372036854775807);
  EXPECT_EQ(row.raw, "-20,500/…");
  EXPECT_EQ(row.note, "note");
  EXPECT_EQ(row.place, "line 3");
  for (Index at = 1; at < 5; ++at) {
    EXPECT_EQ(after[at].state, before[at].state);
    EXPECT_EQ(after[at].source, 1);
  }
  EXPECT_EQ(to_bytes(after), to_bytes(before));
}

TEST(ObservationsBytes, AnEmptyTableComesBack) {
  EXPECT_EQ(observations_from_bytes(to_bytes(Observations{})).size(), 0);
}

TEST(ObservationsBytes, BytesThatAreCutOffOrGoOnAreRefused) {
  const std::string bytes = to_bytes(table());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW((void)observations_from_bytes(bytes.substr(0, size)), ObservationError) << size;
  }
  EXPECT_THROW((void)observations_from_bytes(bytes + '\0'), ObservationError);
}

TEST(ObservationsBytes, AnyChangedByteGivesATableOrATypedError) {
  const std::string bytes = to_bytes(table());
  int refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int flipped : {0x01, 0x80, 0xff}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flipped);
      try {
        (void)observations_from_bytes(changed).size();
      } catch (const Error&) {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, static_cast<int>(bytes.size() / 2));
}

}  // namespace
}  // namespace cchc

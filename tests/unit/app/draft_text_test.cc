#include "kiosk/app/draft_text.h"

#include <gtest/gtest.h>

#include "kiosk/base/random.h"
#include "kiosk/domain/limits.h"

namespace bianmin::app {
namespace {

const DraftTexts kTexts{{"description", "厨房漏水\n䶮字弄，𠮷姐家"}, {"form", "need"}, {"text.phone", "13800138000"}};

base::ErrorCode CodeOf(std::string_view bytes) {
  const auto texts = ReadDraftTexts(bytes);
  return texts ? base::ErrorCode::NotFound : texts.error().code;
}

TEST(DraftText, GivesBackWhatWasWritten) {
  EXPECT_EQ(ReadDraftTexts(WriteDraftTexts(kTexts)).value(), kTexts);
  EXPECT_EQ(ReadDraftTexts(WriteDraftTexts({})).value(), DraftTexts{});
  const DraftTexts tricky{{"a", ""}, {"b", "c 3\nxyz\n"}, {"d", "bianmin draft 1\n"}};
  EXPECT_EQ(ReadDraftTexts(WriteDraftTexts(tricky)).value(), tricky);
}

TEST(DraftText, TakesNothingThatDoesNotFit) {
  const std::string good = WriteDraftTexts(kTexts);
  for (std::size_t length = 0; length < good.size(); ++length) {
    const auto part = ReadDraftTexts(good.substr(0, length));
    if (part) {
      EXPECT_LT(part->size(), kTexts.size()) << "cut off at " << length;
    }
  }
  for (const char* wrong :
       {"", "x", "bianmin draft 1", "bianmin draft 1\nname", "bianmin draft 1\nname 1\n", "bianmin draft 1\nname 1\nx",
        "bianmin draft 1\nname 2\nx\n", "bianmin draft 1\nname 01\nx\n", "bianmin draft 1\nname -1\nx\n",
        "bianmin draft 1\nname 99999999999999999999\nx\n", "bianmin draft 1\nName 1\nx\n", "bianmin draft 1\n 1\nx\n",
        "bianmin draft 1\nname 1\n\xFF\n", "bianmin draft 1\nname 1\nx\nname 1\ny\n",
        "bianmin draft 1\nname 1\nx\n\n"}) {
    EXPECT_EQ(CodeOf(wrong), base::ErrorCode::Corrupt) << wrong;
  }
}

TEST(DraftText, OfAnotherVersionIsRefused) {
  EXPECT_EQ(CodeOf("bianmin draft 2\nanything at all"), base::ErrorCode::Refused);
}

TEST(DraftText, HasALargestSize) {
  const std::size_t around = WriteDraftTexts({{"a", std::string(10'000, 'x')}}).size() - 10'000;
  EXPECT_TRUE(ReadDraftTexts(WriteDraftTexts({{"a", std::string(domain::kMaxDraftBytes - around, 'x')}})).ok());
  EXPECT_FALSE(ReadDraftTexts(WriteDraftTexts({{"a", std::string(domain::kMaxDraftBytes - around + 1, 'x')}})).ok());
}

TEST(DraftText, SurvivesAnySpoiltByte) {
  const std::string good = WriteDraftTexts(kTexts);
  base::SeededRandom random{20261125};
  for (int i = 0; i < 5000; ++i) {
    std::string spoilt = good;
    for (int changes = 0; changes < 3; ++changes)
      spoilt[random.Below(spoilt.size())] = static_cast<char>(random.Below(256));
    static_cast<void>(ReadDraftTexts(spoilt));
  }
}

}  // namespace
}  // namespace bianmin::app

#include "kiosk/i18n/message_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"

namespace bianmin::i18n {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::filesystem::path kEnglishPath = std::filesystem::path(BIANMIN_LOCALE_DIR) / "en/LC_MESSAGES/bianmin.mo";

const std::string& EnglishBytes() {
  static const std::string bytes = base::ReadFile(kEnglishPath, 1 << 20).value();
  return bytes;
}

TEST(MessageFile, GivesEveryFormOfAMessage) {
  const auto file = MessageFile::Open(kEnglishPath);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->plural_forms(), 2u);
  EXPECT_THAT(file->Forms("format.free"), ElementsAre("Free"));
  EXPECT_THAT(file->Forms("format.hours"), ElementsAre("{count} hour", "{count} hours"));
  EXPECT_TRUE(file->Forms("no.such.key").empty());
  EXPECT_GT(file->Keys().size(), 20u);
}

TEST(MessageFile, KeepsItsTextsWhenItMoves) {
  auto file = MessageFile::Open(kEnglishPath).value();
  const MessageFile moved = std::move(file);
  EXPECT_THAT(moved.Forms("format.free"), ElementsAre("Free"));
}

// Every place in the first and last part of the file, where its tables and ends are, and some in between.
std::vector<std::size_t> Places() {
  constexpr std::size_t kClose = 200;
  constexpr std::size_t kStride = 131;
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < EnglishBytes().size();
       at += at < kClose || at + kClose > EnglishBytes().size() ? 1 : kStride) {
    places.push_back(at);
  }
  return places;
}

TEST(MessageFile, ThatIsCutShortAnywhereIsRefused) {
  for (std::size_t length : Places()) {
    const auto file = MessageFile::Parse(EnglishBytes().substr(0, length), "en.mo");
    EXPECT_FALSE(file) << "cut at " << length;
  }
}

TEST(MessageFile, ThatHasAnyByteChangedNeverLeadsOutsideItself) {
  // Whatever comes out, reading it must stay inside the file; the sanitizers' runs of this test hold it to that.
  for (std::size_t at : Places()) {
    std::string bytes = EnglishBytes();
    bytes[at] = static_cast<char>(bytes[at] ^ 0xA5);
    const auto file = MessageFile::Parse(std::move(bytes), "en.mo");
    if (!file) continue;
    std::size_t length = 0;
    for (std::string_view key : file->Keys()) {
      for (std::string_view form : file->Forms(key)) length += form.size();
    }
    EXPECT_LE(length, EnglishBytes().size());
  }
}

TEST(MessageFile, ThatIsSomethingElseIsNamedWithWhatToDo) {
  const auto file = MessageFile::Parse("msgid \"format.free\"\nmsgstr \"Free\"\n", "en.mo");
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().message, HasSubstr("en.mo is not a usable file of texts"));
  EXPECT_THAT(file.error().message, HasSubstr("build or install it again"));
}

}  // namespace
}  // namespace bianmin::i18n

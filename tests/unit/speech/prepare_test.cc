// From a text on the screen to sentences.

#include "kiosk/speech/prepare.h"

#include <gtest/gtest.h>

#include "kiosk/speech/characters.h"
#include "kiosk/speech/child_process.h"

namespace bianmin::speech {
namespace {

using Sentences = std::vector<Sentence>;

Sentences Chinese(std::string_view text) { return Prepare(text, Language::Chinese, {}); }
Sentences English(std::string_view text) { return Prepare(text, Language::English, {}); }

std::string Times(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Preparing, CutsAtTheEndsOfSentences) {
  EXPECT_EQ(Chinese("您好。请问？好！\n完成"), (Sentences{{Language::Chinese, "您好。"},
                                                          {Language::Chinese, "请问？"},
                                                          {Language::Chinese, "好！"},
                                                          {Language::Chinese, "完成"}}));
  EXPECT_EQ(English("Good morning. It costs ¥3.50. Thanks"), (Sentences{{Language::English, "Good morning."},
                                                                        {Language::English, " It costs 3 yuan 50."},
                                                                        {Language::English, " Thanks"}}));
}

TEST(Preparing, GivesNothingForNothing) {
  for (const char* text : {"", " ", "。", "•••", "***", "……", "\x01\x02", "\xFF\xFF", "😀"}) {
    EXPECT_TRUE(Chinese(text).empty()) << text;
    EXPECT_TRUE(English(text).empty()) << text;
  }
}

TEST(Preparing, PartsLanguages) {
  EXPECT_EQ(
      Chinese("请打开Microsoft Edge浏览器"),
      (Sentences{{Language::Chinese, "请打开"}, {Language::English, "Microsoft Edge"}, {Language::Chinese, "浏览器"}}));
  EXPECT_EQ(English("Dear 王女士, thanks"),
            (Sentences{{Language::English, "Dear "}, {Language::Chinese, "王女士"}, {Language::English, ", thanks"}}));
  EXPECT_EQ(English("静安路 12 号 3 楼"), (Sentences{{Language::Chinese, "静安路十二号三楼"}}));
  EXPECT_EQ(Chinese("用APP或WiFi"), (Sentences{{Language::Chinese, "用 A P P 或 wai1 fai1 "}}))
      << "letters stay Chinese";
}

TEST(Preparing, CutsALongSentenceBehindAComma) {
  const Sentences sentences = Chinese(Times("请您先选择服务，", 40));
  ASSERT_GT(sentences.size(), 2U);
  for (const Sentence& sentence : sentences) {
    EXPECT_LE(Clean(sentence.text).size(), kLongestSentence);
    EXPECT_TRUE(sentence.text.ends_with("，")) << sentence.text;
  }
}

TEST(Preparing, CutsATextWithoutAnyPause) {
  const auto count = static_cast<int>(kLongestSentence);
  EXPECT_EQ(Chinese(Times("水", count)).size(), 1U);
  EXPECT_EQ(Chinese(Times("水", count + 1)).size(), 2U);
}

TEST(Preparing, LeavesOutWhatIsBehindTheLimit) {
  const auto count = [](const Sentences& sentences) {
    std::size_t characters = 0;
    for (const Sentence& sentence : sentences) characters += Clean(sentence.text).size();
    return characters;
  };
  const auto most = static_cast<int>(kMostCharacters);
  EXPECT_EQ(count(Chinese(Times("水", most))), kMostCharacters);
  EXPECT_EQ(count(Chinese(Times("水", most + 1))), kMostCharacters);
}

TEST(Preparing, KeepsASentenceWithinWhatAChildIsGiven) {
  const auto table = Pronunciation::Parse("壮 zhuang4");
  ASSERT_TRUE(table.ok());
  for (const Sentence& sentence : Prepare(Times("壮", 1000), Language::Chinese, *table)) {
    EXPECT_LT(sentence.text.size(), kMostInputBytes);
  }
}

TEST(Cleaning, LeavesNoControlNoBracketNoHalfCharacter) {
  EXPECT_EQ(ToUtf8(Clean("a\x01[[b]]<c>\x7F")), "a  b   c ");
  EXPECT_EQ(ToUtf8(Clean("\xE5\x80您\xC0\x80\xF5好\xED\xA0\x80")), "您好");
  EXPECT_EQ(ToUtf8(Clean("Ｊ１：％　＠")), "J1：% @");
  EXPECT_EQ(ToUtf8(Clean("您\u202E好\u200B")), "您好");
  EXPECT_EQ(Clean("1•●*2"), (std::u32string{U'1', kMasked, U'2'}));
}

}  // namespace
}  // namespace bianmin::speech

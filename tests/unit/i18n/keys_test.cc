// Holds the screen texts together with the code that asks for them: none missing, none left over, the same arguments
// everywhere, and the manner in which residents are spoken to.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "kiosk/base/text.h"
#include "kiosk/i18n/message_file.h"
#include "tests/unit/i18n/source_keys.h"

namespace bianmin::i18n {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const MessageFile& Messages(const std::string& language) {
  static std::map<std::string, MessageFile> files;
  if (!files.contains(language)) {
    files.emplace(
        language,
        MessageFile::Open(std::filesystem::path(BIANMIN_LOCALE_DIR) / language / "LC_MESSAGES/bianmin.mo").value());
  }
  return files.at(language);
}
const MessageFile& Chinese() { return Messages("zh_CN"); }
const MessageFile& English() { return Messages("en"); }

const std::vector<KeyUse>& Uses() {
  static const std::vector<KeyUse> uses = KeysUnder("kiosk");
  return uses;
}

bool HasChinese(std::string_view text) {
  const auto characters = base::Characters(text);
  return std::any_of(characters.begin(), characters.end(), [](char32_t c) { return c >= 0x2E80 && c <= 0x3134F; });
}

// One a line: a failing test names them all.
template <class Lines>
std::string Joined(const Lines& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// "key: text" for every form of every message of `file` that `is_bad` finds.
template <class Predicate>
std::string Find(const MessageFile& file, Predicate is_bad) {
  std::vector<std::string> found;
  for (std::string_view key : file.Keys()) {
    for (std::string_view form : file.Forms(key)) {
      if (is_bad(form)) found.push_back(std::string(key) + ": " + std::string(form));
    }
  }
  return Joined(found);
}

TEST(ScreenTexts, EveryKeyTheCodeAsksForIsThereInBothLanguages) {
  std::set<std::string> missing;
  for (const KeyUse& use : Uses()) {
    if (Chinese().Forms(use.key).empty()) missing.insert(use.key + " in zh_CN.po, asked for at " + use.place);
    if (English().Forms(use.key).empty()) missing.insert(use.key + " in en.po, asked for at " + use.place);
  }
  EXPECT_EQ(Joined(missing), "");
  EXPECT_GT(Uses().size(), 20u);
}

TEST(ScreenTexts, NoKeyIsLeftThatNothingAsksFor) {
  std::set<std::string> used;
  for (const KeyUse& use : Uses()) used.insert(use.key);
  std::set<std::string> unused;
  for (const MessageFile* file : {&Chinese(), &English()}) {
    for (std::string_view key : file->Keys()) {
      if (!used.contains(std::string(key))) unused.emplace(key);
    }
  }
  EXPECT_EQ(Joined(unused), "");
}

TEST(ScreenTexts, HaveTheSameArgumentsInBothLanguagesAndInEachPlural) {
  std::vector<std::string> different;
  for (std::string_view key : Chinese().Keys()) {
    const auto arguments = ArgumentsOf(Chinese().Forms(key).front());
    for (const MessageFile* file : {&Chinese(), &English()}) {
      for (std::string_view form : file->Forms(key)) {
        if (ArgumentsOf(form) != arguments) different.push_back(std::string(key) + ": " + std::string(form));
      }
    }
  }
  EXPECT_EQ(Joined(different), "");
}

TEST(ScreenTexts, GetFromTheCodeTheArgumentsTheyName) {
  std::vector<std::string> wrong;
  for (const KeyUse& use : Uses()) {
    const auto& forms = Chinese().Forms(use.key);
    if (!use.fills_arguments || forms.empty()) continue;
    for (const std::string& name : ArgumentsOf(forms.front())) {
      if (!use.arguments.contains(name)) wrong.push_back(use.place + ": " + use.key + " is not given {" + name + "}");
    }
  }
  EXPECT_EQ(Joined(wrong), "");
}

TEST(ScreenTexts, ArePluralWhereTheCodeCounts) {
  for (const KeyUse& use : Uses()) {
    const auto& forms = English().Forms(use.key);
    if (forms.empty()) continue;
    EXPECT_EQ(forms.size(), use.is_plural ? 2u : 1u) << use.key << " at " << use.place;
  }
}

TEST(ScreenTexts, AreNeverEmptyAndCleanAtTheirEnds) {
  const auto is_unclean = [](std::string_view text) { return text.empty() || base::Trim(text) != text; };
  EXPECT_EQ(Find(Chinese(), is_unclean), "");
  EXPECT_EQ(Find(English(), is_unclean), "");
}

TEST(ScreenTexts, SpeakToResidentsAsACivilServantShould) {
  for (const char* unwanted : {"！", "!", "你", "工单", "亲，", "～", "——", "...", "请稍后再试"}) {
    EXPECT_EQ(Find(Chinese(), [&](auto text) { return text.find(unwanted) != text.npos; }), "") << unwanted;
  }
  for (const char* unwanted :
       {"!", "  ", "ticket number", "user", "Oops", "please wait a moment and try again later"}) {
    EXPECT_EQ(Find(English(), [&](auto text) { return text.find(unwanted) != text.npos; }), "") << unwanted;
  }
}

TEST(ScreenTexts, UseThePunctuationOfTheirLanguage) {
  const auto has_half_width = [](std::string_view text) {
    const auto characters = base::Characters(text);
    for (std::size_t i = 1; i < characters.size(); ++i) {
      const bool is_after_chinese = characters[i - 1] >= 0x4E00 && characters[i - 1] <= 0x9FFF;
      if (is_after_chinese && std::u32string_view{U",;:?()"}.find(characters[i]) != std::u32string_view::npos)
        return true;
    }
    return false;
  };
  EXPECT_EQ(Find(Chinese(), has_half_width), "");
  const auto has_full_width = [](std::string_view text) {
    const auto characters = base::Characters(text);
    return std::any_of(characters.begin(), characters.end(), [](char32_t c) {
      return (c >= 0xFF01 && c <= 0xFF5E) || c == U'。' || c == U'、' || c == U'《' || c == U'》';
    });
  };
  EXPECT_EQ(Find(English(), has_full_width), "");
}

// The Chinese font that both languages are drawn with makes them as wide as a Chinese character.
TEST(ScreenTexts, InEnglishHoldNoCurlyQuotationMarks) {
  for (const char* mark : {"’", "‘", "“", "”"}) {
    EXPECT_EQ(Find(English(), [&](auto text) { return text.find(mark) != text.npos; }), "") << mark;
  }
}

TEST(ScreenTexts, InEnglishHoldNoChineseButTheNameOfTheLanguage) {
  EXPECT_EQ(Find(English(), [](auto text) { return HasChinese(text) && text != "中文"; }), "");
}

TEST(KeysIn, FindsKeysArgumentsAndPlacesAndNothingInComments) {
  const auto uses = KeysIn(R"source(
    // texts.T("in.a.comment")
    auto a = texts.T("plain.key");
    auto b = scene.T("filled.key", fmt::arg("first", 1),
                     fmt::arg("second", texts.T("inner.key", fmt::arg("third", 3))));
    auto c = texts.Plural("counted.key", 3);  /* T("another.comment") */
    constexpr auto kKey = N_("marked.key");
    frame.Tile("control.id", "// no comment", Format(
        "late.key", ')'));
    const auto by = fmt::arg("named", 1);
    auto d = texts.T("borrowing.key", by);
  )source",
                           "a.cc");
  std::map<std::string, KeyUse> by_key;
  for (const KeyUse& use : uses) by_key.emplace(use.key, use);
  ASSERT_EQ(by_key.size(), 7u);
  EXPECT_EQ(by_key.at("plain.key").place, "a.cc:3");
  EXPECT_THAT(by_key.at("plain.key").arguments, IsEmpty());
  EXPECT_THAT(by_key.at("filled.key").arguments, UnorderedElementsAre("first", "second", "named"));
  EXPECT_THAT(by_key.at("inner.key").arguments, UnorderedElementsAre("third", "named"));
  EXPECT_THAT(by_key.at("counted.key").arguments, UnorderedElementsAre("count", "named"));
  EXPECT_TRUE(by_key.at("counted.key").is_plural);
  EXPECT_FALSE(by_key.at("marked.key").fills_arguments);
  EXPECT_TRUE(by_key.contains("late.key"));
  EXPECT_THAT(by_key.at("borrowing.key").arguments, ElementsAre("named"));
}

TEST(ArgumentsOf, AreTheNamesInBraces) {
  EXPECT_THAT(ArgumentsOf("{day} {month}"), UnorderedElementsAre("day", "month"));
  EXPECT_THAT(ArgumentsOf("no {{braces}}"), IsEmpty());
  EXPECT_THAT(ArgumentsOf("broken {day"), ElementsAre("?"));
  EXPECT_THAT(ArgumentsOf("broken day}"), ElementsAre("?"));
  EXPECT_THAT(ArgumentsOf("nameless {}"), ElementsAre("?"));
}

}  // namespace
}  // namespace bianmin::i18n

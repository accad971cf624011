#include "kiosk/input/pinyin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "kiosk/input/strokes.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::input {
namespace {

namespace fs = std::filesystem;

PinyinFiles Shipped() {
  PinyinFiles files;
  files.domain = BIANMIN_INPUT_DIR "/domain.dict";
  return files;
}

// Loading takes a third of a second; one engine serves all tests, forgetting between them.
class Composing : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto loaded = Pinyin::Load(Shipped());
    ASSERT_TRUE(loaded) << loaded.error().message;
    ASSERT_EQ((*loaded)->DomainFault(), "");
    engine_ = *std::move(loaded);
  }
  static void TearDownTestSuite() { engine_.reset(); }
  ~Composing() override { engine_->Forget(); }

  static std::vector<std::string> Texts(const std::vector<Candidate>& candidates) {
    std::vector<std::string> texts;
    for (const Candidate& each : candidates) texts.push_back(each.text);
    return texts;
  }
  static std::string First(std::string_view letters) {
    const auto candidates = engine_->Candidates(letters, 5);
    return candidates.empty() ? std::string{} : candidates.front().text;
  }
  static bool HasInFive(std::string_view letters, std::string_view text) {
    const auto texts = Texts(engine_->Candidates(letters, 5));
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  }

  static inline std::unique_ptr<Pinyin> engine_;
};

TEST_F(Composing, AWholePhraseComesFirst) {
  EXPECT_EQ(First("shuiguanloushui"), "水管漏水");
  EXPECT_EQ(First("diantihuaile"), "电梯坏了");
  EXPECT_EQ(First("laorenxuyaobangmang"), "老人需要帮忙");
}

TEST_F(Composing, TheInitialsOfAPhraseOfThisFieldAreEnough) { EXPECT_TRUE(HasInFive("sgls", "水管漏水")); }

TEST_F(Composing, SouthernSpeechIsUnderstood) {
  EXPECT_TRUE(HasInFive("suiguanlousui", "水管漏水"));
  EXPECT_TRUE(HasInFive("dendenhuaile", "灯坏了") || HasInFive("denhuaile", "灯坏了"));
}

TEST_F(Composing, TheApostropheParesSyllables) {
  EXPECT_EQ(First("xi'an"), "西安");
  EXPECT_NE(First("xian"), "西安");
}

TEST_F(Composing, ACandidateSaysHowManyLettersItStandsFor) {
  for (const Candidate& each : engine_->Candidates("shuiguanhuai", 40)) {
    EXPECT_GT(each.length, 0U);
    EXPECT_LE(each.length, 12U);
    if (each.text == "水管") {
      EXPECT_EQ(each.length, 8U);
    }
  }
  EXPECT_EQ(engine_->Segmented("shuiguan"), "shui guan");
}

TEST_F(Composing, EachKeyAddsToTheLastAnswerAndTakingBackAgrees) {
  std::string typed;
  for (const char letter : std::string("menkoudeng")) engine_->Candidates(typed += letter, 5);
  const auto step_by_step = Texts(engine_->Candidates(typed, 20));
  engine_->Candidates("menkoudengbu", 5);
  EXPECT_EQ(Texts(engine_->Candidates("menkoudeng", 20)), step_by_step);
  engine_->Forget();
  EXPECT_EQ(Texts(engine_->Candidates("menkoudeng", 20)), step_by_step);
}

TEST_F(Composing, ChoosingTeachesItNothing) {
  const auto before = Texts(engine_->Candidates("shi", 20));
  for (int i = 0; i < 50; ++i) {
    engine_->Candidates("shi", 20);
    engine_->Candidates("", 20);
  }
  engine_->Forget();
  EXPECT_EQ(Texts(engine_->Candidates("shi", 20)), before);
}

TEST_F(Composing, PastItsLimitLettersAreLeftOut) {
  const std::string most(kMostPinyinLetters, 'z');
  const auto at_limit = Texts(engine_->Candidates(most, 5));
  EXPECT_EQ(Texts(engine_->Candidates(most + "a", 5)), at_limit);
}

TEST_F(Composing, JunkIsPassedOver) {
  EXPECT_TRUE(engine_->Candidates("", 5).empty());
  EXPECT_TRUE(engine_->Candidates("\xFF\x01 123 ABC 水", 5).empty());
  EXPECT_EQ(First("''shui''guan\n"), First("shui'guan"));
}

TEST_F(Composing, AHeldKeyAndAFistCostNoMoreThanAFrame) {
  // 60 ms on a quiet machine; a loaded one is given more, so that this fails for what is wrong and not for the load.
  constexpr std::chrono::milliseconds kMost{400};
  const auto press = [&](std::string& typed, char letter) {
    const auto begin = std::chrono::steady_clock::now();
    engine_->Candidates(typed += letter, 60);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kMost) << typed;
  };
  for (const char held : {'z', 'a', 's', 'i'}) {
    std::string typed;
    for (std::size_t i = 0; i < kMostPinyinLetters + 5; ++i) press(typed, held);
  }
  unsigned seed = 12345;
  for (int round = 0; round < 10; ++round) {
    std::string typed;
    for (std::size_t i = 0; i < kMostPinyinLetters; ++i) {
      seed = seed * 1103515245U + 12345U;
      press(typed, static_cast<char>('a' + (seed >> 16) % 26));
    }
  }
}

TEST_F(Composing, NineKeysFindWordsAndPhrases) {
  const auto hello = Texts(engine_->CandidatesOfNineKeys("64426", 10));
  EXPECT_NE(std::find(hello.begin(), hello.end(), "你好"), hello.end());
  EXPECT_EQ(engine_->CandidatesOfNineKeys("748448265687484", 5).front().text, "水管漏水");
  EXPECT_TRUE(engine_->CandidatesOfNineKeys("1 0 abc", 5).empty());
  const std::string most(kMostPinyinLetters, '4');
  EXPECT_EQ(Texts(engine_->CandidatesOfNineKeys(most + "2", 5)), Texts(engine_->CandidatesOfNineKeys(most, 5)));
}

TEST_F(Composing, OfNinetyPhrasesNobodyPutInTheDictionaryTwoThirdsComeFirst) {
  std::ifstream in("tests/bench/data/pinyin_phrases.txt");
  int all = 0, first = 0, in_five = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    std::string letters = line.substr(tab + 1);
    letters.erase(std::remove(letters.begin(), letters.end(), ' '), letters.end());
    const auto texts = Texts(engine_->Candidates(letters, 5));
    const auto found = std::find(texts.begin(), texts.end(), line.substr(0, tab));
    ++all;
    first += found == texts.begin() && !texts.empty() ? 1 : 0;
    in_five += found != texts.end() ? 1 : 0;
    engine_->Forget();
  }
  ASSERT_GE(all, 90);
  EXPECT_GE(first, 60) << "of " << all;
  EXPECT_GE(in_five, 72) << "of " << all;
}

TEST(PinyinFiles, AnInstitutionsOwnWordsAreKnownWithoutABuild) {
  PinyinFiles files = Shipped();
  files.domain.clear();
  files.own_words = {"翠湖馨苑3号楼", "霍家浜路便民驿站"};
  auto pinyin = Pinyin::Load(files);
  ASSERT_TRUE(pinyin) << pinyin.error().message;
  const auto candidates = (*pinyin)->Candidates("cuihuxinyuan", 5);
  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates.front().text, "翠湖馨苑");
}

TEST(PinyinFiles, WhatIsMissingIsNamedWithItsPackage) {
  PinyinFiles files = Shipped();
  files.dictionary = "/nowhere/sc.dict";
  auto pinyin = Pinyin::Load(files);
  ASSERT_FALSE(pinyin);
  EXPECT_NE(pinyin.error().message.find("apt-get install libime-data"), std::string::npos);
  files = Shipped();
  files.language_model = "/nowhere/zh_CN.lm";
  pinyin = Pinyin::Load(files);
  ASSERT_FALSE(pinyin);
  EXPECT_NE(pinyin.error().message.find("libime-data-language-model"), std::string::npos);
}

TEST(PinyinFiles, ABrokenDictionaryOfThisFieldLeavesTheOthers) {
  const support::TemporaryFolder folder;
  const fs::path broken = folder.path() / "domain.dict";
  std::ofstream(broken) << "this is no dictionary";
  PinyinFiles files = Shipped();
  files.domain = broken.string();
  auto pinyin = Pinyin::Load(files);
  ASSERT_TRUE(pinyin) << pinyin.error().message;
  EXPECT_NE((*pinyin)->DomainFault().find(broken.string()), std::string::npos);
  EXPECT_FALSE((*pinyin)->Candidates("shui", 5).empty());
}

// ---- strokes

class ByStrokes : public ::testing::Test {
 protected:
  static std::vector<std::string> Of(std::string_view strokes, std::size_t most = 8) {
    static const auto engine = Strokes::Load({BIANMIN_INPUT_DIR "/strokes.txt"}).value();
    std::vector<std::string> texts;
    for (const Candidate& each : engine->Candidates(strokes, most)) texts.push_back(each.text);
    return texts;
  }
};

TEST_F(ByStrokes, ACharacterOfExactlyTheseStrokesComesFirst) {
  EXPECT_EQ(Of("pn").front(), "人");
  EXPECT_EQ(Of("hpn").front(), "大");
  EXPECT_FALSE(Of("shn").empty());
}

TEST_F(ByStrokes, TheCommonestOfThoseThatBeginSoFollow) {
  const auto begun = Of("hpn", 60);
  EXPECT_GT(begun.size(), 20U);
}

TEST_F(ByStrokes, AStrokeOneIsNotSureOfMayBeAny) {
  const auto any = Of("h*n", 60);
  EXPECT_NE(std::find(any.begin(), any.end(), "大"), any.end());
}

TEST_F(ByStrokes, JunkFindsNothing) {
  EXPECT_TRUE(Of("").empty());
  EXPECT_TRUE(Of("hxq").empty());
  EXPECT_EQ(Of("hpn", 3).size(), 3U);
  EXPECT_TRUE(Of(std::string(kMostStrokeLetters + 1, 'h')).empty());
}

TEST(StrokeFiles, MissingOrBrokenTablesAreNamed) {
  const auto missing = Strokes::Load({"/nowhere/strokes.txt"});
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("/nowhere/strokes.txt"), std::string::npos);
  const support::TemporaryFolder folder;
  const fs::path broken = folder.path() / "strokes.txt";
  std::ofstream(broken) << "hs 十\nxyz 错\n";
  const auto loaded = Strokes::Load({broken.string()});
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find(":2"), std::string::npos);
}

}  // namespace
}  // namespace bianmin::input

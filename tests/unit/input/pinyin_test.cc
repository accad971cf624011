#include "kiosk/input/pinyin.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>

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

using Milliseconds = std::chrono::duration<double, std::milli>;

// Of this thread alone: what a call costs, whatever else the machine does.
Milliseconds ProcessorTime() {
  clockid_t of_this_thread{};
  timespec time{};
  EXPECT_EQ(pthread_getcpuclockid(pthread_self(), &of_this_thread), 0);
  EXPECT_EQ(clock_gettime(of_this_thread, &time), 0);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
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

  using Ask = std::function<void(std::string_view)>;
  static void AskLetters(std::string_view typed) { engine_->Candidates(typed, 60); }
  static void AskNineKeys(std::string_view typed) { engine_->CandidatesOfNineKeys(typed, 60); }

  static inline std::unique_ptr<Pinyin> engine_;
};

// What calls cost: nothing a resident does may take longer than this.
class Costs {
 public:
  static constexpr Milliseconds kMost{60};

  void Of(const std::function<void()>& call, const std::string& what) {
    const auto wall = std::chrono::steady_clock::now();
    const Milliseconds before = ProcessorTime();
    call();
    const Milliseconds cost = ProcessorTime() - before;
    EXPECT_LT(cost, kMost) << what;
    most_ = std::max(most_, cost);
    most_wall_ = std::max<Milliseconds>(most_wall_, std::chrono::steady_clock::now() - wall);
  }
  ~Costs() {
    std::printf("dearest: %.1f ms of the processor, %.1f ms on the wall clock\n", most_.count(), most_wall_.count());
  }

 private:
  Milliseconds most_{0};
  Milliseconds most_wall_{0};
};

class Keys {
 public:
  explicit Keys(unsigned seed) : seed_(seed) {}
  char OneOf(std::string_view keys) {
    seed_ = seed_ * 1103515245U + 12345U;
    return keys[(seed_ >> 16) % keys.size()];
  }

 private:
  unsigned seed_;
};

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "23456789";

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

TEST_F(Composing, AHeldKeyNeverTakesLong) {
  Costs costs;
  const auto hold = [&](std::string_view keys, const Ask& ask) {
    for (const char held : keys) {
      std::string typed;
      for (std::size_t i = 0; i < kMostPinyinLetters + 5; ++i) {
        typed += held;
        costs.Of([&] { ask(typed); }, typed);
      }
      engine_->Forget();
    }
  };
  hold(kLetters, AskLetters);
  hold(kDigits, AskNineKeys);
}

TEST_F(Composing, AFistOnTheKeysNeverTakesLong) {
  Costs costs;
  Keys keys(12345);
  const auto fist = [&](const std::string& of, const Ask& ask) {
    for (int round = 0; round < 10; ++round) {
      std::string typed;
      for (std::size_t i = 0; i < kMostPinyinLetters + 5; ++i) {
        typed += keys.OneOf(of);
        costs.Of([&] { ask(typed); }, typed);
      }
    }
  };
  fist(std::string(kLetters) + "'", AskLetters);
  fist("zshcl'ong", AskLetters);
  fist(std::string(kDigits) + "'", AskNineKeys);
}

// As when a candidate is chosen and the rest of the letters is read anew.
TEST_F(Composing, ReadingAllOfThemAtOnceTakesNoLonger) {
  Costs costs;
  const auto at_once = [&](const std::string& typed, const Ask& ask) {
    engine_->Forget();
    costs.Of([&] { ask(typed); }, typed);
  };
  const std::string likely = "shequfuwuzhongxindegongzuorenyuanhenreqing";
  at_once(likely.substr(0, kMostPinyinLetters), AskLetters);
  at_once("7437838982946643466496736986426736774646", AskNineKeys);
  Keys keys(54321);
  for (int round = 0; round < 20; ++round) {
    std::string letters, digits;
    while (letters.size() < kMostPinyinLetters) letters += keys.OneOf(kLetters);
    while (digits.size() < kMostPinyinLetters) digits += keys.OneOf(kDigits);
    at_once(letters, AskLetters);
    at_once(digits, AskNineKeys);
  }
}

TEST_F(Composing, HoweverItWasTypedTheAnswerIsTheSame) {
  Keys keys(2026);
  const auto type_and_take_back = [&](std::string_view of, const auto& ask) {
    std::string typed;
    for (int step = 0; step < 150; ++step) {
      const char what = keys.OneOf("kkkkkkkkkk'<<<");
      if (what == '<' && !typed.empty()) typed.pop_back();
      if (what == '\'') typed += '\'';
      if (what == 'k') typed += keys.OneOf(of);
      const auto step_by_step = Texts(ask(typed));
      if (step % 5 != 0) continue;
      engine_->Forget();
      ASSERT_EQ(Texts(ask(typed)), step_by_step) << typed;
    }
  };
  type_and_take_back("shuigang", [&](const std::string& typed) { return engine_->Candidates(typed, 60); });
  type_and_take_back("2748", [&](const std::string& typed) { return engine_->CandidatesOfNineKeys(typed, 60); });
}

TEST_F(Composing, NineKeysFindWordsAndPhrases) {
  const auto hello = Texts(engine_->CandidatesOfNineKeys("64426", 10));
  EXPECT_NE(std::find(hello.begin(), hello.end(), "你好"), hello.end());
  EXPECT_EQ(engine_->CandidatesOfNineKeys("748448265687484", 5).front().text, "水管漏水");
  EXPECT_TRUE(engine_->CandidatesOfNineKeys("1 0 abc", 5).empty());
  const std::string most(kMostPinyinLetters, '4');
  EXPECT_EQ(Texts(engine_->CandidatesOfNineKeys(most + "2", 5)), Texts(engine_->CandidatesOfNineKeys(most, 5)));
}

TEST_F(Composing, NineKeysArePartedToo) {
  EXPECT_EQ(engine_->CandidatesOfNineKeys("94'26", 5).front().text, "西安");
  EXPECT_NE(engine_->CandidatesOfNineKeys("9426", 5).front().text, "西安");
}

TEST_F(Composing, ANameIsJoinedFromItsParts) {
  EXPECT_TRUE(HasInFive("sunjialan", "孙佳兰"));
  EXPECT_TRUE(HasInFive("ouyangyulan", "欧阳玉兰"));
  EXPECT_TRUE(HasInFive("wojiaowangxiulan", "我叫王秀兰"));
}

TEST_F(Composing, WhatIsPassedOverCountsAsTyped) {
  ASSERT_FALSE(engine_->Candidates("''shui", 5).empty());
  EXPECT_EQ(engine_->Candidates("''shui", 5).front().length, 6U);
  EXPECT_EQ(engine_->Candidates("shui'", 5).front().length, 5U);
}

TEST_F(Composing, TheEndMayBeOnlyBegun) {
  EXPECT_EQ(First("diantihuail"), "电梯坏了");
  EXPECT_EQ(engine_->Segmented("diantih"), "dian ti h");
}

TEST_F(Composing, OfNinetyPhrasesNobodyPutInTheDictionaryThreeQuartersComeFirst) {
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
  EXPECT_GE(first, 70) << "of " << all;
  EXPECT_GE(in_five, 84) << "of " << all;
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

TEST(PinyinFiles, WithoutTheDictionariesOfNamesTheWordsOfThisFieldAreKnown) {
  const support::TemporaryFolder folder;
  PinyinFiles files = Shipped();
  fs::copy_file(files.domain, folder.path() / "domain.dict");
  files.domain = (folder.path() / "domain.dict").string();
  auto pinyin = Pinyin::Load(files);
  ASSERT_TRUE(pinyin) << pinyin.error().message;
  EXPECT_NE((*pinyin)->DomainFault().find("surnames.dict"), std::string::npos) << (*pinyin)->DomainFault();
  EXPECT_NE((*pinyin)->DomainFault().find("given_names.dict"), std::string::npos);
  EXPECT_EQ((*pinyin)->Candidates("sgls", 5).front().text, "水管漏水");
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

// The engines on their thread, without any of their files: what is missing is told, and nobody waits.
#include "kiosk/app/typist.h"

#include <gtest/gtest.h>

#include <condition_variable>

namespace bianmin::app {
namespace {

using screens::EngineState;
using ui::EntryWay;

EngineFiles NoFiles() {
  EngineFiles files;
  files.pinyin.dictionary = "/nowhere/sc.dict";
  files.strokes.table = "/nowhere/strokes.txt";
  files.handwriting.model = "/nowhere/handwriting.model";
  return files;
}

TEST(WithoutTheirFiles, EnginesSayWhichIsMissingOnceAndForEachWay) {
  Engines engines(NoFiles());
  EXPECT_EQ(engines.faults(), EngineFaults{}) << "not asked for yet";
  for (const EntryWay way : {EntryWay::Pinyin, EntryWay::Strokes, EntryWay::Ink}) {
    EXPECT_FALSE(engines.IsLoaded(way));
    EXPECT_EQ(engines.AnswerTo({.number = 7, .way = way}).engine, EngineState::Missing);
    EXPECT_TRUE(engines.IsLoaded(way)) << "it is not looked for again";
  }
  EXPECT_NE(engines.faults().pinyin, "");
  EXPECT_NE(engines.faults().strokes, "");
  EXPECT_NE(engines.faults().handwriting, "");
  EXPECT_NE(engines.AnswerTo({.number = 8, .way = EntryWay::Latin}).engine, EngineState::Missing)
      << "letters need no engine";
}

class AtTheTypist : public ::testing::Test {
 protected:
  // Answers, the first of which is awaited for at most ten seconds.
  std::vector<Answer> Answers(std::uint64_t last) {
    std::vector<Answer> all;
    std::unique_lock lock(mutex_);
    const auto comes = [&] {
      for (Answer& each : typist_.Take()) all.push_back(std::move(each));
      return !all.empty() && all.back().number == last && all.back().engine != EngineState::Loading;
    };
    EXPECT_TRUE(woken_.wait_for(lock, std::chrono::seconds{10}, comes));
    return all;
  }

  std::mutex mutex_;
  std::condition_variable woken_;
  Typist typist_{NoFiles(), [this] {
                   const std::lock_guard lock(mutex_);
                   woken_.notify_one();
                 }};
};

TEST_F(AtTheTypist, LoadingIsToldBeforeTheAnswerAndTheFaultAfterIt) {
  typist_.Ask({.number = 1, .way = EntryWay::Strokes});
  const auto answers = Answers(1);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].engine, EngineState::Loading);
  EXPECT_EQ(answers[1].engine, EngineState::Missing);
  EXPECT_NE(typist_.faults().strokes, "");
  EXPECT_EQ(typist_.faults().pinyin, "");
}

TEST_F(AtTheTypist, WhatSomebodyComposedWhoHasLeftIsShownToNobody) {
  typist_.Ask({.number = 1, .way = EntryWay::Strokes});
  Answers(1);
  typist_.Ask({.number = 2, .way = EntryWay::Strokes});
  typist_.Forget();
  typist_.Ask({.number = 3, .way = EntryWay::Latin});
  for (const Answer& answer : Answers(3)) EXPECT_EQ(answer.number, 3U);
}

TEST(PartsOfCharacters, AreNotWhatSomebodyMeantToWrite) {
  for (const char* part : {"氵", "灬", "亅", "忄", "讠", "⺌", "㇏"}) EXPECT_TRUE(IsOnlyAPart(part)) << part;
  for (const char* word : {"水", "小", "一", "厂", "广", "八", "口", "人", "氵水", ""})
    EXPECT_FALSE(IsOnlyAPart(word)) << word;
}

}  // namespace
}  // namespace bianmin::app

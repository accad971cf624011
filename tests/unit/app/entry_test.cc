// The text-entry sheet as the model keeps it: what is composed, what is asked of the engines, what goes into the field.
#include <gtest/gtest.h>

#include "kiosk/app/update.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

namespace sheet = ui::sheet;
using screens::EngineState;
using screens::Field;
using ui::EntryWay;

class AtTheSheet : public ::testing::Test {
 protected:
  AtTheSheet() {
    counter_.Do(screens::Open{screens::Errand::FileComplaint});
    counter_.Do(screens::ChooseKind{domain::ComplaintKind::Suggestion});
    std::get<screens::ComplaintDraft>(counter_.model().screen).page = screens::ComplaintPage::Words;
    asked_ = QuestionIn(counter_.Do(screens::Focus{Field::Comment}));
  }

  static std::optional<Question> QuestionIn(const Commands& commands) {
    for (const Command& command : commands) {
      if (const auto* question = std::get_if<Question>(&command)) return *question;
    }
    return std::nullopt;
  }
  void Press(const sheet::Press& press) {
    if (auto question = QuestionIn(counter_.Do(screens::OnSheet{press}))) asked_ = std::move(question);
  }
  void Compose(std::string_view letters) {
    for (const char letter : letters) Press(sheet::Compose{letter});
  }
  void Hear(std::vector<screens::Candidate> candidates) {
    Update(counter_.model(), Answer{.number = asked_->number,
                                    .way = asked_->way,
                                    .engine = EngineState::Ready,
                                    .shown_letters = asked_->letters,
                                    .candidates = std::move(candidates)});
  }
  screens::Entries& Entries() { return *EntriesOf(counter_.model().screen); }
  screens::Composition& Composing() { return *Entries().sheet; }
  const std::string& Text() { return Entries().Text(Field::Comment); }

  Counter counter_;
  std::optional<Question> asked_;
};

TEST_F(AtTheSheet, TouchingAFieldOfWordsOpensItAndAsksWhetherTheEngineIsThere) {
  ASSERT_TRUE(Entries().sheet);
  EXPECT_EQ(Composing().way, EntryWay::Pinyin);
  ASSERT_TRUE(asked_);
  EXPECT_TRUE(asked_->letters.empty());
}

TEST_F(AtTheSheet, LargeTextBeginsWithTheFingerAndEnglishWithLetters) {
  const auto first = [&](ui::TextStep step, i18n::Language language) {
    counter_.model().step = step;
    counter_.model().language = language;
    Press(sheet::Done{});
    counter_.Do(screens::Focus{Field::Comment});
    return Composing().way;
  };
  EXPECT_EQ(first(ui::TextStep::Elder, i18n::Language::Chinese), EntryWay::Ink);
  EXPECT_EQ(first(ui::TextStep::Standard, i18n::Language::English), EntryWay::Latin);
}

TEST_F(AtTheSheet, TheWayChosenLastIsKeptForThisResidentAndNotForTheNext) {
  Press(sheet::ChooseWay{EntryWay::Strokes});
  Press(sheet::Done{});
  counter_.Do(screens::Focus{Field::Comment});
  EXPECT_EQ(Composing().way, EntryWay::Strokes);
  Reset(counter_.model());
  EXPECT_FALSE(counter_.model().way);
}

TEST_F(AtTheSheet, AChosenCandidateGoesToTheCaretAndTheRestOfTheLettersStays) {
  Press(sheet::Type{std::string("我家里")});
  Press(sheet::MoveCaret{std::string("我家").size()});
  Compose("shuiguanhuai");
  Hear({{"水管坏", 12}, {"水管", 8}});
  Press(sheet::PickCandidate{1});
  EXPECT_EQ(Text(), "我家水管里");
  EXPECT_EQ(Composing().letters, "huai");
  EXPECT_EQ(asked_->letters, "huai");
  EXPECT_EQ(asked_->before, "我家水管");
  Hear({{"坏", 4}});
  Press(sheet::PickCandidate{0});
  EXPECT_EQ(Text(), "我家水管坏里");
  EXPECT_TRUE(Composing().IsEmpty());
}

TEST_F(AtTheSheet, AnAnswerToAnOlderQuestionIsNotShown) {
  Compose("sh");
  const Question old = *asked_;
  Compose("u");
  Update(counter_.model(), Answer{.number = old.number, .way = old.way, .candidates = {{"是", 2}}});
  EXPECT_TRUE(Composing().candidates.empty());
}

TEST_F(AtTheSheet, AnAnswerThatComesAfterTheSheetWasClosedIsShownToNobody) {
  Compose("sh");
  const Question question = *asked_;
  Press(sheet::Done{});
  Update(counter_.model(), Answer{.number = question.number, .way = question.way, .candidates = {{"是", 2}}});
  Reset(counter_.model());
  Update(counter_.model(), Answer{.number = question.number, .way = question.way, .candidates = {{"是", 2}}});
  EXPECT_TRUE(std::holds_alternative<Home>(counter_.model().screen));
}

TEST_F(AtTheSheet, TakingBackStartsWithWhatIsComposed) {
  Press(sheet::Type{std::string("水")});
  Compose("gu");
  Press(sheet::Type{ui::Key::Backspace});
  EXPECT_EQ(Composing().letters, "g");
  Press(sheet::Type{ui::Key::Backspace});
  Press(sheet::Type{ui::Key::Backspace});
  EXPECT_EQ(Text(), "");
}

TEST_F(AtTheSheet, InkIsReadAfterEachStrokeAndClearsWhenACandidateIsChosen) {
  Press(sheet::ChooseWay{EntryWay::Ink});
  const sheet::Write stroke{{{{10, 10}, {}}, {{40, 10}, {}}}};
  Press(stroke);
  Press(stroke);
  EXPECT_EQ(asked_->ink.size(), 2U);
  Press(sheet::UndoStroke{});
  EXPECT_EQ(asked_->ink.size(), 1U);
  Hear({{"一", 0}});
  Press(sheet::PickCandidate{0});
  EXPECT_EQ(Text(), "一");
  EXPECT_TRUE(Composing().ink.empty());
}

TEST_F(AtTheSheet, AHeldKeyAndASleeveAreBounded) {
  Compose(std::string(screens::kMostComposedLetters, 'z'));
  EXPECT_EQ(Composing().letters.size(), screens::kMostComposedLetters);
  Compose("z");
  EXPECT_EQ(Composing().letters.size(), screens::kMostComposedLetters);
  Press(sheet::ChooseWay{EntryWay::Ink});
  for (std::size_t i = 0; i <= screens::kMostInkStrokes; ++i) Press(sheet::Write{{{{1, 1}, {}}}});
  EXPECT_EQ(Composing().ink.size(), screens::kMostInkStrokes);
}

TEST_F(AtTheSheet, TheTextKeepsItsLimitWhereverTheCaretIs) {
  std::string most;
  for (std::size_t i = 0; i < domain::kMaxFreeTextCharacters; ++i) most += "水";
  Press(sheet::Type{most});
  Press(sheet::MoveCaret{3});
  Press(sheet::Type{std::string("管")});
  EXPECT_EQ(base::CountCharacters(Text()), domain::kMaxFreeTextCharacters);
  EXPECT_EQ(Text(), most);
  Press(sheet::Type{ui::Key::Backspace});
  Press(sheet::Type{std::string("管")});
  EXPECT_TRUE(Text().starts_with("管水"));
}

TEST_F(AtTheSheet, APhraseGoesInWhereTheCaretIs) {
  Press(sheet::PickPhrase{0});
  EXPECT_EQ(Text(), "等候时间太长");
  Press(sheet::PickPhrase{99});
  EXPECT_EQ(Text(), "等候时间太长");
}

TEST_F(AtTheSheet, APhysicalKeyboardComposesPicksAndEnds) {
  const auto type = [&](std::string_view keys) {
    for (const char key : keys) {
      if (auto q = QuestionIn(counter_.Do(screens::Enter{{ui::Typed{std::string(1, key)}}}))) asked_ = std::move(q);
    }
  };
  type("shui");
  EXPECT_EQ(Composing().letters, "shui");
  Hear({{"睡", 4}, {"水", 4}});
  type("2");
  EXPECT_EQ(Text(), "水");
  type("A3");
  EXPECT_EQ(Text(), "水A3");
  type("guan");
  Hear({{"管", 4}});
  counter_.Do(screens::Enter{{ui::Typed{ui::Key::Enter}}});
  EXPECT_EQ(Text(), "水A3管");
  counter_.Do(screens::Enter{{ui::Typed{ui::Key::Enter}}});
  EXPECT_FALSE(Entries().sheet);
}

TEST_F(AtTheSheet, AScannedNumberGoesInAsItIsWhateverTheWay) {
  counter_.Do(screens::Enter{{ui::Typed{std::string("JA04261187")}}});
  EXPECT_EQ(Text(), "JA04261187");
}

TEST_F(AtTheSheet, AnEngineThatIsMissingSaysSoAndTheOthersGoOn) {
  Update(counter_.model(), Answer{.number = asked_->number, .way = EntryWay::Pinyin, .engine = EngineState::Missing});
  EXPECT_EQ(Composing().engine, EngineState::Missing);
  Press(sheet::ChooseWay{EntryWay::Strokes});
  EXPECT_EQ(Composing().engine, EngineState::Loading);
}

TEST_F(AtTheSheet, NothingIsLeftOfItAfterTheReset) {
  Compose("shui");
  Hear({{"水", 4}});
  Reset(counter_.model());
  counter_.Do(screens::Open{screens::Errand::FileComplaint});
  EXPECT_TRUE(Entries().texts.empty());
  EXPECT_FALSE(Entries().sheet);
}

}  // namespace
}  // namespace bianmin::app

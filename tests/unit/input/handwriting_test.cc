#include "kiosk/input/handwriting.h"

#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/input/written.h"

namespace bianmin::input {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::unique_ptr<Handwriting> Loaded(const HandwritingFiles& files) {
  auto handwriting = Handwriting::Load(files);
  if (!handwriting) throw std::runtime_error(handwriting.error().message);
  return std::move(*handwriting);
}

// With both readers, loaded once for all tests.
Handwriting& Both() {
  static const std::unique_ptr<Handwriting> kBoth = Loaded(BuiltFiles(true));
  return *kBoth;
}

struct Shares {
  double first = 0;
  double among_five = 0;
};

Shares SharesOf(Handwriting& handwriting, const std::string& file) {
  const auto lines = Written(file);
  Shares shares;
  for (const InkLine& line : lines) {
    const std::size_t place = PlaceOf(line.character, handwriting.Recognise(line.ink, 5));
    shares.first += place == 1 ? 1.0 / static_cast<double>(lines.size()) : 0;
    shares.among_five += place > 0 ? 1.0 / static_cast<double>(lines.size()) : 0;
  }
  return shares;
}

TEST(Handwriting, ReadsCarefulWriting) {
  ASSERT_TRUE(Both().HasOcr()) << Both().OcrFault();
  const Shares shares = SharesOf(Both(), "ink.txt");
  EXPECT_GE(shares.first, 0.92);
  EXPECT_GE(shares.among_five, 0.98);
}

TEST(Handwriting, ReadsJoinedAndWobblingStrokesAmongFive) {
  EXPECT_GE(SharesOf(Both(), "ink_joined.txt").among_five, 0.92);
}

TEST(Handwriting, ReadsWithoutTheSecondReader) {
  const auto handwriting = Loaded(BuiltFiles(false));
  EXPECT_FALSE(handwriting->HasOcr());
  EXPECT_THAT(handwriting->OcrFault(), IsEmpty());
  EXPECT_GE(SharesOf(*handwriting, "ink.txt").among_five, 0.88);
}

TEST(Handwriting, KnowsTheCharactersOfNamesHoweverTheyAreWritten) {
  base::SeededRandom random(5);
  for (const std::string character : {"喆", "堃", "昇", "祎", "彧", "濛"}) {
    const Ink ink = WrittenCharacter(character);
    EXPECT_THAT(PlaceOf(character, Both().Recognise(ink, 6)), Not(0U)) << character;
    EXPECT_THAT(PlaceOf(character, Both().Recognise(Distorted(ink, random), 6)), Not(0U)) << character << " distorted";
    EXPECT_THAT(PlaceOf(character, Both().Recognise(Shuffled(ink, random), 6)), Not(0U)) << character << " shuffled";
    EXPECT_THAT(PlaceOf(character, Both().Recognise(WithJoined(ink, 1), 6)), Not(0U)) << character << " joined";
  }
}

TEST(Handwriting, TheOrderOfStrokesDoesNotMatter) {
  base::SeededRandom random(6);
  const Ink ink = WrittenCharacter("房");
  const auto candidates = Both().Recognise(ink, 5);
  const auto shuffled = Both().Recognise(Shuffled(ink, random), 5);
  ASSERT_EQ(candidates.size(), shuffled.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    EXPECT_EQ(candidates[i].text, shuffled[i].text);
    EXPECT_NEAR(candidates[i].score, shuffled[i].score, 0.05);
  }
}

TEST(Handwriting, TheSameInkGivesTheSameAnswer) {
  const Ink ink = WrittenCharacter("想");
  const auto first = Both().Recognise(ink, 10);
  const auto again = Loaded(BuiltFiles(true))->Recognise(ink, 10);
  ASSERT_EQ(first.size(), 10U);
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].text, again[i].text);
    EXPECT_EQ(first[i].score, again[i].score);
  }
}

TEST(Handwriting, TheBestHasTheScoreZeroAndNoneIsBetterThanTheOneBefore) {
  const auto candidates = Both().Recognise(WrittenCharacter("国"), 8);
  ASSERT_EQ(candidates.size(), 8U);
  EXPECT_EQ(candidates[0].score, 0);
  for (std::size_t i = 1; i < candidates.size(); ++i) EXPECT_LE(candidates[i].score, candidates[i - 1].score);
}

// Our own reader, which sees where a finger went, is lost; the picture is the same.
TEST(Handwriting, WhatThePictureShowsForSureIsAmongFiveEvenWithEveryStrokeBackwards) {
  for (const std::string character : {"防", "国", "想", "居"}) {
    const auto candidates = Both().Recognise(Backwards(WrittenCharacter(character)), 8);
    EXPECT_EQ(PlaceOf(character, candidates), 5U) << character;
    for (std::size_t i = 1; i < candidates.size(); ++i) EXPECT_LE(candidates[i].score, candidates[i - 1].score);
  }
}

TEST(Handwriting, NoInkNoCandidates) {
  const float none = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(Both().Recognise({}, 5), IsEmpty());
  EXPECT_THAT(Both().Recognise({{}, {}}, 5), IsEmpty());
  EXPECT_THAT(Both().Recognise({{{none, 3}, {3, none}}}, 5), IsEmpty());
  EXPECT_THAT(Both().Recognise(WrittenCharacter("国"), 0), IsEmpty());
}

TEST(Handwriting, ADotIsReadAsSomething) {
  for (const InkCandidate& candidate : Both().Recognise({{{100, 100}}}, 5)) EXPECT_TRUE(std::isfinite(candidate.score));
  EXPECT_EQ(Both().Recognise({{{100, 100}}}, 5).size(), 5U);
}

TEST(Handwriting, ASleeveOnThePadCostsNoMoreThanAMoment) {
  base::SeededRandom random(7);
  Ink scribble(100);
  for (InkStroke& stroke : scribble) {
    for (int i = 0; i < 10'000; ++i) {
      stroke.push_back({static_cast<float>(random.Below(800)), static_cast<float>(random.Below(800))});
    }
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto candidates = Both().Recognise(scribble, 5);
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(candidates.size(), 5U);
  EXPECT_LT(took, std::chrono::seconds(2));  // 50 ms on an idle machine
}

TEST(Handwriting, AMissingModelIsAFaultThatSaysWhatToDo) {
  const auto handwriting =
      Handwriting::Load({.model = "/nowhere/handwriting.model", .ocr_model = {}, .ocr_characters = {}});
  ASSERT_FALSE(handwriting.ok());
  EXPECT_THAT(handwriting.error().message, HasSubstr("/nowhere/handwriting.model"));
  EXPECT_THAT(handwriting.error().message, HasSubstr("build the target handwriting_model"));
}

TEST(Handwriting, AMissingOrBrokenSecondReaderIsNamedAndTheFirstGoesOn) {
  const support::TemporaryFolder folder;
  HandwritingFiles files = BuiltFiles(true);
  const std::string network = *base::ReadFile(files.ocr_model, 20'000'000);
  files.ocr_model = (folder / "ocr.onnx").string();
  const auto fault_with = [&files](std::string_view bytes) {
    if (!base::ReplaceFile(files.ocr_model, bytes)) throw std::runtime_error("cannot write " + files.ocr_model);
    const auto handwriting = Loaded(files);
    EXPECT_EQ(handwriting->Recognise(WrittenCharacter("国"), 3).size(), 3U);
    EXPECT_FALSE(handwriting->HasOcr());
    return handwriting->OcrFault();
  };
  EXPECT_THAT(Loaded(files)->OcrFault(), HasSubstr("ocr.onnx"));  // it is not there yet
  EXPECT_THAT(fault_with(""), HasSubstr("ocr.onnx is no usable ONNX file"));
  for (const double part : {0.1, 0.5, 0.9, 0.99, 0.9999}) {
    const auto length = static_cast<std::size_t>(part * static_cast<double>(network.size()));
    EXPECT_THAT(fault_with(std::string_view(network).substr(0, length)), HasSubstr("install it again")) << part;
  }
}

TEST(Handwriting, CharactersThatDoNotBelongToTheNetworkAreRefused) {
  const support::TemporaryFolder folder;
  HandwritingFiles files = BuiltFiles(true);
  const std::string characters = *base::ReadFile(files.ocr_characters, 1'000'000);
  files.ocr_characters = (folder / "ocr.txt").string();
  ASSERT_TRUE(base::ReplaceFile(files.ocr_characters, characters + "\nx\n").ok());
  EXPECT_THAT(Loaded(files)->OcrFault(), HasSubstr("do not belong together"));
}

}  // namespace
}  // namespace bianmin::input

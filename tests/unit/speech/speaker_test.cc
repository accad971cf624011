// What residents hear, read from the samples that were produced.

#include "kiosk/speech/speaker.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>

#include "kiosk/speech/chime.h"
#include "tests/unit/speech/sound.h"

namespace bianmin::speech {
namespace {

using Condition = SpeakerState::Condition;

constexpr const char* kLong =
    "请您先选择一项服务，再按下一步，如果您不方便输入，请到人工窗口办理，工作人员会帮您登记，登记以后您会得到一个编号，"
    "请您保管好这个编号，以后可以用它查询进度，也可以评价服务";

TEST(Voice, SpeaksAChineseSentence) {
  Booth booth;
  const Sound sound = booth.Hear("您好，请问您要办什么事？");
  EXPECT_GT(sound.Seconds(), 1.5);
  EXPECT_LT(sound.Seconds(), 6);
  EXPECT_GT(sound.Rms(), 0.03);
  EXPECT_EQ(booth.speaker().state(), SpeakerState{});
}

TEST(Voice, SaysTheSameInTheSameWayAndSomethingElseInAnother) {
  Booth booth;
  const Sound once = booth.Hear("登记需求");
  EXPECT_EQ(once.samples, booth.Hear("登记需求").samples);
  EXPECT_NE(once.samples, booth.Hear("投诉建议").samples);
}

TEST(Voice, SpeaksEnglishWithAnotherVoice) {
  Booth booth;
  const Sound english = booth.Hear({{.text = "Please choose one.", .language = Language::English}});
  const Sound chinese = booth.Hear({{.text = "Please choose one.", .language = Language::Chinese}});
  EXPECT_GT(english.Seconds(), 0.8);
  // An English phrase in a Chinese text is spoken by the English voice too.
  EXPECT_NEAR(english.Seconds(), chinese.Seconds(), 0.1);
  EXPECT_NE(english.samples, booth.Hear("请选择一项。").samples);
}

TEST(Voice, SaysWhatItIsGivenInOrder) {
  Booth booth;
  const Sound first = booth.Hear("登记需求");
  const Sound second = booth.Hear({{.text = "Register", .language = Language::English}});
  const Sound both = booth.Hear({{.text = "登记需求"}, {.text = "Register", .language = Language::English}});
  Samples expected = first.samples;
  expected.insert(expected.end(), second.samples.begin(), second.samples.end());
  EXPECT_EQ(both.samples, expected);
}

TEST(Voice, IsSlowerAndFasterAsAsked) {
  Booth booth;
  const double ordinary = booth.Hear(kLong).Seconds();
  const double slow = booth.Hear(kLong, {.rate_percent = kSlowest}).Seconds();
  const double fast = booth.Hear(kLong, {.rate_percent = kFastest}).Seconds();
  EXPECT_GT(slow, 1.7 * ordinary);
  EXPECT_LT(fast, 0.6 * ordinary);
  EXPECT_EQ(booth.Hear(kLong, {.rate_percent = kSlowest - 1}).Seconds(), slow) << "past the limit is the limit";
  EXPECT_EQ(booth.Hear(kLong, {.rate_percent = kFastest + 1}).Seconds(), fast);
}

TEST(Voice, IsLouderWithoutClipping) {
  Booth booth;
  const Sound ordinary = booth.Hear(kLong);
  const Sound loud = booth.Hear(kLong, {.volume_percent = 200});
  const Sound loudest = booth.Hear(kLong, {.volume_percent = kLoudest});
  EXPECT_NEAR(booth.Hear(kLong, {.volume_percent = 50}).Rms(), ordinary.Rms() / 2, 0.002);
  EXPECT_GT(loud.Rms(), 1.5 * ordinary.Rms());
  EXPECT_GT(loudest.Rms(), 1.2 * loud.Rms());
  EXPECT_LE(loudest.Peak(), 32000.0 / 32768);
  EXPECT_EQ(booth.Hear(kLong, {.volume_percent = kLoudest + 1}).samples, loudest.samples);
  EXPECT_EQ(booth.Hear(kLong, {.volume_percent = 0}).Peak(), 0);
}

TEST(Chime, IsTwoTonesAndNeedsNoVoice) {
  Booth booth(Pace::Fast, [](SpeakerOptions& options) { options.espeak = "/nowhere/espeak-ng"; });
  ASSERT_TRUE(booth.speaker().Chime(100));
  const Sound sound = booth.Heard();
  EXPECT_NEAR(sound.Seconds(), 1.1, 0.05);
  for (const double hertz : kChimeHertz) EXPECT_GT(sound.ShareOfTone(hertz), 0.1) << hertz;
  EXPECT_LT(sound.ShareOfTone(600), 0.01);
  EXPECT_GT(sound.Peak(), 0.2);
  EXPECT_LT(sound.Peak(), 0.5) << "calm";
}

TEST(Chime, WaitsForWhatIsSaidAndIsNotStoppedWithIt) {
  Booth booth(Pace::Real);
  booth.speaker().Say({{.text = kLong}}, {});
  EXPECT_FALSE(booth.speaker().Chime(100));
  const std::size_t before = booth.StopAndHear().samples.size();
  ASSERT_TRUE(booth.speaker().Chime(100));
  booth.speaker().Stop();  // somebody touches the screen
  EXPECT_NEAR(booth.Heard().From(before).Seconds(), 1.1, 0.1);
}

TEST(Voice, StopsAtOnce) {
  Booth booth(Pace::Real);
  booth.speaker().Say({{.text = kLong}}, {});
  EXPECT_TRUE(booth.speaker().IsSpeaking());
  ASSERT_TRUE(booth.WaitUntil([] { return !Children().empty(); }));
  booth.speaker().Stop();
  EXPECT_FALSE(booth.speaker().IsSpeaking());
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_TRUE(booth.WaitUntil([] { return Children().empty(); })) << "the program goes on after the stop";
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{2});
  // The file of this pace holds what would have been heard: far less than the sentence, and no more comes.
  const Sound heard = booth.StopAndHear();
  EXPECT_LT(heard.Seconds(), 2);
  EXPECT_EQ(booth.StopAndHear().samples.size(), heard.samples.size());
}

TEST(Voice, ANewTextTakesThePlaceOfTheOld) {
  Booth booth(Pace::Real);
  const Sound alone = booth.Hear("完成");
  const std::size_t before = booth.Heard().samples.size();
  booth.speaker().Say({{.text = kLong}, {.text = kLong}}, {});
  ASSERT_TRUE(booth.WaitUntil([] { return !Children().empty(); }));
  booth.speaker().Say({{.text = "完成"}}, {});
  const Sound both = booth.Heard().From(before);
  ASSERT_GT(both.samples.size(), alone.samples.size() / 2);
  EXPECT_LT(both.Seconds(), alone.Seconds() + 5) << "the old text was said to its end";
}

TEST(Voice, TakesAsLongAsItIsHeardOnARealDevice) {
  Booth booth(Pace::Real);
  const auto begun = std::chrono::steady_clock::now();
  const Sound sound = booth.Hear("登记需求");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  EXPECT_GT(took.count(), sound.Seconds() - 0.05);
}

TEST(Voice, NeverSpeaksWhatIsMasked) {
  Booth booth;
  for (const char* masked : {"•••", "******", "●●●●", "＊＊＊", " • • • "}) {
    EXPECT_EQ(booth.Hear(masked).samples.size(), 0U) << masked;
  }
  EXPECT_EQ(booth.Hear("密码 ••••••").samples, booth.Hear("密码 ••").samples) << "its length is told";
}

TEST(Voice, IsOffWithoutADevice) {
  Booth booth(Pace::Fast, [](SpeakerOptions& options) { options.device = "none"; });
  EXPECT_EQ(booth.speaker().state().condition, Condition::Off);
  booth.speaker().Say({{.text = "您好"}}, {});
  EXPECT_FALSE(booth.speaker().IsSpeaking());
  booth.speaker().Stop();
}

TEST(Voice, SaysAtMostTwoHundredUtterances) {
  Booth booth;
  WriteTone(booth.folder() / "voice/zh/tone.wav", {.seconds = 0.1}, FileKind::Wav);
  const std::size_t one = booth.Hear({{.id = "tone"}}).samples.size();
  const std::vector<Utterance> many(kMostUtterances, {.id = "tone"});
  EXPECT_EQ(booth.Hear(many).samples.size(), one * kMostUtterances);
  std::vector<Utterance> too_many = many;
  too_many.push_back({.id = "tone"});
  EXPECT_EQ(booth.Hear(too_many).samples.size(), one * kMostUtterances);
}

TEST(Voice, HoldsNoDeviceAndNoProgramWhileSilent) {
  Booth booth;
  booth.Hear("好");
  const std::size_t before = OpenDescriptors();
  for (int i = 0; i < 40; ++i) booth.Hear(i % 2 == 0 ? "好" : "请您看一下");
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_TRUE(Children().empty());
}

TEST(Voice, KeepsUpWithManyOrdersAtOnce) {
  Booth booth;
  booth.Hear("好");
  const std::size_t before = OpenDescriptors();
  for (int i = 0; i < 10'000; ++i) {
    if (i % 7 == 0) booth.speaker().Stop();
    booth.speaker().Say({{.text = kLong}}, {});
  }
  booth.StopAndHear();
  const Sound after = booth.Hear("完成");
  EXPECT_GT(after.Seconds(), 0.3);
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_TRUE(Children().empty());
}

}  // namespace
}  // namespace bianmin::speech

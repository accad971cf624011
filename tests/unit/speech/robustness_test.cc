// A voice that is missing, dies, hangs or is lied to.

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <sstream>

#include "kiosk/speech/prepare.h"
#include "tests/unit/speech/sound.h"

namespace bianmin::speech {
namespace {

using Condition = SpeakerState::Condition;

constexpr const char* kEspeak = "/usr/bin/espeak-ng";
constexpr const char* kLong =
    "请您先选择一项服务，再按下一步，如果您不方便输入，请到人工窗口办理，工作人员会帮您登记。";

std::string ReadText(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(BrokenVoice, OneThatIsKilledSaysTheNextSentence) {
  Booth booth(Pace::Real);
  ASSERT_TRUE(booth.WaitUntil([] { return Children().empty(); }));
  booth.speaker().Say({{.text = kLong}}, {.rate_percent = kSlowest});
  int killed = 0;
  // Twice: the first time the sentence goes on in a new child.
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(booth.WaitUntil([&] {
      const std::vector<int> children = Children();
      if (children.empty() || children.front() == killed) return false;
      killed = children.front();
      return kill(killed, SIGKILL) == 0;  // it may end by itself in between
    }));
  }
  ASSERT_TRUE(booth.WaitUntil([&] { return !booth.speaker().IsSpeaking(); }));
  const Sound next = booth.Hear("完成");
  EXPECT_GT(next.Seconds(), 0.3);
  EXPECT_GT(next.Rms(), 0.03);
  EXPECT_EQ(booth.speaker().state(), SpeakerState{});
  EXPECT_TRUE(Children().empty()) << "a zombie is left";
}

TEST(BrokenVoice, ASentenceInWhichItDiesIsHeardOnceAndWhole) {
  support::TemporaryFolder folder;
  const std::string mark = (folder / "died").string();
  const auto dying =
      WriteScript(folder / "espeak", "if [ ! -e " + mark + " ]; then touch " + mark + "; " + kEspeak +
                                         " \"$@\" | head -c 50001; kill -9 $$; fi\nexec " + kEspeak + " \"$@\"");
  std::ofstream(mark).close();
  Booth booth(Pace::Fast, [&](SpeakerOptions& options) { options.espeak = dying.string(); });
  const Sound whole = booth.Hear(kLong);
  std::filesystem::remove(mark);
  const Sound mended = booth.Hear(kLong);
  EXPECT_TRUE(std::filesystem::exists(mark)) << "it did not die";
  EXPECT_EQ(mended.samples, whole.samples);
}

TEST(BrokenVoice, AMissingProgramIsToldAndFoundAgain) {
  support::TemporaryFolder folder;
  const std::filesystem::path missing = folder / "espeak";
  Booth booth(Pace::Fast, [&](SpeakerOptions& options) { options.espeak = missing.string(); });
  ASSERT_TRUE(booth.WaitUntil([&] { return booth.speaker().state().condition == Condition::NoVoice; }));
  const std::string detail = booth.speaker().state().detail;
  EXPECT_NE(detail.find(missing.string()), std::string::npos) << detail;
  EXPECT_NE(detail.find("install espeak-ng"), std::string::npos) << detail;
  EXPECT_EQ(booth.Hear(kLong).samples.size(), 0U);
  WriteScript(missing, std::string("exec ") + kEspeak + " \"$@\"");
  EXPECT_TRUE(booth.WaitUntil([&] { return booth.speaker().state() == SpeakerState{}; }));
  EXPECT_GT(booth.Hear("完成").Seconds(), 0.3);
}

TEST(BrokenVoice, AProgramThatSaysNothingIsToldAsMissing) {
  support::TemporaryFolder folder;
  for (const char* body : {"cat >/dev/null; exit 1", "exit 0", "head -c 100000 /dev/zero", "kill -9 $$"}) {
    const auto mute = WriteScript(folder / "espeak", body);
    Booth booth(Pace::Fast, [&](SpeakerOptions& options) { options.espeak = mute.string(); });
    ASSERT_TRUE(booth.WaitUntil([&] { return booth.speaker().state().condition == Condition::NoVoice; })) << body;
    EXPECT_EQ(booth.Hear(kLong).samples.size(), 0U) << body;
  }
}

TEST(BrokenVoice, AHungProgramIsGivenUp) {
  support::TemporaryFolder folder;
  const auto hung = WriteScript(folder / "espeak", "exec sleep 1000");
  Booth booth(Pace::Fast, [&](SpeakerOptions& options) {
    options.espeak = hung.string();
    options.patience = base::Milliseconds{100};
  });
  booth.speaker().Say({{.text = kLong}}, {});
  ASSERT_TRUE(booth.WaitUntil([&] { return !booth.speaker().IsSpeaking(); }));
  EXPECT_EQ(booth.speaker().state().condition, Condition::NoVoice);
  EXPECT_NE(booth.speaker().state().detail.find("does not answer"), std::string::npos);
}

TEST(BrokenVoice, GoingDoesNotWaitForAHungProgram) {
  support::TemporaryFolder folder;
  const auto hung = WriteScript(folder / "espeak", "exec sleep 1000");
  const auto begun = std::chrono::steady_clock::now();
  {
    Booth booth(Pace::Fast, [&](SpeakerOptions& options) {
      options.espeak = hung.string();
      options.patience = std::chrono::minutes{10};
    });
    booth.speaker().Say({{.text = kLong}}, {});
    ASSERT_TRUE(booth.WaitUntil([] { return !Children().empty(); }));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{30});
  EXPECT_TRUE(Children().empty());
}

TEST(BrokenVoice, TheProgramLearnsNothingButTheTextOnItsInput) {
  support::TemporaryFolder folder;
  const std::string log = (folder / "log").string();
  const auto spy =
      WriteScript(folder / "espeak", "{ echo \"$@\"; cat /proc/$$/environ | tr '\\0' '\\n'; ls /proc/$$/fd; } >> " +
                                         log + "\nexec " + kEspeak + " \"$@\"");
  Booth booth(Pace::Fast, [&](SpeakerOptions& options) { options.espeak = spy.string(); });
  booth.Hear("王小明的电话");
  const std::string learnt = ReadText(log);
  EXPECT_NE(learnt.find("cmn-latn-pinyin"), std::string::npos) << learnt;
  EXPECT_EQ(learnt.find("王"), std::string::npos) << learnt;
  EXPECT_EQ(learnt.find("HOME"), std::string::npos) << learnt;
  // sh itself holds its script open as 10.
  for (const char* descriptor : {"\n3\n", "\n4\n", "\n5\n", "\n6\n", "\n7\n"}) {
    EXPECT_EQ(learnt.find(descriptor), std::string::npos) << learnt;
  }
}

TEST(BrokenVoice, AFileThatCannotBeWrittenIsAMissingSoundCard) {
  Booth booth(Pace::Fast, [](SpeakerOptions& options) { options.device = "file:/nowhere/at/all.wav"; });
  ASSERT_TRUE(booth.WaitUntil([&] { return booth.speaker().state().condition == Condition::NoSoundCard; }));
  booth.speaker().Say({{.text = kLong}}, {});
  EXPECT_TRUE(booth.WaitUntil([&] { return !booth.speaker().IsSpeaking(); }));
}

TEST(BrokenVoice, AFaultyTableIsANote) {
  support::TemporaryFolder folder;
  const auto table = folder / "table.txt";
  std::ofstream(table) << "空调 kong1\n";
  Booth booth(Pace::Fast, [&](SpeakerOptions& options) { options.overrides = table.string(); });
  EXPECT_GT(booth.Hear("空调").Seconds(), 0.3);
  const SpeakerState state = booth.speaker().state();
  EXPECT_EQ(state.condition, Condition::Ready);
  ASSERT_EQ(state.notes.size(), 1U);
  EXPECT_NE(state.notes[0].find("line 1"), std::string::npos) << state.notes[0];
}

TEST(StrangeTexts, AreSpokenOrLeftOutWithoutHarm) {
  Booth booth;
  const double plain = booth.Hear("您好").Seconds();
  EXPECT_EQ(booth.Hear("").samples.size(), 0U);
  EXPECT_EQ(booth.Hear(" \n\t，。！").samples.size(), 0U);
  EXPECT_NEAR(booth.Hear("\xFF\xFE您\xE5\x80好\x80").Seconds(), plain, 0.1) << "bytes that are no UTF-8";
  EXPECT_NEAR(booth.Hear(std::string("\x01") + "40P您\x02\x1B好\x7F" + std::string(1, '\0')).Seconds(), plain, 3)
      << "control characters, which espeak-ng would obey";
  EXPECT_NEAR(booth.Hear("[[您]]<speak>好").Seconds(), plain, 3);
  EXPECT_EQ(booth.speaker().state(), SpeakerState{});
}

TEST(StrangeTexts, TenThousandCharactersBeginAtOnceAndCanBeStopped) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "水";
  Booth booth(Pace::Real);
  booth.Hear("好");
  const std::size_t before = booth.Heard().samples.size();
  booth.speaker().Say({{.text = text}}, {});
  EXPECT_TRUE(booth.WaitUntil(
      [&] { return std::filesystem::file_size(booth.folder() / "said.wav") > 44 + 2 * before + 10'000; }));
  EXPECT_TRUE(booth.speaker().IsSpeaking());
  EXPECT_LT(booth.StopAndHear().From(before).Seconds(), 5);
}

}  // namespace
}  // namespace bianmin::speech

// Recordings of an institution in the place of the synthetic voice.

#include "kiosk/speech/recording.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/unit/speech/sound.h"

namespace bianmin::speech {
namespace {

Utterance Title(Language language = Language::Chinese) {
  return {.id = "home.title", .text = "您好，请问您要办什么事？", .language = language};
}

TEST(ARecording, ReplacesTheSyntheticVoice) {
  Booth booth;
  const Sound synthetic = booth.Hear({Title()});
  WriteTone(booth.folder() / "voice/zh/home.title.wav", {.hertz = 440, .seconds = 0.5}, FileKind::Wav);
  const Sound recorded = booth.Hear({Title()});
  EXPECT_NEAR(recorded.Seconds(), 0.5, 0.01);
  EXPECT_GT(recorded.ShareOfTone(440), 0.95);
  EXPECT_LT(synthetic.ShareOfTone(440), 0.2);
  EXPECT_NEAR(recorded.Peak(), 0.5, 0.02);
  // Another language and another id are not replaced.
  EXPECT_LT(booth.Hear({Title(Language::English)}).ShareOfTone(440), 0.2);
  EXPECT_EQ(booth.Hear({{.id = "home.rate", .text = Title().text}}).samples, synthetic.samples);
  EXPECT_EQ(booth.Hear({{.text = Title().text}}).samples, synthetic.samples) << "free text";
}

TEST(ARecording, OggComesBeforeWav) {
  Booth booth;
  WriteTone(booth.folder() / "voice/zh/home.title.wav", {.hertz = 440}, FileKind::Wav);
  WriteTone(booth.folder() / "voice/zh/home.title.ogg", {.hertz = 880}, FileKind::Ogg);
  EXPECT_GT(booth.Hear({Title()}).ShareOfTone(880), 0.9);
}

TEST(ARecording, IsPlayedInItsPlaceAmongOthersLouderIfAsked) {
  Booth booth;
  WriteTone(booth.folder() / "voice/en/home.title.ogg", {.hertz = 660, .amplitude = 0.2}, FileKind::Ogg);
  const double before = booth.Hear("完成").Seconds();
  const Sound sound = booth.Hear({{.text = "完成"}, Title(Language::English)}, {.volume_percent = 200});
  const Sound tone = sound.From(static_cast<std::size_t>(before * kSampleRate));
  EXPECT_GT(tone.ShareOfTone(660), 0.9);
  EXPECT_NEAR(tone.Peak(), 0.4, 0.03);
}

TEST(ARecording, OfAnyRateAndNumberOfChannelsKeepsItsPitchAndLength) {
  support::TemporaryFolder folder;
  for (const int rate : {8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000}) {
    for (const int channels : {1, 2, 8}) {
      WriteTone(folder / "tone.wav", {.hertz = 1000, .seconds = 0.3, .rate = rate, .channels = channels},
                FileKind::Wav);
      const auto samples = ReadRecording(folder / "tone.wav");
      ASSERT_TRUE(samples.ok()) << samples.error().message;
      const Sound sound{*samples};
      EXPECT_NEAR(sound.Seconds(), 0.3, 0.01) << rate;
      EXPECT_GT(sound.ShareOfTone(1000), 0.95) << rate << " " << channels;
    }
  }
}

TEST(ARecording, HasLimits) {
  support::TemporaryFolder folder;
  const auto file = folder / "tone.wav";
  const auto is_used = [&](const Tone& tone) {
    WriteTone(file, tone, FileKind::Wav);
    return ReadRecording(file).ok();
  };
  EXPECT_TRUE(is_used({.seconds = kMostRecordingSeconds, .rate = 8000}));
  EXPECT_FALSE(is_used({.seconds = kMostRecordingSeconds + 0.1, .rate = 8000}));
  EXPECT_TRUE(is_used({.channels = kMostRecordingChannels}));
  EXPECT_FALSE(is_used({.channels = kMostRecordingChannels + 1}));
  EXPECT_FALSE(is_used({.rate = 7999}));
  EXPECT_FALSE(is_used({.rate = 192'001}));
  EXPECT_FALSE(is_used({.amplitude = 0.0001})) << "silent";
  EXPECT_FALSE(is_used({.seconds = 0}));
  std::filesystem::resize_file(file, kMostRecordingBytes + 1);
  EXPECT_FALSE(ReadRecording(file).ok());
}

TEST(ABrokenRecording, IsSpokenAndToldToStaff) {
  Booth booth;
  const Sound synthetic = booth.Hear({Title()});
  const auto file = booth.folder() / "voice/zh/home.title.ogg";
  const auto expect_synthetic = [&](const char* what) {
    EXPECT_EQ(booth.Hear({Title()}).samples, synthetic.samples) << what;
    const SpeakerState state = booth.speaker().state();
    EXPECT_EQ(state.condition, SpeakerState::Condition::Ready);
    ASSERT_EQ(state.notes.size(), 1U) << what;
    EXPECT_NE(state.notes[0].find("home.title.ogg"), std::string::npos) << state.notes[0];
  };
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << "this is a letter, not a song";
  expect_synthetic("text");
  std::ofstream(file).close();
  expect_synthetic("empty");
  WriteTone(file, {.seconds = 3}, FileKind::Ogg);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 3);
  expect_synthetic("cut off");
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);
  expect_synthetic("a folder");
  std::filesystem::remove(file);
  ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
  expect_synthetic("a pipe that nobody writes to");
  std::filesystem::remove(file);
  std::filesystem::create_symlink("/dev/zero", file);
  expect_synthetic("a device");
  std::filesystem::remove(file);
  WriteTone(file, {}, FileKind::Ogg);
  EXPECT_GT(booth.Hear({Title()}).ShareOfTone(440), 0.9);
  EXPECT_TRUE(booth.speaker().state().notes.empty()) << "the note stays though the file was mended";
}

TEST(ABrokenRecording, LeavesNoDescriptorOpen) {
  support::TemporaryFolder folder;
  std::ofstream(folder / "bad.ogg") << "OggS but no more";
  const std::size_t before = OpenDescriptors();
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(ReadRecording(folder / "bad.ogg").ok());
  EXPECT_EQ(OpenDescriptors(), before);
}

TEST(ARecordingId, LeadsNowhereElse) {
  support::TemporaryFolder folder;
  WriteTone(folder / "secret.wav", {}, FileKind::Wav);
  WriteTone(folder / "voice/zh/home.title.wav", {}, FileKind::Wav);
  const auto found = [&](std::string_view id) {
    return FindRecording(folder / "voice", Language::Chinese, id).has_value();
  };
  EXPECT_TRUE(found("home.title"));
  for (const char* id : {"", ".", "..", "../../secret", "../zh/home.title", "/etc/passwd", "home/title", "a..b", "Home",
                         "home.title\n", ".home", "-home", "home title", "家"}) {
    EXPECT_FALSE(found(id)) << id;
    EXPECT_FALSE(IsRecordingId(id)) << id;
  }
  EXPECT_FALSE(found(std::string_view("home.title\0x", 12)));
  EXPECT_TRUE(IsRecordingId(std::string(kLongestRecordingId, 'a')));
  EXPECT_FALSE(IsRecordingId(std::string(kLongestRecordingId + 1, 'a')));
  EXPECT_FALSE(FindRecording("", Language::Chinese, "home.title"));
}

}  // namespace
}  // namespace bianmin::speech

// The sound card, as far as a machine without one can tell: ALSA's own null and tee devices go through all of the code.

#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/speech/output.h"
#include "tests/unit/speech/sound.h"

namespace bianmin::speech {
namespace {

using Condition = SpeakerState::Condition;

TEST(ASoundCard, GetsTheSamplesThatAFileGets) {
  support::TemporaryFolder folder;
  const std::string raw = (folder / "card.raw").string();
  Booth card(Pace::Fast, [&](SpeakerOptions& options) { options.device = "tee:'null','" + raw + "',raw"; });
  Booth file;
  card.Hear("登记需求");
  EXPECT_EQ(card.speaker().state(), SpeakerState{});
  const Sound expected = file.Hear("登记需求");
  std::ifstream stream(raw, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  Samples got(bytes.size() / 2);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(got.data()));
  EXPECT_EQ(got, expected.samples);
}

TEST(ASoundCard, ThatIsMissingIsToldAndStopsNothing) {
  const std::size_t before = OpenDescriptors();
  {
    Booth booth(Pace::Fast, [](SpeakerOptions& options) { options.device = "hw:CARD=NoSuchCard"; });
    ASSERT_TRUE(booth.WaitUntil([&] { return booth.speaker().state().condition == Condition::NoSoundCard; }));
    EXPECT_NE(booth.speaker().state().detail.find("NoSuchCard"), std::string::npos) << booth.speaker().state().detail;
    for (int i = 0; i < 20; ++i) {
      booth.speaker().Say({{.text = "您好"}}, {});
      ASSERT_TRUE(booth.WaitUntil([&] { return !booth.speaker().IsSpeaking(); }));
    }
  }
  EXPECT_LE(OpenDescriptors(), before + 1);
}

TEST(ASoundCard, CanBeOpenedAndClosedAgainAndAgain) {
  const std::unique_ptr<Output> card = MakeAlsaOutput("null");
  const Samples samples(3000, 1000);
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(card->Open().ok());
    for (std::span<const std::int16_t> rest = samples; !rest.empty();) {
      const auto taken = card->Write(rest);
      ASSERT_TRUE(taken.ok());
      rest = rest.subspan(*taken);
    }
    EXPECT_LT(card->Unheard(), kAhead + base::Milliseconds{50});
    card->Close();
    card->Close();
  }
}

}  // namespace
}  // namespace bianmin::speech

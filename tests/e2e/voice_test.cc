// A resident who does not see the screen: listening first, each control is touched to be heard and touched again to be
// pressed. The kiosk is the real one, with real X events; its sound card is a file.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <thread>

#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"
#include "tests/unit/speech/sound.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using speech::Sound;

constexpr double kLeastSeconds = 0.15;
constexpr double kLeastLoudness = 0.01;  // of full scale, root mean square
constexpr const char* kRecorded = "register.group.question";
constexpr speech::Tone kTone{.hertz = 523, .seconds = 0.7, .amplitude = 0.4};

// Whether this was said, as a sentence of its own, anywhere in what was heard: espeak-ng says the same in the same way.
bool WasSaid(const std::string& text, const Sound& all) {
  speech::Booth booth(speech::Pace::Fast, [](speech::SpeakerOptions& options) {
    options.overrides = (fs::path(BIANMIN_BINARY_DIR).parent_path() / "share/voice/overrides_zh.txt").string();
  });
  const speech::Samples said = booth.Hear(text).samples;
  EXPECT_FALSE(said.empty()) << text;
  return std::search(all.samples.begin(), all.samples.end(), said.begin(), said.end()) != all.samples.end();
}

class Listening : public ::testing::Test {
 protected:
  Listening() {
    fs::create_directories(folder_ / "recordings/zh");
    speech::WriteTone(folder_ / "recordings/zh" / (std::string(kRecorded) + ".wav"), kTone, speech::FileKind::Wav);
    PrepareState(fs::path(BIANMIN_SOURCE_DIR) / "packaging" / "demo_state.sh", places_,
                 {"width_mm=268", "speaks=true", "voice=file:" + sound_file().string(),
                  "recordings=" + (folder_ / "recordings").string()});
    deployment_.StartKiosk(server_.display());
  }
  ~Listening() override {
    deployment_.KillAll();
    std::error_code ignored;
    if (!HasFailure()) fs::remove_all(folder_, ignored);
  }

  fs::path sound_file() const { return folder_ / "sound.wav"; }
  // What has come since the last call, once it has all been said.
  Sound Heard() {
    std::size_t size = 0;
    auto changed = std::chrono::steady_clock::now();
    const auto deadline = changed + 30s;
    while (std::chrono::steady_clock::now() < deadline) {
      std::error_code none_yet;
      const std::size_t now = fs::file_size(sound_file(), none_yet);
      if (none_yet || now != size) changed = std::chrono::steady_clock::now();
      size = none_yet ? 0 : now;
      const bool has_more = size > 44 + 2 * heard_;
      if (has_more && std::chrono::steady_clock::now() - changed > 400ms) break;
      std::this_thread::sleep_for(10ms);
    }
    const Sound all = speech::ReadSound(sound_file());
    const Sound news = all.From(heard_);
    heard_ = all.samples.size();
    return news;
  }

  static void ExpectSpeech(const Sound& sound, const std::string& of_what) {
    EXPECT_GT(sound.Seconds(), kLeastSeconds) << of_what;
    EXPECT_GT(sound.Rms(), kLeastLoudness) << of_what;
  }

  // Through the panel of the header, as anybody would.
  void ChoosesToListenFirst() {
    resident_.Tap("header.sound");
    resident_.Tap("comfort.listen_first");
    ListensFrom("comfort");
  }
  void ListensFrom(const std::string& page) {
    page_ = page;
    resident_.ListenFirst({.before_touch =
                               [this](const SeenScreen& screen) {
                                 if (screen.page == page_) return;
                                 page_ = screen.page;
                                 pages_[page_] = Heard();
                                 ExpectSpeech(pages_[page_], "the page " + page_);
                               },
                           .heard =
                               [this](std::string_view id) {
                                 EXPECT_EQ(resident_.Look().page, page_) << id << " was pressed by the first touch";
                                 ExpectSpeech(Heard(), std::string(id));
                               }});
  }

  fs::path folder_ = fs::temp_directory_path() / ("bianmin-voice-" + std::to_string(getpid()));
  DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", 0};
  XServer server_{{1080, 1920}, folder_ / "xvfb.log"};
  XDisplay display_{server_.display()};
  Deployment deployment_{places_};
  XResident resident_{display_, deployment_.automation(), {}};
  XJourney journey_{resident_, XJourney::Manner::Hasty};
  std::size_t heard_ = 0;  // samples
  std::string page_;
  std::map<std::string, Sound> pages_;
};

TEST_F(Listening, ANeedIsRegisteredToItsNumberByEarAlone) {
  journey_.GoHome();
  ChoosesToListenFirst();
  Heard();
  resident_.Tap("footer.next");
  EXPECT_FALSE(journey_.RegistersNeed().empty());
  ExpectSpeech(Heard(), "the result");
  for (const char* page : {"home", "register.privacy", "register.group", "register.service", "register.phone",
                           "register.room", "register.review"})
    EXPECT_TRUE(pages_.contains(page)) << page << " was not heard";

  const Sound all = speech::ReadSound(sound_file());
  EXPECT_TRUE(WasSaid("登记需求", all)) << "the test does not know what speech sounds like";
  for (const char* phone : {"13800001234", "138 0000 1234"}) EXPECT_FALSE(WasSaid(phone, all)) << phone;
}

TEST_F(Listening, AnInstitutionsOwnRecordingIsHeardInThePlaceOfTheSyntheticVoice) {
  journey_.GoHome();
  Heard();
  resident_.Tap("home.register");
  const Sound page = Heard();
  const auto tone = static_cast<std::size_t>(kTone.seconds * speech::kSampleRate);
  double best = 0;
  for (std::size_t at = 0; at + tone <= page.samples.size(); at += tone / 16) {
    const Sound part{{page.samples.begin() + static_cast<std::ptrdiff_t>(at),
                      page.samples.begin() + static_cast<std::ptrdiff_t>(at + tone)}};
    best = std::max(best, part.ShareOfTone(kTone.hertz));
  }
  EXPECT_GT(best, 0.9) << "on the page " << resident_.Look().page;
  EXPECT_LT(page.ShareOfTone(kTone.hertz), 0.9) << "the rest of the page is spoken";
}

}  // namespace
}  // namespace bianmin::support

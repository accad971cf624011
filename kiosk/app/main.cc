// bianmin-kiosk: the screen at the counter. It talks to residents and to the database, never to the network.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "kiosk/app/app.h"
#include "kiosk/app/night.h"
#include "kiosk/app/peripherals.h"
#include "kiosk/app/worker.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "kiosk/base/memory.h"
#include "kiosk/platform/display.h"
#include "kiosk/store/database.h"
#include "kiosk/wire/cloud_event_writer.h"

namespace bianmin::app {
namespace {

struct Options {
  std::string config;
  std::string windowed;  // "1280x720"; empty: as the settings say
  std::string automation;
  bool is_set_up = false;
};

// What the worker opens its store from; lives as long as the program.
struct StoreSource {
  const Settings& settings;
  base::SystemRandom& random;
  std::optional<wire::CloudEventWriter> writer;

  base::Result<store::Store> Open() {
    const domain::KioskSettings& kiosk = settings.kiosk;
    auto key = base::SecretKey::Load(kiosk.storage.key);
    if (!key) return key.error();
    const auto centre_key = base::LoadPublicKey(kiosk.storage.centre_public_key);
    if (!centre_key) return centre_key.error();
    if (!writer) writer.emplace(kiosk.name.Source(), wire::WriterKeys{.centre = *centre_key, .city = {}});
    auto database = store::Database::Open({.file = kiosk.storage.database});
    if (!database) return database.error();
    return store::Store::Open({.database = *std::move(database),
                               .key = *std::move(key),
                               .clock = base::SystemClock(),
                               .random = random,
                               .events = *writer,
                               .kiosk = kiosk.code,
                               .times = kiosk.response,
                               .calendar = settings.calendar});
  }
};

base::Result<platform::WindowOptions> WindowOf(const Options& options, const domain::DisplaySettings& display) {
  platform::WindowOptions window{.is_fullscreen = display.is_fullscreen, .monitor = display.monitor};
  if (options.windowed.empty()) return window;
  int width = 0;
  int height = 0;
  char rest = 0;
  if (std::sscanf(options.windowed.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 320 || height < 320) {
    return base::Error{base::ErrorCode::Invalid, "--windowed takes a size such as 1280x720, at least 320x320"};
  }
  window.is_fullscreen = false;
  window.size = {width, height};
  return window;
}

// Without one, receipts carry the number alone.
base::Result<std::optional<base::SecretKey>> LoadCityKey(const std::string& place) {
  if (place.empty()) return std::optional<base::SecretKey>{};
  auto key = base::SecretKey::Load(place);
  if (!key) return key.error();
  return std::optional{*std::move(key)};
}

// Without one, no settings are taken from the centre.
base::Result<std::optional<base::PublicKey>> LoadOperatorKey(const std::string& file) {
  if (file.empty()) return std::optional<base::PublicKey>{};
  auto key = base::LoadPublicKey(file);
  if (!key) return key.error();
  return std::optional{*key};
}

void RunUntilClosed(platform::Display& display, App& app, Worker& worker, Peripherals& peripherals) {
  const platform::Stage stage{.look = [&](ui::PixelSize pixels) { return app.LookFor(pixels); },
                              .draw = [&](ui::Frame& frame) { app.Draw(frame); },
                              .apply = [&] { app.Apply(); }};
  const auto version = domain::Version::Parse(BIANMIN_VERSION);
  bool has_come_up = false;
  while (!display.IsClosed()) {
    const platform::RedrawReasons reasons = display.Wait();
    if (reasons.IsEmpty()) return;
    for (const Report& report : worker.Take()) app.Take(report);
    peripherals.Report(app);
    worker.Note({version, peripherals.printer()});
    const base::Milliseconds next = app.Elapse();
    if (reasons.Has(platform::RedrawReason::Input)) peripherals.Hush();
    display.Show(stage);
    app.Speak(display.Context().Shown(), display.Context().TakeHeard());
    // After drawing: a touch on the idle warning must still find its buttons.
    if (reasons.Has(platform::RedrawReason::Input)) app.Touched();
    display.NextAt(std::min(next, app.Elapse()));
    // What only the start needed: pages of fonts, the settings' texts.
    if (!has_come_up) base::ReturnMemory();
    has_come_up = true;
  }
}

base::Result<base::Done> Run(const Options& options) {
  auto settings = LoadSettings(options.config);
  if (!settings) return settings.error();
  const domain::KioskSettings& kiosk = settings->kiosk;
  if (auto opened = base::OpenLog("bianmin-kiosk", kiosk.log.file, kiosk.log.least); !opened) return opened;
  if (auto started = base::StartCrypto(); !started) return started;
  auto texts = i18n::Library::Load(kiosk.files.texts);
  if (!texts) return texts.error();
  const auto window = WindowOf(options, kiosk.display);
  if (!window) return window.error();
  platform::DisplayOptions display_options{.window = *window, .fonts = {}, .automation = {}};
  if (!options.automation.empty()) display_options.automation = options.automation;
  auto display = platform::Display::Open(display_options, base::SystemClock());
  if (!display) return display.error();

  base::SystemRandom random;
  StoreSource source{*settings, random, {}};
  // The key's mode is refused at once and not retried: it is a mistake of the installation.
  if (auto key = base::SecretKey::Load(kiosk.storage.key); !key) return key.error();
  const auto operator_key = LoadOperatorKey(kiosk.storage.operator_public_key);
  if (!operator_key) return operator_key.error();
  const OfferRules rules{*settings, *operator_key};
  Worker worker([&] { return source.Open(); }, [&] { (*display)->Wake(); }, Worker::Pace{},
                [&](store::Store& store) { return ReadCityOffer(store, rules); });
  StoreSource nights{*settings, random, {}};
  Night night({.open_store = [&] { return nights.Open(); },
               .load_key = [&] { return base::SecretKey::Load(kiosk.storage.key); },
               .settings = kiosk,
               .clock = base::SystemClock()},
              Night::Pace{});
  auto city = LoadCityKey(kiosk.storage.city_key);
  if (!city) return city.error();
  Peripherals peripherals(*settings, base::SystemClock(), [&] { (*display)->Wake(); });
  App app({.settings = *settings,
           .texts = *texts,
           .clock = base::SystemClock(),
           .random = random,
           .give = [&](StoreCommand command) { worker.Do(std::move(command)); },
           .ask_engines = [&](Question question) { peripherals.Ask(std::move(question)); },
           .forget_session =
               [&] {
                 (*display)->ForgetSession();
                 peripherals.Forget();
                 base::ReturnMemory();
               },
           .say = [&](Announcement what, const screens::VoiceChoice& how) { peripherals.Say(std::move(what), how); },
           .chime = [&](int volume_percent) { return peripherals.Chime(volume_percent); },
           .print = [&](print::Receipt receipt) { return peripherals.Print(std::move(receipt)); },
           .print_sheet = [&](print::Sheet sheet) { return peripherals.PrintSheet(std::move(sheet)); },
           .city = *std::move(city),
           .fonts = (*display)->Context().FontsFound(),
           .is_set_up = options.is_set_up});
  RunUntilClosed(**display, app, worker, peripherals);
  return base::Done{};
}

}  // namespace
}  // namespace bianmin::app

int main(int argc, char** argv) {
  bianmin::base::KeepHeapSmall();
  bianmin::app::Options options;
  CLI::App parser{"The counter kiosk of a community service centre", "bianmin-kiosk"};
  parser.add_option("--config", options.config, "kiosk.toml, which explains every setting")->required();
  parser.add_option("--windowed", options.windowed,
                    "a window of this size, for example 1280x720, instead of fullscreen");
  parser.add_option("--automation", options.automation,
                    "write what is on the screen to inventory.json in this folder, for test tools");
  parser.add_flag("--set-up", options.is_set_up,
                  "for whoever installs the kiosk: opens on the device page, where the screen can be calibrated");
  CLI11_PARSE(parser, argc, argv);
  if (const auto result = bianmin::app::Run(options); !result) {
    bianmin::base::LogError("bianmin-kiosk cannot run: {}", result.error().message);
    return 1;
  }
  return 0;
}

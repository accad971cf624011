#include "tests/support/kiosk_world.h"

#include <stdexcept>
#include <utility>

#include "kiosk/app/peripherals.h"
#include "kiosk/app/worker.h"
#include "kiosk/base/text.h"
#include "kiosk/store/inbox.h"
#include "tests/support/disk_shim.h"
#include "tests/support/published.h"

namespace bianmin::testing {
namespace {

constexpr base::Milliseconds kTapGap{400};  // longer than what counts as a double press
constexpr base::Milliseconds kTapLength{60};
constexpr int kMostRounds = 600;
constexpr int kMostPages = 60;
constexpr int kMostActionsAFrame = 32;

const app::Settings& Demonstration() {
  static const app::Settings settings = support::Must(app::LoadSettings("config/kiosk.toml"));
  return settings;
}

// The demonstration's, but for what the program may write.
app::Settings SettingsAt(const support::KioskDesk& desk) {
  app::Settings settings = Demonstration();
  settings.kiosk.storage.database = desk.file().string();
  settings.kiosk.display.calibration = (desk.folder() / "display.toml").string();
  return settings;
}

const i18n::Library& Texts() {
  static const i18n::Library texts = support::Must(i18n::Library::Load(BIANMIN_LOCALE_DIR));
  return texts;
}

// The real engines, loaded when the first test composes something; they keep nothing between questions.
app::Engines& SharedEngines() {
  static app::Engines engines = [] {
    app::Settings settings = Demonstration();
    settings.kiosk.files.share = BIANMIN_SHARE_DIR;
    return app::Engines(app::EngineFilesOf(settings));
  }();
  return engines;
}

}  // namespace

KioskWorld::KioskWorld(const KioskView& view)
    : view_(view),
      settings_(SettingsAt(desk_)),
      store_(support::Must(desk_.TryStore(support::DiskShim()))),
      city_(base::SecretKey::New(desk_.random)),
      screen_(view.panel),
      app_({.settings = settings_,
            .texts = Texts(),
            .clock = desk_.clock,
            .random = desk_.random,
            .give = [this](app::StoreCommand command) { given_.push_back(std::move(command)); },
            .ask_engines = [this](app::Question question) { asked_.push_back(std::move(question)); },
            .forget_session = [this] { screen_.Context().ForgetSession(); },
            .say =
                [this](app::Announcement what, const screens::VoiceChoice&) {
                  for (speech::Utterance& each : what) said_.push_back(std::move(each.text));
                },
            .print =
                [this](print::Receipt receipt) {
                  printed_.push_back(std::move(receipt));
                  return static_cast<std::uint64_t>(printed_.size());
                },
            .city = city_,
            .is_set_up = view.is_set_up}) {
  model().defaults.asks_first = view.asks_first;
  screen_.Wait(desk_.clock.Steady() - screen_.Now());
  screen_.look.is_animated = false;
  screen_.look.words = app_.LookFor(screen_.look.pixels).words;
  screen_.Show([this](ui::Frame& frame) { app_.Draw(frame); });
}

void KioskWorld::ChooseLanguageAndSize() {
  model().comfort.voice = {};  // the resident before may have listened first
  if (model().language != view_.language) Tap("header.language");
  while (model().comfort.step != view_.step) Tap("header.text_size");
}

bool KioskWorld::IsInSight(std::string_view id) const {
  const ui::Item& item = screen_.Control(id);
  return item.visible.height >= item.rect.height / 2;
}

void KioskWorld::Tap(std::string_view id) {
  for (int page = 0; page < kMostPages && !IsInSight(id); ++page) {
    const std::string turns = Has("page.next") ? "page." : "list.";  // a list has them on its leaf
    const bool is_above = screen_.Control(id).rect.y < screen_.Control(turns + "next").rect.y / 2;
    const ui::Item& pager = screen_.Control(turns + (is_above ? "previous" : "next"));
    if (!pager.is_enabled) throw std::runtime_error(std::string(id) + " is out of sight on page " + Page());
    Touch(pager.visible.Centre());
  }
  const ui::Item& item = screen_.Control(id);
  if (!item.is_enabled || item.is_under_dialog)
    throw std::runtime_error(std::string(id) + " cannot be pressed on page " + Page());
  Touch(item.visible.Centre());
}

void KioskWorld::TapAll(std::initializer_list<std::string_view> ids) {
  for (const std::string_view id : ids) Tap(id);
}

void KioskWorld::Touch(ui::Point at) {
  Advance(kTapGap);
  Add(ui::PointerDown{at});
  Turn(true);
  Advance(kTapLength);
  Add(ui::PointerUp{at});
  Turn(true);
}

void KioskWorld::Drag(ui::Point from, ui::Point to) {
  constexpr int kSteps = 4;
  Advance(kTapGap);
  Add(ui::PointerDown{from});
  Turn(true);
  for (int i = 1; i <= kSteps; ++i) {
    const float part = static_cast<float>(i) / kSteps;
    Advance(kTapLength);
    Add(ui::PointerMove{{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part}});
    Turn(true);
  }
  Add(ui::PointerUp{to});
  Turn(true);
}

void KioskWorld::Type(std::string_view text) {
  for (const char32_t character : base::Characters(text)) {
    std::string typed;
    base::AppendCharacter(typed, character);
    Advance(kTapLength);
    Add(ui::Typed{typed});
    Turn(true);
  }
}

void KioskWorld::Press(ui::Key key) {
  Advance(kTapLength);
  Add(ui::Typed{key});
  Turn(true);
}

void KioskWorld::TapDigits(std::string_view digits) {
  for (const char digit : digits) Tap("keys." + std::string(1, digit));
}

void KioskWorld::Scan(std::string_view text) {
  std::vector<ui::Typed> typed;
  for (const char character : text) typed.emplace_back(std::string(1, character));
  typed.emplace_back(ui::Key::Enter);
  TypeAtOnce(typed);
}

void KioskWorld::TypeAtOnce(const std::vector<ui::Typed>& typed) {
  Advance(kTapLength);
  for (const ui::Typed& each : typed) Add(each);
  Turn(true);
}

void KioskWorld::Wait(base::Milliseconds time) {
  const base::Milliseconds end = desk_.clock.Steady() + time;
  while (desk_.clock.Steady() < end) {
    const base::Milliseconds next = std::min(end, app_.Elapse());
    Advance(std::max(base::Milliseconds{1}, next - desk_.clock.Steady()));
    Turn(false);
  }
}

void KioskWorld::CentreSays(std::string_view id, domain::OrderStatusChange change) {
  store::Database database = desk_.OpenDatabase();
  const domain::ChangesPage page{
      .changes = {{.id = std::string(id), .type = "order.status_changed", .what = std::move(change), .raw = "{}"}},
      .next = std::string(id),
      .more = false};
  if (support::Must(store::Inbox(database).ApplyChanges("changes", page, desk_.clock.Now())).applied != 1)
    throw std::runtime_error("the change was not applied");
  if (!support::Must(store_->ChangedElsewhere())) throw std::runtime_error("the change was not noticed");
  app_.Take(app::ChangedElsewhere{});
  Turn(false);
}

void KioskWorld::CityPublishes(domain::Publication document) {
  store::Database database = desk_.OpenDatabase();
  support::Receive(database, std::move(document), desk_.clock.Now());
  if (!support::Must(store_->ChangedElsewhere())) throw std::runtime_error("the document was not noticed");
  app_.Take(app::ChangedElsewhere{});
  const app::OfferRules rules{settings_, {}};
  app_.Take(
      app::CityOffered{std::make_shared<const app::CityOffer>(support::Must(app::ReadCityOffer(*store_, rules)))});
  Turn(false);
}

void KioskWorld::LoseStore(std::string reason) {
  store_.reset();
  trouble_ = std::move(reason);
  app_.Take(app::StoreState{trouble_});
  Turn(false);
}

void KioskWorld::RegainStore() {
  store_.emplace(support::Must(desk_.TryStore(support::DiskShim())));
  trouble_.clear();
  app_.Take(app::StoreState{});
  Turn(false);
}

std::string_view KioskWorld::Text(std::string_view key) const { return Texts().In(app_.model().language).T(key); }

void KioskWorld::Add(Input input) { screen_.Context().Add({screen_.Now(), std::move(input)}); }

void KioskWorld::Advance(base::Milliseconds time) {
  desk_.clock.Advance(time);
  screen_.Wait(time);
}

void KioskWorld::PrinterIs(print::PrinterTrouble trouble) {
  app_.TakePaper({.printer = {.trouble = trouble}});
  const bool is_well = print::CanPrint(trouble);
  app_.Take(app::Noticed{{.thing = screens::DeviceThing::Printer,
                          .health = is_well ? screens::DeviceHealth::Ok : screens::DeviceHealth::Degraded,
                          .reason = is_well ? screens::DeviceReason::None : screens::DeviceReason::PaperOut}});
  Turn(false);
}

bool KioskWorld::AnswerQuestions() {
  if (asked_.empty()) return false;
  for (const app::Question& question : std::exchange(asked_, {})) app_.Take(SharedEngines().AnswerTo(question));
  return true;
}

bool KioskWorld::CarryOutCommands() {
  if (given_.empty()) return false;
  for (const app::StoreCommand& command : std::exchange(given_, {})) {
    // Looking at the machine is no resident's doing.
    const bool is_own = std::holds_alternative<app::ExamineMachine>(command);
    if (on_command && !is_own) on_command(command, Page());
    const base::Error closed{base::ErrorCode::Unavailable, trouble_};
    app_.Take(store_ ? app::CarryOut(command, *store_) : app::Failed(command, closed));
  }
  return true;
}

ui::Drawn KioskWorld::Show() {
  ui::Drawn drawn;
  for (int i = 0; i < kMostActionsAFrame; ++i) {
    const ui::Look look = app_.LookFor(screen_.look.pixels);
    screen_.look.step = look.step;
    screen_.look.theme = look.theme;
    screen_.look.is_low = look.is_low;
    screen_.look.listens_first = look.listens_first;
    screen_.look.words = look.words;
    drawn = screen_.Draw();
    if (!drawn.acted) break;
    app_.Apply();
  }
  app_.Speak(screen_.Shown(), screen_.Context().TakeHeard());
  return drawn;
}

void KioskWorld::Turn(bool is_input) {
  for (int round = 0; round < kMostRounds; ++round) {
    app_.Elapse();
    const ui::Drawn drawn = Show();
    if (std::exchange(is_input, false)) app_.Touched();
    const bool has_answers = AnswerQuestions() || CarryOutCommands();
    if (!has_answers && !drawn.acted && (!drawn.next || drawn.is_repeating)) return;
    if (!has_answers && drawn.next) Advance(std::max(base::Milliseconds{0}, *drawn.next - screen_.Now()));
  }
  throw std::runtime_error("the screen never comes to rest on page " + Page());
}

}  // namespace bianmin::testing

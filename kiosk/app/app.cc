#include "kiosk/app/app.h"

#include <filesystem>

#include "kiosk/app/draw_screen.h"
#include "kiosk/app/sync_words.h"
#include "kiosk/app/update_staff.h"
#include "kiosk/base/check.h"
#include "kiosk/screens/resident/comfort_panel.h"
#include "kiosk/screens/resident/greeting.h"
#include "kiosk/screens/resident/home.h"
#include "kiosk/screens/resident/keep_form.h"
#include "kiosk/screens/resident/overlays.h"
#include "kiosk/screens/resident/text_entry.h"

namespace bianmin::app {
namespace {

using base::Milliseconds;

Defaults DefaultsOf(const domain::KioskSettings& kiosk, const ui::FontState& fonts) {
  const domain::DisplaySettings& display = kiosk.display;
  Defaults defaults;
  const bool is_latin_only = fonts.chinese == ui::ChineseFont::None;
  if (display.language == domain::FirstLanguage::English || is_latin_only) defaults.language = i18n::Language::English;
  if (display.text_step == domain::FirstTextStep::Elder) defaults.comfort.step = ui::TextStep::Elder;
  if (display.text_step == domain::FirstTextStep::ExtraLarge) defaults.comfort.step = ui::TextStep::ExtraLarge;
  defaults.asks_first = display.asks_first;
  defaults.comfort.voice.is_on = kiosk.voice.is_on;
  return defaults;
}

constexpr std::chrono::seconds kChimeEvery{60};
constexpr std::chrono::seconds kChimeAgain{1};  // when something was being said

// Nobody is there any more.
bool IsFirstScreen(const Screen& screen) {
  return std::holds_alternative<Home>(screen) || std::holds_alternative<Unavailable>(screen);
}

// The moment after `now` at which a countdown to `then` shows another second.
Milliseconds NextSecond(Milliseconds then, Milliseconds now) {
  const Milliseconds left = then - now;
  const Milliseconds part = left % std::chrono::seconds{1};
  return now + (part.count() > 0 ? part : Milliseconds{std::chrono::seconds{1}});
}

}  // namespace

App::App(AppParts parts)
    : parts_(std::move(parts)),
      offering_(parts_.settings),
      model_(DefaultsOf(parts_.settings.kiosk, parts_.fonts), parts_.settings.kiosk.session) {
  UseSettings();
  Machine& machine = model_.machine;
  machine.may_calibrate = parts_.is_set_up;
  machine.panel = parts_.settings.panel;
  machine.calibration_file = parts_.settings.kiosk.display.calibration;
  machine.import_folder = parts_.settings.kiosk.import_folder;
  machine.data_folder = std::filesystem::path(parts_.settings.kiosk.storage.database).parent_path().string();
  NoticeFonts(machine, parts_.fonts);
  machine.export_folder = parts_.settings.kiosk.exports.folder;
  machine.backs_up = !parts_.settings.kiosk.backup.folder.empty();
  if (parts_.is_set_up) model_.screen = Device{};
}

void App::UseSettings() {
  const domain::KioskSettings& kiosk = offering_.kiosk();
  institution_ = {kiosk.centre_name, kiosk.opening_hours, kiosk.phones, kiosk.response, kiosk.privacy.keep_days};
  model_.defaults = DefaultsOf(kiosk, parts_.fonts);
  model_.session_times = kiosk.session;
  model_.staff_times = kiosk.staff_session;
  model_.machine.prints_at_once = kiosk.print.is_automatic;
}

bool App::NobodyIsHere() const {
  return IsFirstScreen(model_.screen) && !model_.staff && !model_.is_comfort_open &&
         std::holds_alternative<domain::SessionIdle>(model_.session.At(parts_.clock.Steady()));
}

void App::MoveOffer(Milliseconds now) {
  if (auto ended = offering_.EndOfTrial(now)) Give({*std::move(ended)});
  if (!NobodyIsHere()) return;
  if (auto asked = offering_.Ask(now)) Give({*std::move(asked)});
  if (!offering_.Switch(now)) return;
  if (offering_.HasOtherSettings()) UseSettings();
  Reset(model_);
}

Circumstances App::Now() const {
  return {offering_.catalogue(),
          parts_.settings.addresses,
          parts_.settings.kiosk.code,
          parts_.random,
          parts_.clock.Now(),
          parts_.clock.Steady(),
          parts_.city ? &*parts_.city : nullptr,
          [this](std::string_view key) { return Texts().T(key); },
          &offering_.providers()};
}

void App::Give(Commands commands) {
  if (const auto left = std::exchange(model_.signed_out, std::nullopt))
    commands.push_back(OfStaff(AccountCommand{SignOut{left->number, left->by_itself}}));
  for (Command& command : commands) {
    if (auto* question = std::get_if<Question>(&command)) {
      parts_.ask_engines(std::move(*question));
      continue;
    }
    if (std::holds_alternative<PrintPaper>(command)) {
      PrintNow();
      continue;
    }
    if (const auto* sheet = std::get_if<MakeSheet>(&command)) {
      Make(*sheet);
      continue;
    }
    if (std::holds_alternative<KeepSheet>(command)) {
      Keep();
      continue;
    }
    if (auto* paper = std::get_if<PrintPdf>(&command)) {
      PrintSheet(print::A4Page(std::move(paper->pdf)));
      continue;
    }
    if (auto* text = std::get_if<ReadAloud>(&command)) {
      if (parts_.say) parts_.say(ReadBack(text->text, i18n::Language::Chinese), model_.comfort.voice);
      continue;
    }
    asked_in_.push_back(model_.errand);
    parts_.give(std::get<StoreCommand>(std::move(command)));
  }
}

void App::CallStaff(Milliseconds now) {
  const bool sounds = parts_.chime && offering_.kiosk().sounds_for_urgent;
  const std::int64_t waiting = sounds ? model_.machine.alert.count : 0;
  if (waiting > called_for_) chime_at_ = now;
  called_for_ = waiting;
  if (waiting == 0 || now < chime_at_) return;
  const bool is_heard = parts_.chime(model_.defaults.comfort.voice.volume_percent);
  chime_at_ = now + (is_heard ? kChimeEvery : kChimeAgain);
}

void App::Touched() {
  if (!Warning()) model_.session.Touched(parts_.clock.Steady());
}

void App::Take(const Report& report) {
  if (IsAnswer(report)) {
    CHECK(!asked_in_.empty());
    const std::uint64_t errand = asked_in_.front();
    asked_in_.pop_front();
    if (errand != model_.errand && !IsAboutMachine(report)) return;
  }
  const bool was_first = IsFirstScreen(model_.screen);
  Give(Update(model_, report, Now()));
  if (!was_first && IsFirstScreen(model_.screen)) parts_.forget_session();
  const Milliseconds now = parts_.clock.Steady();
  if (const auto* offered = std::get_if<CityOffered>(&report)) offering_.Comes(offered->offer);
  if (const auto* taken = std::get_if<OfferTaken>(&report)) offering_.Answered(*taken, now);
  MoveOffer(now);
}

bool App::Apply() {
  if (!action_) return false;
  Act(*std::exchange(action_, std::nullopt));
  return true;
}

void App::Act(const screens::Action& action) {
  const bool was_first = IsFirstScreen(model_.screen);
  if (std::holds_alternative<screens::SayAgain>(action)) {
    model_.is_comfort_open = false;  // it is the page below that is heard again
    says_again_ = true;
  }
  Give(Update(model_, action, Now()));
  if (!was_first && IsFirstScreen(model_.screen)) parts_.forget_session();
}

Milliseconds App::Elapse() {
  const Milliseconds now = parts_.clock.Steady();
  if (app::Elapse(model_, now)) parts_.forget_session();
  if (now >= examine_at_) {
    examine_at_ = now + kExamineEvery;
    Give({ExamineMachine{model_.machine.data_folder}});
  }
  MoveOffer(now);
  Give(KeepAtWarning(model_, Now()));
  CallStaff(now);
  const auto minute = std::chrono::minutes{1};
  Milliseconds next = now + (minute - parts_.clock.Now().time_since_epoch() % minute);
  if (called_for_ > 0) next = std::min(next, chime_at_);
  if (const auto ends = offering_.trial_ends(); ends && *ends > now) next = std::min(next, *ends);
  const auto state = model_.session.At(now);
  if (const auto* active = std::get_if<domain::SessionActive>(&state)) next = std::min(next, now + active->warning_in);
  if (std::holds_alternative<domain::SessionWarning>(state))
    next = std::min(next, now + std::chrono::milliseconds{250});
  if (const auto* outcome = std::get_if<Outcome>(&model_.screen); outcome && outcome->home_at) {
    next = std::min(next, NextSecond(*outcome->home_at, now));
  }
  // The seconds until a PIN may be tried again.
  if (const auto* sign_in = std::get_if<screens::SignInState>(&model_.screen);
      sign_in && sign_in->problem.wait_until > parts_.clock.Now())
    next = std::min(next, now + std::chrono::seconds{1});
  if (const auto* test = std::get_if<screens::TouchTestState>(&model_.screen); test && !test->is_over)
    next = std::min(next, test->ends_at);
  return next;
}

ui::Look App::LookFor(ui::PixelSize pixels) const {
  const i18n::Texts& t = Texts();
  ui::Look look;
  look.pixels = pixels;
  look.panel_width = ui::Millimetres{static_cast<double>(model_.machine.panel.width_mm)};
  look.step = model_.comfort.step;
  look.theme = model_.comfort.theme;
  look.is_low = model_.comfort.is_low;
  look.listens_first = model_.comfort.voice.listens_first && !AsksForPin(model_.screen);
  if (IsForStaff(model_.screen)) {
    look.panel_width = UsableWidth(model_.machine, pixels);
    // Here outline, cells and buttons must be in sight together.
    if (!std::holds_alternative<Device>(model_.screen)) look.step = ui::TextStep::Standard;
  }
  look.words = {.page_up = t.T("words.page_up"),
                .page_down = t.T("words.page_down"),
                .page_of = t.T("words.page_of"),
                .erase = t.T("words.erase"),
                .clear = t.T("words.clear"),
                .shift = t.T("words.shift"),
                .space = t.T("words.space")};
  return look;
}

ui::HeaderSpec App::Header() {
  const i18n::Texts& t = Texts();
  const bool is_home = std::holds_alternative<Home>(model_.screen) && !model_.is_comfort_open;
  const bool is_staffs =
      model_.staff && (std::holds_alternative<StaffScreen>(model_.screen) || IsForStaff(model_.screen));
  const bool is_changed = model_.language != model_.defaults.language || model_.comfort != model_.defaults.comfort;
  const bool is_unavailable = std::holds_alternative<Unavailable>(model_.screen);
  std::string_view leave = t.T("header.home");
  if (is_home) leave = is_changed ? t.T("header.quit") : std::string_view{};
  if (model_.staff) leave = is_staffs ? t.T("header.quit") : t.T("header.workbench");
  if (is_unavailable) leave = {};
  std::string_view size = t.T("header.elder");
  if (model_.comfort.step == ui::TextStep::Elder) size = t.T("header.extra_large");
  if (model_.comfort.step == ui::TextStep::ExtraLarge) size = t.T("header.standard");
  if (IsForStaff(model_.screen) && !std::holds_alternative<Device>(model_.screen)) size = {};
  std::string_view notice;
  if (is_home && NeedsStaff(ViewOf(model_.machine, parts_.clock.Now()))) notice = t.T("header.notice");
  // Urgent needs call staff wherever nobody is being served.
  const bool is_urgent = model_.machine.alert.count > 0 && (is_home || is_staffs);
  header_alert_ = t.Plural("header.urgent", model_.machine.alert.count);
  if (is_urgent) {
    notice = header_alert_;
  } else if (is_staffs) {
    notice = header_sync_ = SyncInHeader(model_, t, parts_.clock.Now());
  }
  header_time_ = i18n::ClockTime(parts_.clock.Now());
  const bool is_chinese = model_.language == i18n::Language::Chinese;
  return {.centre = is_chinese ? std::string_view{institution_.name.zh} : std::string_view{institution_.name.en},
          .time = header_time_,
          .notice = notice,
          .notice_icon = is_urgent   ? ui::Icon::Urgent
                         : is_staffs ? ui::Icon::Information
                                     : ui::Icon::Repair,
          .language = model_.machine.has_chinese_font ? t.T("header.language") : std::string_view{},
          .text_size = size,
          .text_size_is_on = false,
          .sound = t.T("header.comfort"),
          .sound_is_on = model_.is_comfort_open,
          .leave = leave,
          .leave_icon = is_home || is_staffs ? ui::Icon::Leave : ui::Icon::Home};
}

screens::IdleWarning App::View(const domain::SessionWarning& warning) const {
  return {static_cast<int>(warning.left.count()), static_cast<int>(model_.Times().answer.count()),
          model_.staff.has_value()};
}

void App::DrawScreen(const screens::Scene& scene, ui::Frame& frame) {
  if (model_.is_comfort_open) {
    if (auto action = DrawComfortPanel(model_.comfort, scene, frame)) action_ = std::move(action);
    return;
  }
  if (const screens::Entries* entries = EntriesOf(model_.screen); entries && entries->sheet) {
    if (auto action = DrawTextEntry(*entries, scene, frame)) action_ = std::move(action);
    return;
  }
  if (auto action = DrawCurrentScreen(model_, scene, parts_.clock.Steady(), frame)) action_ = std::move(action);
}

std::optional<domain::SessionWarning> App::Warning() const {
  if (EndsQuietly(model_)) return {};
  const auto state = model_.session.At(parts_.clock.Steady());
  const auto* warning = std::get_if<domain::SessionWarning>(&state);
  return warning == nullptr ? std::nullopt : std::optional{*warning};
}

bool App::DrawKeeping(const screens::Scene& scene, ui::Frame& frame) {
  const auto& keeping = model_.keeping;
  if (keeping && keeping->state == Keeping::State::Failed) return false;
  std::optional<screens::Action> action;
  if (const auto warning = Warning(); warning && keeping) {
    screens::KeepView view;
    if (keeping->state == Keeping::State::Kept) view.code = keeping->code;
    view.can_print = model_.machine.can_print;
    action = DrawKeepWarning(View(*warning), view, scene, frame);
  } else if (!warning && model_.asks_leave) {
    action = DrawKeepQuestion(model_.is_saving, scene, frame);
  } else {
    return false;
  }
  if (action) action_ = std::move(action);
  return true;
}

void App::DrawOverlay(const screens::Scene& scene, ui::Frame& frame) {
  const auto warning = Warning();
  // What is typed while a question lies over the screen is not meant for the screen.
  if (warning || model_.asks_leave) action_.reset();
  std::optional<screens::Action> action;
  if (warning) {
    action = DrawIdleWarning(View(*warning), scene, frame);
  } else if (model_.asks_leave) {
    action = DrawLeaveQuestion(scene, frame);
  }
  if (action) action_ = std::move(action);
}

screens::Scene App::SceneNow() {
  screens::Scene scene{Texts(),  offering_.catalogue(), parts_.settings.addresses, institution_,
                       Header(), parts_.clock.Now()};
  scene.providers = &offering_.providers();
  scene.notices = offering_.notices();
  if (parts_.settings.terms) scene.terms = &*parts_.settings.terms;
  scene.lacks_chinese_font = !model_.machine.has_chinese_font;
  scene.can_speak = model_.machine.can_speak;
  scene.can_print = model_.machine.can_print;
  return scene;
}

void App::Speak(const ui::Inventory& shown, const std::optional<std::string>& heard) {
  const screens::VoiceChoice& voice = model_.comfort.voice;
  Announcement announcement = announcer_.WhatIsNew(shown, Texts(), voice.listens_first);
  const bool is_for_everybody = std::holds_alternative<Greeting>(model_.screen) || Warning().has_value();
  if (!voice.is_on && !is_for_everybody) announcement.clear();
  // Whoever did not ask for the voice is called back by one sentence; the code of a kept form is nobody else's.
  const bool has_warned = std::exchange(has_warned_, Warning().has_value());
  if (!voice.is_on && has_warned_) {
    if (has_warned) announcement.clear();
    if (announcement.size() > 1) announcement.resize(1);
  }
  if (heard) announcement = DescribeControl(shown, *heard, Texts());
  if (std::exchange(says_again_, false)) announcement = DescribePage(shown, Texts(), voice.listens_first);
  if (!announcement.empty() && parts_.say) parts_.say(std::move(announcement), voice);
}

void App::Draw(ui::Frame& frame) {
  const screens::Scene scene = SceneNow();
  offering_.Shown();
  if (DrawKeeping(scene, frame)) return;
  DrawScreen(scene, frame);
  DrawOverlay(scene, frame);
}

}  // namespace bianmin::app

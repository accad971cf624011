#include "kiosk/app/app.h"

#include "kiosk/base/check.h"
#include "kiosk/screens/resident/comfort_panel.h"
#include "kiosk/screens/resident/greeting.h"
#include "kiosk/screens/resident/home.h"
#include "kiosk/screens/resident/overlays.h"

namespace bianmin::app {
namespace {

using base::Milliseconds;

Defaults DefaultsOf(const domain::DisplaySettings& display) {
  Defaults defaults;
  if (display.language == domain::FirstLanguage::English) defaults.language = i18n::Language::English;
  if (display.text_step == domain::FirstTextStep::Elder) defaults.comfort.step = ui::TextStep::Elder;
  if (display.text_step == domain::FirstTextStep::ExtraLarge) defaults.comfort.step = ui::TextStep::ExtraLarge;
  defaults.asks_first = display.asks_first;
  return defaults;
}

int SecondsUntil(Milliseconds then, Milliseconds now) {
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(then - now).count());
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
      model_(DefaultsOf(parts_.settings.kiosk.display), parts_.settings.kiosk.session),
      institution_{parts_.settings.kiosk.centre_name, parts_.settings.kiosk.opening_hours, parts_.settings.kiosk.phones,
                   parts_.settings.kiosk.response} {}

Circumstances App::Now() const {
  return {parts_.settings.catalogue, parts_.settings.addresses, parts_.settings.kiosk.code, parts_.random,
          parts_.clock.Now(),        parts_.clock.Steady()};
}

void App::Give(Commands commands) {
  for (Command& command : commands) {
    asked_in_.push_back(model_.errand);
    parts_.give(std::move(command));
  }
}

void App::Touched() {
  if (!Warning()) model_.session.Touched(parts_.clock.Steady());
}

void App::Take(const Report& report) {
  if (IsAnswer(report)) {
    CHECK(!asked_in_.empty());
    const std::uint64_t errand = asked_in_.front();
    asked_in_.pop_front();
    if (errand != model_.errand) return;
  }
  const bool was_unavailable = std::holds_alternative<Unavailable>(model_.screen);
  Give(Update(model_, report, Now()));
  if (!was_unavailable && std::holds_alternative<Unavailable>(model_.screen)) parts_.forget_session();
}

bool App::Apply() {
  if (!action_) return false;
  Act(*std::exchange(action_, std::nullopt));
  return true;
}

void App::Act(const screens::Action& action) {
  const bool was_home = std::holds_alternative<Home>(model_.screen);
  Give(Update(model_, action, Now()));
  if (!was_home && std::holds_alternative<Home>(model_.screen)) parts_.forget_session();
}

Milliseconds App::Elapse() {
  const Milliseconds now = parts_.clock.Steady();
  if (app::Elapse(model_, now)) parts_.forget_session();
  const auto minute = std::chrono::minutes{1};
  Milliseconds next = now + (minute - parts_.clock.Now().time_since_epoch() % minute);
  const auto state = model_.session.At(now);
  if (const auto* active = std::get_if<domain::SessionActive>(&state)) next = std::min(next, now + active->warning_in);
  if (std::holds_alternative<domain::SessionWarning>(state))
    next = std::min(next, now + std::chrono::milliseconds{250});
  if (const auto* outcome = std::get_if<Outcome>(&model_.screen); outcome && outcome->home_at) {
    next = std::min(next, NextSecond(*outcome->home_at, now));
  }
  return next;
}

ui::Look App::LookFor(ui::PixelSize pixels) const {
  const i18n::Texts& t = Texts();
  ui::Look look;
  look.pixels = pixels;
  look.panel_width = ui::Millimetres{static_cast<double>(parts_.settings.kiosk.display.width_mm)};
  look.step = model_.comfort.step;
  look.theme = model_.comfort.theme;
  look.is_low = model_.comfort.is_low;
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
  const bool is_changed = model_.language != model_.defaults.language || model_.comfort != model_.defaults.comfort;
  const bool is_unavailable = std::holds_alternative<Unavailable>(model_.screen);
  std::string_view leave = t.T("header.home");
  if (is_home) leave = is_changed ? t.T("header.quit") : std::string_view{};
  if (is_unavailable) leave = {};
  std::string_view size = t.T("header.elder");
  if (model_.comfort.step == ui::TextStep::Elder) size = t.T("header.extra_large");
  if (model_.comfort.step == ui::TextStep::ExtraLarge) size = t.T("header.standard");
  header_time_ = i18n::ClockTime(parts_.clock.Now());
  const bool is_chinese = model_.language == i18n::Language::Chinese;
  return {.centre = is_chinese ? std::string_view{institution_.name.zh} : std::string_view{institution_.name.en},
          .time = header_time_,
          .language = t.T("header.language"),
          .text_size = size,
          .text_size_is_on = false,
          .sound = t.T("header.comfort"),
          .sound_is_on = model_.is_comfort_open,
          .leave = leave,
          .leave_icon = is_home ? ui::Icon::Leave : ui::Icon::Home};
}

void App::DrawScreen(const screens::Scene& scene, ui::Frame& frame) {
  struct Drawer {
    const Model& model;
    const screens::Scene& scene;
    ui::Frame& frame;
    Milliseconds now;

    std::optional<screens::Action> operator()(const Home&) const { return DrawHome(scene, frame); }
    std::optional<screens::Action> operator()(const Greeting&) const {
      return DrawGreeting(model.defaults.comfort, scene, frame);
    }
    std::optional<screens::Action> operator()(const screens::NeedDraft& draft) const {
      return DrawRegisterNeed(draft, model.is_saving, scene, frame);
    }
    std::optional<screens::Action> operator()(const screens::RatingDraft& draft) const {
      return DrawRateService(draft, model.is_saving, scene, frame);
    }
    std::optional<screens::Action> operator()(const screens::ComplaintDraft& draft) const {
      return DrawFileComplaint(draft, model.is_saving, scene, frame);
    }
    std::optional<screens::Action> operator()(const screens::LookUpDraft& draft) const {
      return DrawLookUp(draft, model.is_saving, scene, frame);
    }
    std::optional<screens::Action> operator()(const screens::InformationState& state) const {
      return DrawInformation(state, scene, frame);
    }
    std::optional<screens::Action> operator()(const Outcome& outcome) const {
      std::optional<screens::Homeward> homeward;
      if (outcome.home_at) {
        homeward = {std::max(0, SecondsUntil(*outcome.home_at, now)), static_cast<int>(kOutcomeStays.count())};
      }
      return DrawOutcome(outcome.kind, homeward, scene, frame);
    }
    std::optional<screens::Action> operator()(const Unavailable& unavailable) const {
      return DrawUnavailable(unavailable.reason, scene, frame);
    }
  };
  if (model_.is_comfort_open) {
    if (auto action = DrawComfortPanel(model_.comfort, scene, frame)) action_ = std::move(action);
    return;
  }
  if (auto action = std::visit(Drawer{model_, scene, frame, parts_.clock.Steady()}, model_.screen))
    action_ = std::move(action);
}

std::optional<domain::SessionWarning> App::Warning() const {
  if (HoldsNobody(model_.screen)) return {};
  const auto state = model_.session.At(parts_.clock.Steady());
  const auto* warning = std::get_if<domain::SessionWarning>(&state);
  return warning == nullptr ? std::nullopt : std::optional{*warning};
}

void App::DrawOverlay(const screens::Scene& scene, ui::Frame& frame) {
  const auto warning = Warning();
  // What is typed while a question lies over the screen is not meant for the screen.
  if (warning || model_.asks_leave) action_.reset();
  std::optional<screens::Action> action;
  if (warning) {
    action = DrawIdleWarning(
        {static_cast<int>(warning->left.count()), static_cast<int>(model_.session_times.answer.count())}, scene, frame);
  } else if (model_.asks_leave) {
    action = DrawLeaveQuestion(scene, frame);
  }
  if (action) action_ = std::move(action);
}

void App::Draw(ui::Frame& frame) {
  const screens::Scene scene{Texts(),  parts_.settings.catalogue, parts_.settings.addresses, institution_,
                             Header(), parts_.clock.Now()};
  DrawScreen(scene, frame);
  DrawOverlay(scene, frame);
}

}  // namespace bianmin::app

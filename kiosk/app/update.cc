#include "kiosk/app/update.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/update_staff.h"
#include "kiosk/app/wizard.h"

namespace bianmin::app {
namespace {

using screens::Errand;
using screens::Field;
using screens::Keyboard;

bool HasWords(const screens::Entries& entries) {
  // The number is begun by the kiosk itself.
  return std::any_of(entries.texts.begin(), entries.texts.end(),
                     [](const auto& each) { return each.first != Field::Number && !each.second.empty(); });
}

// What every screen has; true when the action was one of these.
bool UpdateAnywhere(Model& model, const screens::Action& action) {
  if (std::holds_alternative<screens::SwitchLanguage>(action)) {
    const bool is_chinese = model.language == i18n::Language::Chinese;
    model.language = is_chinese ? i18n::Language::English : i18n::Language::Chinese;
  } else if (std::holds_alternative<screens::Leave>(action)) {
    const bool was_over_home =
        std::exchange(model.is_comfort_open, false) && std::holds_alternative<Home>(model.screen);
    if (!was_over_home) AskToLeave(model);
  } else if (std::holds_alternative<screens::Finish>(action)) {
    EndErrand(model);
  } else if (std::holds_alternative<screens::Stay>(action)) {
    if (auto* outcome = std::get_if<Outcome>(&model.screen)) outcome->home_at.reset();
  } else {
    return UpdateComfort(model, action);
  }
  return true;
}

}  // namespace

Commands OpenErrand(Model& model, Errand errand, const Circumstances& at) {
  ++model.errand;
  switch (errand) {
    case Errand::RegisterNeed:
      model.screen = screens::NeedDraft{};
      break;
    case Errand::RateService:
      model.screen = screens::RatingDraft{};
      break;
    case Errand::FileComplaint:
      model.screen = screens::ComplaintDraft{};
      break;
    case Errand::LookUp: {
      screens::LookUpDraft draft;
      draft.entries.texts[Field::Number] = at.kiosk.text();  // most people ask for a number of this very kiosk
      Ask(draft.entries, Field::Number, Keyboard::Digits);
      model.screen = std::move(draft);
      break;
    }
    case Errand::Information:
      model.screen = screens::InformationState{};
      return {CountRecords{}};
    case Errand::ResumeForm:
      model.screen = screens::ResumeState{};
      break;
    case Errand::Notices:
      model.screen = screens::InformationState{.topic = screens::Topic::Notices, .is_from_home = true};
      break;
  }
  return {};
}

bool HoldsEntries(const Screen& screen) {
  if (const auto* need = std::get_if<screens::NeedDraft>(&screen)) {
    return need->page != screens::NeedPage::Group || HasWords(need->entries) || !need->person.surname.empty();
  }
  if (const auto* rating = std::get_if<screens::RatingDraft>(&screen)) {
    return rating->page != screens::RatingPage::What || HasWords(rating->entries) || !rating->stars.empty();
  }
  if (const auto* complaint = std::get_if<screens::ComplaintDraft>(&screen)) {
    return complaint->page != screens::ComplaintPage::Kind || HasWords(complaint->entries);
  }
  return false;
}

void AskToLeave(Model& model) {
  if (std::holds_alternative<Unavailable>(model.screen)) return;
  if (HoldsEntries(model.screen)) {
    model.asks_leave = true;
  } else if (std::holds_alternative<Home>(model.screen)) {
    Reset(model);  // 退出
  } else if (model.staff && (std::holds_alternative<StaffScreen>(model.screen) || IsForStaff(model.screen))) {
    Reset(model);
  } else {
    model.screen = FirstScreen(model);
    model.is_saving = false;  // an answer that is still on its way comes too late
    ++model.errand;
  }
}

Commands UpdateInformation(Model& model, screens::InformationState& state, const screens::Action& action) {
  if (const auto* topic = std::get_if<screens::ReadAbout>(&action)) {
    state.topic = topic->topic;
    if (topic->topic == screens::Topic::Figures) return {CountRecords{}};
  } else if (const auto* notice = std::get_if<screens::ReadNotice>(&action)) {
    state.notice = notice->index;
  } else if (const auto* group = std::get_if<screens::ChooseGroup>(&action)) {
    state.group = group->group;
  } else if (std::holds_alternative<screens::GoBack>(action)) {
    if (state.notice) {
      state.notice.reset();
    } else if (state.topic && !state.is_from_home) {
      state.topic.reset();
    } else {
      model.screen = Home{};
    }
  }
  return {};
}

namespace {

std::optional<Field> FocusOf(Screen& screen) {
  const screens::Entries* entries = EntriesOf(screen);
  return entries == nullptr ? std::nullopt : entries->focus;
}

bool IsEnterKey(const ui::Typed& typed) {
  const auto* key = std::get_if<ui::Key>(&typed);
  return key != nullptr && *key == ui::Key::Enter;
}

bool AsksFirst(const Model& model) {
  return model.defaults.asks_first && !model.was_greeted && std::holds_alternative<Home>(model.screen);
}

// On to what the resident came for.
Commands EndGreeting(Model& model, const Circumstances& at) {
  const auto* greeting = std::get_if<Greeting>(&model.screen);
  if (greeting == nullptr) return {};
  model.was_greeted = true;
  const std::optional<Errand> then = greeting->then;
  model.screen = Home{};
  return then ? OpenErrand(model, *then, at) : Commands{};
}

Commands UpdateErrand(Model& model, const screens::Action& action, const Circumstances& at) {
  if (const auto* open = std::get_if<screens::Open>(&action)) {
    if (!AsksFirst(model)) return OpenErrand(model, open->errand, at);
    model.screen = Greeting{open->errand};
    return {};
  }
  if (std::holds_alternative<screens::Greet>(action)) {
    if (AsksFirst(model)) model.screen = Greeting{};
    return {};
  }
  if (const auto* answer = std::get_if<screens::AnswerGreeting>(&action)) {
    model.comfort.step = answer->step;
    model.comfort.voice.is_on = answer->wants_voice;
    return EndGreeting(model, at);
  }
  if (IsForStaff(model.screen)) return UpdateStaffPage(model, action, at);
  if (auto* state = std::get_if<screens::SignInState>(&model.screen)) return UpdateSignIn(model, *state, action, at);
  if (std::holds_alternative<StaffScreen>(model.screen)) return UpdateStaffScreen(model, action, at);
  if (auto* draft = std::get_if<screens::NeedDraft>(&model.screen)) return UpdateNeed(model, *draft, action, at);
  if (auto* draft = std::get_if<screens::RatingDraft>(&model.screen)) return UpdateRating(model, *draft, action, at);
  if (auto* draft = std::get_if<screens::ComplaintDraft>(&model.screen))
    return UpdateComplaint(model, *draft, action, at);
  if (auto* draft = std::get_if<screens::LookUpDraft>(&model.screen)) return UpdateLookUp(model, *draft, action, at);
  if (auto* state = std::get_if<screens::InformationState>(&model.screen))
    return UpdateInformation(model, *state, action);
  if (auto* state = std::get_if<screens::ResumeState>(&model.screen)) return UpdateResume(model, *state, action);
  return {};
}

// The Enter key, which scanners send after what they read, leads on to the next field or page. What was typed behind it
// before the screen could follow goes there, as long as a field has the caret; nothing is submitted by typing ahead.
Commands UpdateTyped(Model& model, const screens::Enter& entered, const Circumstances& at) {
  // Whoever types or scans is past the question whether the text can be read.
  Commands commands = EndGreeting(model, at);
  screens::Enter part;
  const auto give = [&](const screens::Action& action) {
    for (Command& command : UpdateErrand(model, action, at)) commands.push_back(std::move(command));
  };
  for (const ui::Typed& typed : entered.typed) {
    part.typed.push_back(typed);
    if (!IsEnterKey(typed)) continue;
    give(std::exchange(part, {}));
    // Residents give the last digits of their phone with a number, staff need not.
    if (FocusOf(model.screen) == Field::Number && !std::holds_alternative<StaffScreen>(model.screen)) {
      give(screens::Focus{Field::LastFour});
    } else {
      give(screens::GoNext{});
    }
    if (model.is_saving || !FocusOf(model.screen)) return commands;
  }
  if (!part.typed.empty()) give(part);
  return commands;
}

}  // namespace

Commands Update(Model& model, const screens::Action& action, const Circumstances& at) {
  if (auto commands = UpdateKeeping(model, action, at)) return *std::move(commands);
  if (UpdateAnywhere(model, action)) {
    // Who came from the question to 看和听 has answered it there.
    return std::holds_alternative<screens::CloseComfort>(action) ? EndGreeting(model, at) : Commands{};
  }
  const auto* act = std::get_if<screens::StaffAct>(&action);
  if (act != nullptr && std::holds_alternative<screens::DeviceAct>(*act)) return UpdateStaff(model, *act, at);
  if (model.is_saving) return {};
  if (act != nullptr) return UpdateStaff(model, *act, at);
  const auto* entered = std::get_if<screens::Enter>(&action);
  if (entered) {
    if (auto scanned = TakeScanned(model, *entered, at)) return *std::move(scanned);
  }
  if (std::holds_alternative<screens::PrintReceipt>(action)) return PrintAgain(model);
  if (std::holds_alternative<screens::PrintDraftCode>(action)) return {PrintPaper{}};
  if (screens::Entries* entries = EntriesOf(model.screen); entries && entries->sheet) {
    if (entered) return TypeOnSheet(model, *entries, *entered, at);
    const auto* pressed = std::get_if<screens::OnSheet>(&action);
    return pressed ? UpdateSheet(model, *entries, pressed->press, at) : Commands{};
  }
  if (entered) return UpdateTyped(model, *entered, at);
  if (const auto instead = GoOnAfterConsent(model, action)) return UpdateErrand(model, *instead, at);
  Commands commands = UpdateErrand(model, action, at);
  const auto* focus = std::get_if<screens::Focus>(&action);
  if (screens::Entries* entries = EntriesOf(model.screen); entries && focus && screens::IsOfWords(focus->field)) {
    for (Command& command : OpenSheet(model, *entries)) commands.push_back(std::move(command));
  }
  return commands;
}

bool Elapse(Model& model, base::Milliseconds steady) {
  if (const auto* outcome = std::get_if<Outcome>(&model.screen);
      outcome && outcome->home_at && steady >= *outcome->home_at) {
    EndErrand(model);
    return true;
  }
  if (auto* test = std::get_if<screens::TouchTestState>(&model.screen); test && steady >= test->ends_at)
    test->is_over = true;
  const auto state = model.session.At(steady);
  const bool has_ended = std::holds_alternative<domain::SessionExpired>(state);
  // On the home screen nothing was entered: language and text size go back without a question.
  const bool is_quiet_end = EndsQuietly(model) && std::holds_alternative<domain::SessionWarning>(state);
  if (!has_ended && !is_quiet_end) return false;
  Reset(model, true);
  return true;
}

void Reset(Model& model, bool by_itself) {
  const std::uint64_t next_errand = model.errand + 1;
  const std::uint64_t questions = model.questions;
  const domain::SessionTimes staff_times = model.staff_times;
  Machine machine = std::move(model.machine);
  std::optional<SignedOut> signed_out = std::move(model.signed_out);
  if (model.staff) signed_out = SignedOut{model.staff->member.number, by_itself};
  model = Model{model.defaults, model.session_times};
  model.staff_times = staff_times;
  model.machine = std::move(machine);
  model.signed_out = std::move(signed_out);
  model.screen = FirstScreen(model);
  model.errand = next_errand;
  model.questions = questions;
}

void EndErrand(Model& model) {
  if (!model.staff) return Reset(model);
  const domain::Session session = model.session;
  const i18n::Language language = model.language;
  const screens::Comfort comfort = model.comfort;
  std::optional<StaffSession> staff = std::exchange(model.staff, std::nullopt);
  Reset(model);
  model.staff = std::move(staff);
  model.session = session;
  model.language = language;
  model.comfort = comfort;
  model.screen = FirstScreen(model);
}

}  // namespace bianmin::app

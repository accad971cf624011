#include "kiosk/screens/staff/accounts.h"

#include <algorithm>
#include <array>

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/staff/digits_page.h"
#include "kiosk/screens/staff/workbench.h"

namespace bianmin::screens {
namespace {

constexpr std::array kRoles{domain::Role::Clerk, domain::Role::Dispatcher, domain::Role::Supervisor};

std::string_view NoticeKey(AccountsNotice notice) {
  switch (notice) {
    case AccountsNotice::None:
      return "";
    case AccountsNotice::Added:
      return N_("accounts.added");
    case AccountsNotice::RoleChanged:
      return N_("accounts.role_changed");
    case AccountsNotice::PinReset:
      return N_("accounts.pin_reset");
    case AccountsNotice::Unlocked:
      return N_("accounts.unlocked");
    case AccountsNotice::Enabled:
      return N_("accounts.enabled");
    case AccountsNotice::Disabled:
      return N_("accounts.disabled");
    case AccountsNotice::NumberTaken:
      return N_("accounts.number_taken");
    case AccountsNotice::LastSupervisor:
      return N_("accounts.last_supervisor");
    case AccountsNotice::TooMany:
      return N_("accounts.too_many");
    case AccountsNotice::NotAllowed:
      return N_("accounts.not_allowed");
    case AccountsNotice::NotNow:
      return N_("accounts.not_now");
  }
  return "";
}

void DrawNotice(AccountsNotice notice, const Scene& scene, ui::Frame& frame) {
  if (notice == AccountsNotice::None) return;
  const bool is_done = notice < AccountsNotice::NumberTaken;
  frame.Banner({.tone = is_done ? ui::Tone::Success : ui::Tone::Warning,
                .title = is_done ? scene.T("accounts.done.title") : scene.T("fault.title"),
                .text = scene.T(NoticeKey(notice))});
}

std::string_view StateKey(const AccountLine& line) {
  if (!line.member.is_active) return N_("accounts.state.disabled");
  return line.is_locked_out ? N_("accounts.state.locked") : N_("accounts.state.active");
}

ui::PageSpec PageOf(std::string_view id, std::optional<ui::FooterButton> next, bool is_saving, const Scene& scene) {
  return {.id = id,
          .header = scene.header,
          .footer = {.back = ui::FooterButton{scene.T("staff.back"), !is_saving}, .next = next},
          .step = {}};
}

std::optional<Action> DrawList(const AccountsState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const auto page =
      frame.BeginPage(PageOf("accounts", ui::FooterButton{scene.T("accounts.add"), !is_saving}, is_saving, scene));
  std::optional<Action> action = ActionOf(page.press);
  if (page.press == ui::PagePress::Next) action = StaffAct{AddAccount{}};
  frame.Title(scene.T("workbench.accounts"));
  DrawNotice(state.notice, scene, frame);
  if (!state.lines) {
    frame.Note(scene.T("staff.reading"), ui::Icon::Hourglass);
    return action;
  }
  const auto grid = frame.BeginGrid({.id = "accounts", .landscape = {2}, .portrait = {1}});
  for (const AccountLine& line : *state.lines) {
    const domain::StaffMember& member = line.member;
    const std::string note = scene.T("accounts.line", fmt::arg("number", member.number.text()),
                                     fmt::arg("role", scene.T(RoleKey(member.role))));
    if (frame.Choice("accounts." + member.number.text(),
                     {.text = member.name.text(),
                      .note = note,
                      .aside = scene.T(StateKey(line)),
                      .icon = line.is_locked_out ? ui::Icon::Lock : ui::Icon::Person,
                      .is_enabled = !is_saving,
                      .privacy = ui::Privacy::Sensitive}))
      action = StaffAct{ChooseAccount{member.number.text()}};
  }
  return action;
}

std::optional<Action> DrawAccountButtons(const AccountLine& line, bool is_saving, const Scene& scene,
                                         ui::Frame& frame) {
  std::optional<Action> action;
  const auto row = frame.BeginRow();
  const auto button = [&](std::string_view id, std::string_view key, ui::Icon icon, AccountAct act) {
    if (frame.SecondaryButton(id, {.text = scene.T(key), .icon = icon, .is_enabled = !is_saving}))
      action = StaffAct{std::move(act)};
  };
  if (line.is_locked_out) button("account.unlock", N_("accounts.unlock"), ui::Icon::Lock, UnlockAccount{});
  button("account.reset_pin", N_("accounts.reset_pin"), ui::Icon::Number, ResetAccountPin{});
  if (line.member.is_active) {
    button("account.disable", N_("accounts.disable"), ui::Icon::Cancelled, SetAccountActive{false});
  } else {
    button("account.enable", N_("accounts.enable"), ui::Icon::Check, SetAccountActive{true});
  }
  return action;
}

// `chosen` may be nothing; ids account.role.<role>.
std::optional<Action> DrawRoles(std::optional<domain::Role> chosen, bool is_enabled, const Scene& scene,
                                ui::Frame& frame) {
  std::optional<Action> action;
  const auto grid = frame.BeginGrid({.id = "roles", .landscape = {3}, .portrait = {1}});
  for (const domain::Role role : kRoles) {
    if (frame.Choice("account.role." + std::string(domain::WireName(role)),
                     {.text = scene.T(RoleKey(role)), .is_selected = chosen == role, .is_enabled = is_enabled}))
      action = StaffAct{ChooseRole{role}};
  }
  return action;
}

std::optional<Action> DrawOne(const AccountLine& line, const AccountsState& state, bool is_saving, const Scene& scene,
                              ui::Frame& frame) {
  const auto page = frame.BeginPage(PageOf("account", std::nullopt, is_saving, scene));
  std::optional<Action> action = ActionOf(page.press);
  DrawNotice(state.notice, scene, frame);
  {
    const auto card = frame.BeginCard();
    frame.Row("", {.label = scene.T("accounts.name"),
                   .value = line.member.name.text(),
                   .edit = {},
                   .privacy = ui::Privacy::Sensitive});
    frame.Row("", {.label = scene.T("staff.number"), .value = line.member.number.text(), .edit = {}});
    frame.Row("", {.label = scene.T("accounts.state"), .value = scene.T(StateKey(line)), .edit = {}});
  }
  frame.Heading(scene.T("accounts.role"));
  if (auto chosen = DrawRoles(line.member.role, !is_saving, scene, frame)) action = std::move(chosen);
  if (auto pressed = DrawAccountButtons(line, is_saving, scene, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawNewName(const AccountsState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage(PageOf("account.name", ui::FooterButton{scene.T("footer.next")}, false, scene));
  std::optional<Action> action = ActionOf(page.press);
  frame.Question(scene.T("accounts.ask_name"));
  const std::string_view error =
      state.shows_faults ? FaultText(scene, Field::Name, FaultOf(state.entries, Field::Name)) : std::string_view{};
  const EntrySpec spec{.field = Field::Name,
                       .id = "field.name",
                       .label = scene.T("accounts.name"),
                       .placeholder = scene.T("accounts.name.placeholder"),
                       .error = error,
                       .hint = scene.T("accounts.name.hint")};
  if (auto pressed = DrawEntry(spec, state.entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawNewRole(const AccountsState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage(PageOf("account.role", ui::FooterButton{scene.T("footer.next")}, false, scene));
  std::optional<Action> action = ActionOf(page.press);
  frame.Question(scene.T("accounts.ask_role"));
  if (state.shows_faults && !state.role)
    frame.Banner(
        {.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = scene.T("accounts.role.missing")});
  if (auto chosen = DrawRoles(state.role, true, scene, frame)) action = std::move(chosen);
  frame.Note(scene.T("accounts.role.note"), ui::Icon::Information);
  return action;
}

std::optional<Action> DrawDigits(const AccountsState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  DigitsSpec spec{.id = "account.pin",
                  .field_id = "field.pin",
                  .question = scene.T("accounts.ask_pin"),
                  .label = scene.T("sign_in.pin"),
                  .placeholder = scene.T("sign_in.pin.placeholder"),
                  .hint = scene.T("pin.new.hint"),
                  .digits = state.pin,
                  .next = scene.T("footer.next"),
                  .is_secret = true,
                  .is_saving = is_saving};
  if (state.shows_faults) spec.error = PinFaultText(state.pin, scene);
  if (state.differ) spec.error = scene.T("pin.differ");
  if (state.stage == AccountsStage::NewPinAgain) {
    spec.id = "account.pin_again";
    spec.field_id = "field.pin_again";
    spec.question = scene.T("pin.ask_again");
    spec.hint = {};
    spec.digits = state.again;
    spec.next = scene.T("pin.store");
    spec.error = {};
  } else if (state.stage == AccountsStage::NewNumber) {
    spec = {.id = "account.number",
            .field_id = "field.staff_number",
            .question = scene.T("accounts.ask_number"),
            .label = scene.T("staff.number"),
            .placeholder = scene.T("sign_in.number.placeholder"),
            .hint = scene.T("accounts.number.hint"),
            .digits = state.number,
            .next = scene.T("footer.next")};
    if (state.shows_faults) spec.error = scene.T("sign_in.number_short");
    if (state.notice == AccountsNotice::NumberTaken) spec.error = scene.T("accounts.number_taken");
  }
  return DrawDigitsPage(spec, scene, frame);
}

}  // namespace

const AccountLine* AccountsState::Chosen() const {
  if (!lines || !chosen) return nullptr;
  const auto found = std::find_if(lines->begin(), lines->end(),
                                  [&](const AccountLine& line) { return line.member.number == *chosen; });
  return found == lines->end() ? nullptr : &*found;
}

std::optional<Action> DrawAccounts(const AccountsState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  switch (state.stage) {
    case AccountsStage::List:
      break;
    case AccountsStage::One:
      if (const AccountLine* line = state.Chosen()) return DrawOne(*line, state, is_saving, scene, frame);
      break;
    case AccountsStage::NewName:
      return DrawNewName(state, scene, frame);
    case AccountsStage::NewRole:
      return DrawNewRole(state, scene, frame);
    case AccountsStage::NewNumber:
    case AccountsStage::NewPin:
    case AccountsStage::NewPinAgain:
      return DrawDigits(state, is_saving, scene, frame);
  }
  return DrawList(state, is_saving, scene, frame);
}

}  // namespace bianmin::screens

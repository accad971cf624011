#include "kiosk/screens/staff/workbench.h"

#include <array>

namespace bianmin::screens {
namespace {

struct TileText {
  StaffTile tile;
  std::string_view id;
  ui::Icon icon;
  ui::Tint tint;
  std::string_view title;
  std::string_view subtitle;
};

constexpr std::array kTiles = std::to_array<TileText>({
    {StaffTile::Queue, "workbench.queue", ui::Icon::Bell, ui::Tint::Teal, N_("workbench.queue"),
     N_("workbench.queue.sub")},
    {StaffTile::Shift, "workbench.shift", ui::Icon::Handshake, ui::Tint::Indigo, N_("workbench.shift"),
     N_("workbench.shift.sub")},
    {StaffTile::Rectification, "workbench.rectification", ui::Icon::Repair, ui::Tint::Amber,
     N_("workbench.rectification"), N_("workbench.rectification.sub")},
    {StaffTile::Device, "workbench.device", ui::Icon::Computer, ui::Tint::Olive, N_("workbench.device"),
     N_("workbench.device.sub")},
    {StaffTile::Journal, "workbench.journal", ui::Icon::Book, ui::Tint::Indigo, N_("workbench.journal"),
     N_("workbench.journal.sub")},
    {StaffTile::Accounts, "workbench.accounts", ui::Icon::People, ui::Tint::Rose, N_("workbench.accounts"),
     N_("workbench.accounts.sub")},
});

std::optional<Action> DrawTiles(domain::Role role, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const bool has_all = domain::Reaches(role, domain::Role::Supervisor);
  const auto grid = frame.BeginGrid({.id = "workbench",
                                     .landscape = {has_all ? 4 : 3},
                                     .portrait = {2},
                                     .fills_page = frame.Step() == ui::TextStep::Standard,
                                     .has_button_below = true});
  for (const TileText& each : kTiles) {
    if (!domain::Reaches(role, NeededRole(each.tile))) continue;
    const ui::TileSpec spec{
        .icon = each.icon, .title = scene.T(each.title), .subtitle = scene.T(each.subtitle), .tint = each.tint};
    if (frame.Tile(each.id, spec)) action = StaffAct{OpenTile{each.tile}};
  }
  if (frame.Tile("workbench.find", {.icon = ui::Icon::Search,
                                    .title = scene.T("workbench.find"),
                                    .subtitle = scene.T("workbench.find.sub"),
                                    .tint = ui::Tint::Teal}))
    action = StaffAct{CaseworkAct{AskForCase{}}};
  if (frame.Tile("workbench.on_behalf", {.icon = ui::Icon::Register,
                                         .title = scene.T("on_behalf.title"),
                                         .subtitle = scene.T("workbench.on_behalf.sub"),
                                         .tint = ui::Tint::Rose}))
    action = StaffAct{CaseworkAct{RegisterForSomebody{}}};
  return action;
}

}  // namespace

domain::Role NeededRole(StaffTile tile) {
  const bool is_of_supervisors = tile == StaffTile::Journal || tile == StaffTile::Accounts;
  return is_of_supervisors ? domain::Role::Supervisor : domain::Role::Clerk;
}

std::string_view RoleKey(domain::Role role) {
  switch (role) {
    case domain::Role::Clerk:
      return N_("role.clerk");
    case domain::Role::Dispatcher:
      return N_("role.dispatcher");
    case domain::Role::Supervisor:
      break;
  }
  return N_("role.supervisor");
}

std::optional<Action> DrawWorkbench(const domain::StaffMember& member, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "workbench", .header = scene.header, .footer = {}, .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Title(scene.T("workbench.title"));
  frame.Strong(scene.T("workbench.who", fmt::arg("name", member.name.text()),
                       fmt::arg("role", scene.T(RoleKey(member.role))), fmt::arg("number", member.number.text())),
               ui::Privacy::Sensitive);
  if (auto opened = DrawTiles(member.role, scene, frame)) action = std::move(opened);
  const auto row = frame.BeginRow();
  if (frame.SecondaryButton("workbench.own_pin", {.text = scene.T("own_pin.title"), .icon = ui::Icon::Lock}))
    action = StaffAct{OpenOwnPin{}};
  if (frame.SecondaryButton("workbench.sign_out", {.text = scene.T("staff.sign_out"), .icon = ui::Icon::Leave}))
    action = StaffAct{SignOut{}};
  return action;
}

}  // namespace bianmin::screens

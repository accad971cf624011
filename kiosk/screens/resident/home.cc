#include "kiosk/screens/resident/home.h"

namespace bianmin::screens {
namespace {

std::optional<Action> DrawTiles(bool has_button_below, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto grid = frame.BeginGrid({.id = "home",
                                     .landscape = {2, 3},
                                     .portrait = {1, 1, 1, 2},
                                     .fills_page = true,
                                     .has_button_below = has_button_below});
  const auto tile = [&](std::string_view id, ui::Icon icon, ui::Tint tint, std::string_view title,
                        std::string_view subtitle, Errand errand) {
    const ui::TileSpec spec{
        .icon = icon, .title = scene.T(title), .subtitle = scene.T(subtitle), .tint = tint, .is_enabled = true};
    if (frame.Tile(id, spec)) action = Open{errand};
  };
  using ui::Icon;
  using ui::Tint;
  tile("home.register", Icon::Register, Tint::Teal, N_("home.register"), N_("home.register.sub"), Errand::RegisterNeed);
  tile("home.rate", Icon::Star, Tint::Amber, N_("home.rate"), N_("home.rate.sub"), Errand::RateService);
  tile("home.complain", Icon::Complaint, Tint::Rose, N_("home.complain"), N_("home.complain.sub"),
       Errand::FileComplaint);
  tile("home.lookup", Icon::Search, Tint::Indigo, N_("home.lookup"), N_("home.lookup.sub"), Errand::LookUp);
  tile("home.information", Icon::Information, Tint::Olive, N_("home.information"), N_("home.information.sub"),
       Errand::Information);
  if (frame.TouchedElsewhere()) action = Greet{};
  return action;
}

}  // namespace

std::optional<Action> DrawHome(const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "home", .header = scene.header, .footer = {}, .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  // There whether or not a form is kept, so that it says nothing about whoever stood here before.
  const auto resume = [&] {
    if (frame.SecondaryButton("home.resume", {.text = scene.T("home.resume"), .icon = ui::Icon::Edit}))
      action = Open{Errand::ResumeForm};
  };
  if (scene.lacks_chinese_font) {
    frame.Banner(
        {.tone = ui::Tone::Danger, .title = scene.T("home.no_font.title"), .text = scene.T("home.no_font.text")});
  }
  // A scanner needs no page to be open first.
  if (const auto& typed = frame.Typings(); !typed.empty()) action = Enter{typed};
  // A wide panel has room beside the title and none to spare below, a tall one the other way round.
  const bool is_wide = frame.Facing() == ui::Orientation::Landscape;
  if (is_wide) {
    const auto columns = frame.BeginColumns("home.top", 1.2, 1.0);
    frame.Title(scene.T("home.title"));
    frame.NextColumn();
    resume();
  } else {
    frame.Title(scene.T("home.title"));
  }
  if (auto opened = DrawTiles(!is_wide, scene, frame)) action = std::move(opened);
  if (!is_wide) resume();
  return action;
}

}  // namespace bianmin::screens

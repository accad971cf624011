#include "kiosk/screens/resident/home.h"

#include "kiosk/screens/resident/notices.h"

namespace bianmin::screens {
namespace {

std::optional<Action> DrawTiles(const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto grid = frame.BeginGrid(
      {.id = "home", .landscape = {2, 3}, .portrait = {1, 1, 1, 2}, .fills_page = true, .has_button_below = true});
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
  if (scene.lacks_chinese_font) {
    frame.Banner(
        {.tone = ui::Tone::Danger, .title = scene.T("home.no_font.title"), .text = scene.T("home.no_font.text")});
  }
  // A scanner needs no page to be open first.
  if (const auto& typed = frame.Typings(); !typed.empty()) action = Enter{typed};
  frame.Title(scene.T("home.title"));
  if (const auto notices = NoticesNow(scene); !notices.empty()) {
    const std::string text = notices.size() == 1
                                 ? scene.T("home.notice", fmt::arg("title", TitleOf(*notices.front(), scene)))
                                 : scene.texts.Plural("home.notices", static_cast<std::int64_t>(notices.size()));
    if (frame.SecondaryButton("home.notices", {.text = text, .icon = ui::Icon::Bell})) action = Open{Errand::Notices};
  }
  if (auto opened = DrawTiles(scene, frame)) action = std::move(opened);
  // There whether or not a form is kept, so that it says nothing about whoever stood here before.
  if (frame.SecondaryButton("home.resume", {.text = scene.T("home.resume"), .icon = ui::Icon::Edit}))
    action = Open{Errand::ResumeForm};
  return action;
}

}  // namespace bianmin::screens

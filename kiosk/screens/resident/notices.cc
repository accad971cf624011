#include "kiosk/screens/resident/notices.h"

namespace bianmin::screens {
namespace {

bool IsInEnglish(const domain::Notice& notice, const Scene& scene) {
  return scene.texts.language() == i18n::Language::English && notice.HasEnglish();
}

std::string DaysOf(const domain::Notice& notice, const Scene& scene) {
  if (notice.from == notice.to) return i18n::DayOfYear(scene.texts, notice.from);
  return scene.T("notices.days", fmt::arg("from", i18n::DayOfYear(scene.texts, notice.from)),
                 fmt::arg("to", i18n::DayOfYear(scene.texts, notice.to)));
}

std::optional<Action> DrawList(const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Title(scene.T("information.notices"));
  if (NoticesNow(scene).empty()) {
    frame.Empty(ui::Icon::Bell, scene.T("notices.none.title"), scene.T("notices.none.text"));
    return action;
  }
  const auto grid = frame.BeginGrid({.id = "notices", .landscape = {1}, .portrait = {1}});
  const base::Date today = base::LocalDate(scene.now);
  for (std::size_t i = 0; i < scene.notices.size(); ++i) {
    const domain::Notice& notice = scene.notices[i];
    if (!notice.IsShownOn(today)) continue;
    const std::string days = DaysOf(notice, scene);
    if (frame.Tile("notice." + std::to_string(i),
                   {.icon = ui::Icon::Bell, .title = TitleOf(notice, scene), .subtitle = days})) {
      action = ReadNotice{i};
    }
  }
  return action;
}

void DrawNotice(const domain::Notice& notice, const Scene& scene, ui::Frame& frame) {
  frame.Title(TitleOf(notice, scene));
  frame.Note(DaysOf(notice, scene), ui::Icon::Calendar);
  if (scene.texts.language() == i18n::Language::English && !notice.HasEnglish()) {
    frame.Note(scene.T("notices.chinese_only"), ui::Icon::Language);
  }
  std::string_view text = IsInEnglish(notice, scene) ? notice.text.en : notice.text.zh;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) frame.Paragraph(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (notice.phone.empty()) return;
  const auto card = frame.BeginCard();
  frame.Row("", {.label = scene.T("notices.phone"), .value = i18n::GroupedPhone(notice.phone), .edit = {}});
}

}  // namespace

std::vector<const domain::Notice*> NoticesNow(const Scene& scene) {
  std::vector<const domain::Notice*> shown;
  const base::Date today = base::LocalDate(scene.now);
  for (const domain::Notice& notice : scene.notices) {
    if (notice.IsShownOn(today)) shown.push_back(&notice);
  }
  return shown;
}

std::string_view TitleOf(const domain::Notice& notice, const Scene& scene) {
  return IsInEnglish(notice, scene) ? notice.title.en : notice.title.zh;
}

std::optional<Action> DrawNotices(std::optional<std::size_t> read, const Scene& scene, ui::Frame& frame) {
  if (!read || *read >= scene.notices.size()) return DrawList(scene, frame);
  DrawNotice(scene.notices[*read], scene, frame);
  return std::nullopt;
}

}  // namespace bianmin::screens

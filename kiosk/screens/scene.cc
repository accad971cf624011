#include "kiosk/screens/scene.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bianmin::screens {

std::optional<Action> ActionOf(const std::optional<ui::PagePress>& press) {
  if (!press) return std::nullopt;
  switch (*press) {
    case ui::PagePress::Logo:
      return StaffAct{PressLogo{}};
    case ui::PagePress::Notice:
      return StaffAct{PressNotice{}};
    case ui::PagePress::Leave:
      return Leave{};
    case ui::PagePress::Language:
      return SwitchLanguage{};
    case ui::PagePress::TextSize:
      return SwitchTextStep{};
    case ui::PagePress::Back:
      return GoBack{};
    case ui::PagePress::Next:
      return GoNext{};
    case ui::PagePress::Sound:
      return OpenComfort{};
  }
  return std::nullopt;
}

std::string PriceText(const Scene& scene, const domain::Price& price) {
  return i18n::Price(scene.texts, price.fen, scene.Of(price.unit), price.is_starting);
}

std::string ServiceOrWindowName(std::string_view code, const Scene& scene) {
  if (code.empty()) return {};
  const domain::LocalisedText* name = domain::FindServiceOrWindow(scene.catalogue, code);
  return std::string(name == nullptr ? scene.T("lookup.unknown_service") : scene.Of(*name));
}

ui::Icon IconNamed(std::string_view name) {
  using ui::Icon;
  static constexpr std::array kIcons = std::to_array<std::pair<std::string_view, Icon>>({
      {"appliance", Icon::Appliance}, {"bath", Icon::Bath},
      {"book", Icon::Book},           {"broom", Icon::Cleaning},
      {"building", Icon::Building},   {"calendar", Icon::Calendar},
      {"chess", Icon::Chess},         {"child", Icon::Child},
      {"class", Icon::Class},         {"companion", Icon::Companion},
      {"computer", Icon::Computer},   {"dance", Icon::Dance},
      {"elder", Icon::Elder},         {"electric", Icon::Electric},
      {"exchange", Icon::Exchange},   {"film", Icon::Film},
      {"garden", Icon::Garden},       {"gift", Icon::Gift},
      {"haircut", Icon::Haircut},     {"handshake", Icon::Handshake},
      {"house", Icon::House},         {"information", Icon::Information},
      {"laundry", Icon::Laundry},     {"law", Icon::Law},
      {"meal", Icon::Meal},           {"medical", Icon::Medical},
      {"money", Icon::Money},         {"moving", Icon::Moving},
      {"music", Icon::Music},         {"nursing", Icon::Nursing},
      {"painting", Icon::Painting},   {"people", Icon::People},
      {"person", Icon::Person},       {"pet", Icon::Pet},
      {"place", Icon::Place},         {"plumbing", Icon::Plumbing},
      {"shopping", Icon::Shopping},   {"sport", Icon::Sport},
      {"storage", Icon::Storage},     {"travel", Icon::Travel},
      {"volunteer", Icon::Volunteer}, {"wrench", Icon::Repair},
  });
  const auto found = std::find_if(kIcons.begin(), kIcons.end(), [&](const auto& each) { return each.first == name; });
  return found == kIcons.end() ? Icon::Dot : found->second;
}

}  // namespace bianmin::screens

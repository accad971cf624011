#include "kiosk/screens/resident/comfort_panel.h"

namespace bianmin::screens {
namespace {

using ui::TextStep;
using ui::ThemeName;

std::optional<Action> DrawTextSteps(const Comfort& comfort, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("comfort.text"));
  const auto grid = frame.BeginGrid({.id = "steps", .landscape = {3}, .portrait = {3}, .is_short = true});
  const auto choice = [&](std::string_view id, TextStep step, std::string_view text) {
    if (frame.Choice(id, {.text = scene.T(text), .is_selected = comfort.step == step, .shown_at = step}))
      action = ChooseTextStep{step};
  };
  choice("comfort.standard", TextStep::Standard, N_("comfort.text.standard"));
  choice("comfort.elder", TextStep::Elder, N_("comfort.text.elder"));
  choice("comfort.extra_large", TextStep::ExtraLarge, N_("comfort.text.extra_large"));
  return action;
}

std::optional<Action> DrawThemes(const Comfort& comfort, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("comfort.colours"));
  const auto grid = frame.BeginGrid({.id = "themes", .landscape = {3}, .portrait = {3}, .is_short = true});
  const auto choice = [&](std::string_view id, ThemeName theme, std::string_view text) {
    if (frame.Choice(id, {.text = scene.T(text), .is_selected = comfort.theme == theme})) action = ChooseTheme{theme};
  };
  choice("comfort.usual_colours", ThemeName::Standard, N_("comfort.colours.usual"));
  choice("comfort.high_contrast", ThemeName::HighContrast, N_("comfort.colours.high_contrast"));
  choice("comfort.dark", ThemeName::Dark, N_("comfort.colours.dark"));
  return action;
}

std::optional<Action> DrawVoice(const VoiceChoice& voice, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("comfort.voice"));
  {
    const auto grid = frame.BeginGrid({.id = "voice", .landscape = {2}, .portrait = {1}, .fills_page = false});
    if (frame.Choice("comfort.voice", {.text = scene.T("comfort.voice.on"),
                                       .note = scene.T("comfort.voice.on.note"),
                                       .icon = ui::Icon::Volume,
                                       .is_selected = voice.is_on,
                                       .mark = ui::Mark::Check})) {
      action = SwitchVoice{};
    }
    if (frame.Choice("comfort.listen_first", {.text = scene.T("comfort.voice.listen_first"),
                                              .note = scene.T("comfort.voice.listen_first.note"),
                                              .is_selected = voice.listens_first,
                                              .mark = ui::Mark::Check})) {
      action = SwitchListenFirst{};
    }
  }
  if (!voice.is_on) return action;
  const auto button = [&](std::string_view id, std::string_view text, bool is_enabled, const Action& does) {
    if (frame.SecondaryButton(id, {.text = scene.T(text), .is_enabled = is_enabled})) action = does;
  };
  frame.Paragraph(
      scene.T("comfort.voice.now", fmt::arg("rate", voice.rate_percent), fmt::arg("volume", voice.volume_percent)));
  const auto row = frame.BeginRow();
  button("comfort.slower", N_("comfort.voice.slower"), voice.rate_percent > kLeastVoicePercent, Slower{});
  button("comfort.faster", N_("comfort.voice.faster"), voice.rate_percent < kMostVoicePercent, Faster{});
  button("comfort.quieter", N_("comfort.voice.quieter"), voice.volume_percent > kLeastVoicePercent, Quieter{});
  button("comfort.louder", N_("comfort.voice.louder"), voice.volume_percent < kMostVoicePercent, Louder{});
  button("comfort.say_again", N_("comfort.voice.say_again"), true, SayAgain{});
  return action;
}

}  // namespace

std::optional<Action> DrawComfortPanel(const Comfort& comfort, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "comfort",
                                     .header = scene.header,
                                     .footer = {.back = {}, .next = ui::FooterButton{scene.T("footer.finish")}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (page.press == ui::PagePress::Next || page.press == ui::PagePress::Sound) action = CloseComfort{};
  const auto take = [&](std::optional<Action> pressed) {
    if (pressed) action = std::move(pressed);
  };
  frame.Title(scene.T("comfort.title"));
  take(DrawTextSteps(comfort, scene, frame));
  take(DrawThemes(comfort, scene, frame));
  if (frame.MayBeLow()) {
    frame.Heading(scene.T("comfort.reach"));
    const ui::ChoiceSpec low{.text = scene.T("comfort.reach.low"),
                             .note = scene.T("comfort.reach.low.note"),
                             .is_selected = comfort.is_low,
                             .mark = ui::Mark::Check};
    if (frame.Choice("comfort.low", low)) action = SetLow{!comfort.is_low};
  }
  take(DrawVoice(comfort.voice, scene, frame));
  return action;
}

}  // namespace bianmin::screens

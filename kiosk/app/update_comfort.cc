#include <algorithm>
#include <variant>

#include "kiosk/app/update.h"

namespace bianmin::app {
namespace {

ui::TextStep NextStep(ui::TextStep step) {
  switch (step) {
    case ui::TextStep::Standard:
      return ui::TextStep::Elder;
    case ui::TextStep::Elder:
      return ui::TextStep::ExtraLarge;
    case ui::TextStep::ExtraLarge:
      return ui::TextStep::Standard;
  }
  return ui::TextStep::Standard;
}

void Change(int& percent, int by) {
  percent = std::clamp(percent + by, screens::kLeastVoicePercent, screens::kMostVoicePercent);
}

}  // namespace

bool UpdateComfort(Model& model, const screens::Action& action) {
  screens::Comfort& comfort = model.comfort;
  if (std::holds_alternative<screens::SwitchTextStep>(action)) {
    comfort.step = NextStep(comfort.step);
  } else if (std::holds_alternative<screens::OpenComfort>(action)) {
    model.is_comfort_open = true;
    if (auto* outcome = std::get_if<Outcome>(&model.screen)) outcome->home_at.reset();
  } else if (std::holds_alternative<screens::CloseComfort>(action)) {
    model.is_comfort_open = false;
    return true;
  } else if (const auto* step = std::get_if<screens::ChooseTextStep>(&action)) {
    comfort.step = step->step;
  } else if (const auto* theme = std::get_if<screens::ChooseTheme>(&action)) {
    comfort.theme = theme->theme;
  } else if (const auto* low = std::get_if<screens::SetLow>(&action)) {
    comfort.is_low = low->is_low;
  } else if (std::holds_alternative<screens::SwitchVoice>(action)) {
    comfort.voice.is_on = !comfort.voice.is_on;
    if (!comfort.voice.is_on) comfort.voice.listens_first = false;
  } else if (std::holds_alternative<screens::SwitchListenFirst>(action)) {
    comfort.voice.listens_first = !comfort.voice.listens_first;
    if (comfort.voice.listens_first) comfort.voice.is_on = true;
  } else if (std::holds_alternative<screens::Slower>(action)) {
    Change(comfort.voice.rate_percent, -screens::kVoiceStepPercent);
  } else if (std::holds_alternative<screens::Faster>(action)) {
    Change(comfort.voice.rate_percent, screens::kVoiceStepPercent);
  } else if (std::holds_alternative<screens::Quieter>(action)) {
    Change(comfort.voice.volume_percent, -screens::kVoiceStepPercent);
  } else if (std::holds_alternative<screens::Louder>(action)) {
    Change(comfort.voice.volume_percent, screens::kVoiceStepPercent);
  } else {
    // The voice itself is the app's: nothing of the model changes when it says a page again.
    return std::holds_alternative<screens::SayAgain>(action);
  }
  // Whoever has chosen something need not be asked.
  model.was_greeted = true;
  return true;
}

}  // namespace bianmin::app

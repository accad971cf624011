#pragma once
// The settings of kiosk.toml that may be changed from the centre: a list of what is harmless, in the same tables and
// words. Keys, paths, the network, PINs and how long personal fields are kept are not on it; naming one is an error.

#include <chrono>
#include <optional>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/kiosk_settings.h"

namespace bianmin::domain {

// What is not named stays as kiosk.toml has it.
struct RemoteSettings {
  std::optional<LocalisedText> opening_hours;  // [kiosk.opening_hours]
  std::optional<FirstLanguage> language;       // [display]
  std::optional<FirstTextStep> text_step;
  std::optional<bool> asks_first;
  std::optional<std::chrono::seconds> idle;  // [session]
  std::optional<std::chrono::seconds> answer;
  std::optional<bool> sounds_for_urgent;  // [staff] urgent_sound
  std::optional<bool> is_voice_on;        // [voice] on
  std::optional<bool> prints_by_itself;   // [print] automatic
};

// Every fault is reported as "name:line:column: …", unknown keys included.
base::Result<RemoteSettings> ReadRemoteSettings(std::string_view toml, std::string_view name);
// `local` with these over it.
KioskSettings With(const RemoteSettings& remote, KioskSettings local);

}  // namespace bianmin::domain

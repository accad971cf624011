#include "kiosk/domain/remote_settings.h"

#include "kiosk/domain/config_texts.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

std::optional<bool> ReadFlag(ConfigSection& from, std::string_view key) {
  return from.Has(key) ? std::optional{from.Flag(key, false)} : std::nullopt;
}

std::optional<std::chrono::seconds> ReadSeconds(ConfigSection& from, std::string_view key, base::IntegerRange range) {
  return from.Has(key) ? std::optional{std::chrono::seconds{from.Integer(key, range)}} : std::nullopt;
}

void ReadDisplay(ConfigSection from, RemoteSettings& settings) {
  if (from.Has("language")) settings.language = ReadFirstLanguage(from);
  if (from.Has("text_step")) settings.text_step = ReadFirstTextStep(from);
  settings.asks_first = ReadFlag(from, "asks_first");
}

}  // namespace

base::Result<RemoteSettings> ReadRemoteSettings(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  RemoteSettings settings;
  if (auto kiosk = root.OptionalSection("kiosk"); kiosk && kiosk->Has("opening_hours")) {
    settings.opening_hours = ReadLocalisedText(*kiosk, "opening_hours");
  }
  if (auto display = root.OptionalSection("display")) ReadDisplay(*display, settings);
  if (auto session = root.OptionalSection("session")) {
    settings.idle = ReadSeconds(*session, "idle_seconds", kIdleSeconds);
    settings.answer = ReadSeconds(*session, "answer_seconds", kAnswerSeconds);
  }
  if (auto staff = root.OptionalSection("staff")) settings.sounds_for_urgent = ReadFlag(*staff, "urgent_sound");
  if (auto voice = root.OptionalSection("voice")) settings.is_voice_on = ReadFlag(*voice, "on");
  if (auto print = root.OptionalSection("print")) settings.prints_by_itself = ReadFlag(*print, "automatic");
  if (auto sound = document->Finish(); !sound) return sound.error();
  return settings;
}

KioskSettings With(const RemoteSettings& remote, KioskSettings local) {
  const auto take = [](const auto& from, auto& to) {
    if (from) to = *from;
  };
  take(remote.opening_hours, local.opening_hours);
  take(remote.language, local.display.language);
  take(remote.text_step, local.display.text_step);
  take(remote.asks_first, local.display.asks_first);
  take(remote.idle, local.session.idle);
  take(remote.answer, local.session.answer);
  take(remote.answer, local.staff_session.answer);
  take(remote.sounds_for_urgent, local.sounds_for_urgent);
  take(remote.is_voice_on, local.voice.is_on);
  take(remote.prints_by_itself, local.print.is_automatic);
  return local;
}

}  // namespace bianmin::domain

#include "kiosk/domain/publication.h"

#include <fmt/format.h>

#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/notice.h"
#include "kiosk/domain/provider.h"
#include "kiosk/domain/publication_limits.h"
#include "kiosk/domain/remote_settings.h"
#include "kiosk/domain/wire_names.h"
#include "kiosk/domain/working_calendar.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<PublicationKind, 5> kKinds{{{PublicationKind::Catalogue, "catalogue"},
                                                {PublicationKind::Providers, "providers"},
                                                {PublicationKind::Calendar, "calendar"},
                                                {PublicationKind::Notices, "notices"},
                                                {PublicationKind::Settings, "settings"}}};
constexpr WireNames<PublicationState, 5> kStates{{{PublicationState::Held, "held"},
                                                  {PublicationState::OnTrial, "on_trial"},
                                                  {PublicationState::InForce, "in_force"},
                                                  {PublicationState::Refused, "refused"},
                                                  {PublicationState::Withdrawn, "withdrawn"}}};

template <class T>
base::Result<base::Done> WhetherRead(const base::Result<T>& read) {
  if (!read) return read.error();
  return base::Done{};
}

}  // namespace

std::string_view WireName(PublicationKind kind) { return NameIn(kKinds, kind); }
std::optional<PublicationKind> ParsePublicationKind(std::string_view text) { return ParseIn(kKinds, text); }
std::string_view WireName(PublicationState state) { return NameIn(kStates, state); }
std::optional<PublicationState> ParsePublicationState(std::string_view text) { return ParseIn(kStates, text); }

std::string SignedText(const Publication& publication) {
  return fmt::format("bianmin publication\n{}\n{}\n{}\n{}\n", WireName(publication.kind), publication.scope.text(),
                     base::FormatUtc(publication.published_at),
                     base::ToHex(base::Sha256(publication.content.value_or(""))));
}

std::string NameOf(PublicationKind kind, const KioskScope& scope, std::int64_t version) {
  const std::string whom = scope.text().empty() ? "" : " for " + scope.text();
  return fmt::format("{} {}{}", WireName(kind), version, whom);
}

base::Result<base::Done> CheckPublication(PublicationKind kind, std::string_view content, std::string_view name) {
  if (content.size() > kMaxPublicationBytes) {
    return base::Error{base::ErrorCode::TooLarge, fmt::format("{} has {} bytes; at most {} can be published", name,
                                                              content.size(), kMaxPublicationBytes)};
  }
  switch (kind) {
    case PublicationKind::Catalogue:
      return WhetherRead(ReadCatalogue(content, name));
    case PublicationKind::Providers:
      return WhetherRead(ReadProviders(content, name));
    case PublicationKind::Calendar:
      return WhetherRead(ReadCalendar(content, name));
    case PublicationKind::Notices:
      return WhetherRead(ReadNotices(content, name));
    case PublicationKind::Settings:
      return WhetherRead(ReadRemoteSettings(content, name));
  }
  return base::Done{};
}

}  // namespace bianmin::domain

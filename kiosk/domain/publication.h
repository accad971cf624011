#pragma once
// A document that the city publishes for its kiosks: the catalogue, the providers, the calendar, notices, settings. It
// is the same TOML as the file of that name in config/, and is read by the same reader, here and at the centre, which
// publishes nothing that a kiosk would refuse. A scope has one document of each kind in force, the newest; of several
// scopes the narrowest counts, but notices of all of them are shown.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_scope.h"

namespace bianmin::domain {

enum class PublicationKind { Catalogue, Providers, Calendar, Notices, Settings };

std::string_view WireName(PublicationKind kind);
std::optional<PublicationKind> ParsePublicationKind(std::string_view text);

struct Publication {
  PublicationKind kind = PublicationKind::Catalogue;
  KioskScope scope;
  std::int64_t version = 0;  // 1, 2, 3 … of this kind and scope; for people: what the feed told last counts
  base::TimePoint published_at;
  std::optional<std::string> content;        // nothing: withdrawn, the next wider scope's counts again
  std::optional<base::Signature> signature;  // of SignedText; settings need one
};

// What the operator signs: kind, scope, time and digest, so that nobody can give a document to other kiosks than those
// it was meant for, or give an old one again as a new one.
std::string SignedText(const Publication& publication);
// "catalogue 3", "settings 1 for demo-city/jingan": for operators, and the name that a reader's lines begin with.
std::string NameOf(PublicationKind kind, const KioskScope& scope, std::int64_t version);

// How far a kiosk has come with a document.
enum class PublicationState {
  Held,      // whole on the disk, not in use yet
  OnTrial,   // in use, and not yet for domain::kTrialLasts
  InForce,   // in use
  Refused,   // cannot be used; the one before stays in use
  Withdrawn  // there is none any more
};

std::string_view WireName(PublicationState state);
std::optional<PublicationState> ParsePublicationState(std::string_view text);

// Reads it as a kiosk would: TooLarge past kMaxPublicationBytes; otherwise the reader's lines
// "name:line:column: what, and what to do".
base::Result<base::Done> CheckPublication(PublicationKind kind, std::string_view content, std::string_view name);

}  // namespace bianmin::domain

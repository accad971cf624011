#pragma once
// Documents of the city for tests: as bianmin-sync writes them into a kiosk's database.

#include <string>

#include "kiosk/store/inbox.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::support {

inline domain::Publication ADocument(domain::PublicationKind kind, std::string content, std::string_view scope = "",
                                     std::int64_t version = 1) {
  return {.kind = kind,
          .scope = Must(domain::KioskScope::Parse(scope)),
          .version = version,
          .published_at = kMondayMorning - std::chrono::hours{1} + std::chrono::minutes{version},
          .content = std::move(content),
          .signature = std::nullopt};
}

// As one page of the feed; each call is a change of its own.
inline void Receive(store::Database& database, domain::Publication publication, base::TimePoint now,
                    std::string fault = "") {
  static int changes = 0;
  const std::string id = "published-" + std::to_string(++changes);
  const domain::ChangesPage page{
      .changes = {{.id = id,
                   .type = "cn.bianmin.document.published.v1",
                   .what = domain::PublicationChange{std::move(publication), std::move(fault)},
                   .raw = "{}"}},
      .next = id,
      .more = false};
  if (Must(store::Inbox(database).ApplyChanges("changes", page, now)).applied != 1)
    throw std::runtime_error("the document was not taken in");
}

}  // namespace bianmin::support

#include "kiosk/wire/publication.h"

#include <fmt/format.h>

#include "kiosk/domain/publication_limits.h"
#include "kiosk/wire/json.h"

namespace bianmin::wire {
namespace {

namespace json = boost::json;
using base::Error;
using base::ErrorCode;

Error NotOne(std::string_view why) { return {ErrorCode::Corrupt, std::string(why)}; }

// Why the content cannot be used; empty: it can.
std::string FaultOf(const std::string& content, const json::object& data) {
  if (content.size() > domain::kMaxPublicationBytes) {
    return fmt::format("it has {} bytes, {} are possible", content.size(), domain::kMaxPublicationBytes);
  }
  if (TextIn(data, "sha256") != base::ToHex(base::Sha256(content))) return "its content is not what its digest says";
  return {};
}

}  // namespace

json::object WritePublication(const domain::Publication& publication) {
  json::object data{{"kind", domain::WireName(publication.kind)},
                    {"for", publication.scope.text()},
                    {"version", publication.version},
                    {"published", base::FormatUtc(publication.published_at)}};
  if (publication.content) {
    data["sha256"] = base::ToHex(base::Sha256(*publication.content));
    data["content"] = *publication.content;
  } else {
    data["withdrawn"] = true;
  }
  if (publication.signature) data["signature"] = base::ToBase64(*publication.signature);
  return data;
}

base::Result<domain::PublicationChange> ReadPublication(const json::object& data) {
  const auto kind = domain::ParsePublicationKind(TextIn(data, "kind").value_or(""));
  if (!kind) return NotOne("this program does not know such documents");
  const auto whom = TextIn(data, "for");
  const auto scope = domain::KioskScope::Parse(whom.value_or(""));
  if (!whom || !scope) return NotOne("it does not say for which kiosks it is");
  const auto version = CountIn(data, "version");
  if (!version || *version < 1 || *version > INT64_MAX) return NotOne("it has no version");
  const auto at = base::ParseUtc(TextIn(data, "published").value_or(""));
  if (!at) return NotOne("it says no time that can be read");
  domain::PublicationChange change{.publication = {.kind = *kind,
                                                   .scope = *scope,
                                                   .version = static_cast<std::int64_t>(*version),
                                                   .published_at = *at,
                                                   .content = TextIn(data, "content"),
                                                   .signature = BytesIn<base::Signature>(data, "signature")},
                                   .fault = {}};
  std::optional<std::string>& content = change.publication.content;
  if (FlagIn(data, "withdrawn").value_or(false)) {
    content.reset();
  } else if (!content) {
    content.emplace();
    change.fault = "it comes without its content";
  } else {
    change.fault = FaultOf(*content, data);
  }
  return change;
}

}  // namespace bianmin::wire

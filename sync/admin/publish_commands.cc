#include "sync/admin/publish_commands.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/publication.h"
#include "kiosk/domain/publication_limits.h"

namespace bianmin::admin {
namespace {

using base::Error;
using base::ErrorCode;
using domain::Publication;
using domain::PublicationKind;

// One byte more than may be published, so that a file that is too large is told with its limit.
constexpr std::size_t kMostFileBytes = domain::kMaxPublicationBytes + 1;

std::string WhomOf(const domain::KioskScope& scope) { return scope.text().empty() ? "all kiosks" : scope.text(); }

base::Result<Publication> Begin(const PublishOrder& order, base::TimePoint now) {
  const auto kind = domain::ParsePublicationKind(order.kind);
  if (!kind) {
    return Error{ErrorCode::Invalid, fmt::format("'{}' is no kind of document; it is one of: catalogue, providers, "
                                                 "calendar, notices, settings",
                                                 order.kind)};
  }
  const auto scope = domain::KioskScope::Parse(order.scope);
  if (!scope) return scope.error();
  return Publication{.kind = *kind,
                     .scope = *scope,
                     .version = 0,
                     .published_at = now,
                     .content = std::nullopt,
                     .signature = std::nullopt};
}

base::Result<base::Done> SignIfNeeded(Publication& publication, const std::string& sign_key) {
  if (publication.kind != PublicationKind::Settings) {
    if (sign_key.empty()) return base::Done{};
    return Error{ErrorCode::Invalid, "only settings are signed; leave --sign-key out"};
  }
  if (sign_key.empty()) {
    return Error{ErrorCode::Invalid,
                 "kiosks take settings only when they are signed: add --sign-key FILE, the secret "
                 "half of the pair that bianmin-admin keygen --operator-key made"};
  }
  const auto key = base::SecretKey::Load(sign_key);
  if (!key) return key.error();
  publication.signature = base::Sign(*key, domain::SignedText(publication));
  return base::Done{};
}

}  // namespace

base::Result<Report> PublishDocument(centre::Archive& archive, const PublishOrder& order, base::TimePoint now) {
  auto publication = Begin(order, now);
  if (!publication) return publication.error();
  auto content = base::ReadFile(order.file, kMostFileBytes);
  if (!content) return content.error();
  if (auto sound = domain::CheckPublication(publication->kind, *content, order.file); !sound) return sound.error();
  publication->content = *std::move(content);
  if (auto is_signed = SignIfNeeded(*publication, order.sign_key); !is_signed) return is_signed.error();
  const auto version = archive.Publish(*publication);
  if (!version) return version.error();
  const std::string digest = base::ToHex(base::Sha256(*publication->content));
  Report report;
  report.lines = {
      fmt::format("{} {} is published for {}; sha256 {}", order.kind, *version, WhomOf(publication->scope), digest)};
  report.json = {{"kind", order.kind},
                 {"for", publication->scope.text()},
                 {"version", *version},
                 {"sha256", digest},
                 {"at", base::FormatUtc(now)}};
  return report;
}

base::Result<Report> WithdrawDocument(centre::Archive& archive, const PublishOrder& order, base::TimePoint now) {
  const auto publication = Begin(order, now);
  if (!publication) return publication.error();
  const auto version = archive.Publish(*publication);
  if (!version) return version.error();
  Report report;
  report.lines = {
      fmt::format("{} for {} is withdrawn (version {}); kiosks go on with what counts for more of them, or "
                  "with their own file",
                  order.kind, WhomOf(publication->scope), *version)};
  report.json = {
      {"kind", order.kind}, {"for", publication->scope.text()}, {"version", *version}, {"at", base::FormatUtc(now)}};
  return report;
}

base::Result<Report> ListPublished(centre::Archive& archive) {
  const auto all = archive.PublishedNow();
  if (!all) return all.error();
  Report report;
  boost::json::array list;
  for (const centre::Published& each : *all) {
    const Publication& publication = each.publication;
    const bool is_withdrawn = each.sha256.empty();
    const std::string at = base::FormatUtc(publication.published_at);
    const std::string_view kind = domain::WireName(publication.kind);
    report.lines.push_back(fmt::format("{:9}  {:4}  {}  {:>7}  {:.16}  {}", kind, publication.version, at,
                                       is_withdrawn ? "-" : std::to_string(each.bytes),
                                       is_withdrawn ? "withdrawn       " : each.sha256, WhomOf(publication.scope)));
    list.push_back({{"kind", kind},
                    {"for", publication.scope.text()},
                    {"version", publication.version},
                    {"at", at},
                    {"bytes", each.bytes},
                    {"sha256", each.sha256},
                    {"is_withdrawn", is_withdrawn}});
  }
  if (all->empty()) report.lines.emplace_back("nothing is published: kiosks use their own files");
  report.json = {{"published", std::move(list)}};
  return report;
}

}  // namespace bianmin::admin

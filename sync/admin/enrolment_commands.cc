#include "sync/admin/enrolment_commands.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/kiosk_name.h"
#include "sync/centre/one_time_code.h"

namespace bianmin::admin {

base::Result<Report> InviteKiosk(centre::Registry& registry, const std::string& kiosk, base::TimePoint now,
                                 base::Random& random) {
  const auto name = domain::KioskName::Parse(kiosk);
  if (!name) return name.error();
  const auto code = centre::OneTimeCode::New(random);
  const base::TimePoint expires = now + domain::kInvitationLives;
  if (auto kept = registry.Invite({name->Source(), code.Fingerprint(), expires}); !kept) return kept.error();
  Report report;
  report.lines = {
      fmt::format("one-time code of {}: {}", name->Login(), code.Text()),
      fmt::format("good once, until {}; an earlier code of this kiosk counts no longer", base::FormatUtc(expires)),
      "it is shown only here; at the kiosk: bianmin-sync enrol --config sync.toml --ca FILE, with this "
      "centre's authority in FILE"};
  report.json = {{"kiosk", name->Login()},
                 {"source", name->Source()},
                 {"code", code.Text()},
                 {"expires", base::FormatUtc(expires)}};
  return report;
}

base::Result<Report> RevokeKiosk(centre::Registry& registry, const std::string& kiosk, base::TimePoint now) {
  const auto name = domain::KioskName::Parse(kiosk);
  if (!name) return name.error();
  const auto revoked = registry.Revoke(name->Source(), now);
  if (!revoked) return revoked.error();
  Report report;
  report.lines = {
      fmt::format("{}: {} certificates are revoked, and its open code with them; the centre refuses it from "
                  "now on. To let it in again: bianmin-admin centre invite {}",
                  name->Login(), *revoked, name->Login())};
  report.json = {{"source", name->Source()}, {"revoked", *revoked}};
  return report;
}

base::Result<Report> ListKiosks(centre::Registry& registry, base::TimePoint now) {
  const auto certificates = registry.List(domain::kMaxListedCertificates);
  if (!certificates) return certificates.error();
  Report report;
  boost::json::array listed;
  for (const auto& certificate : *certificates) {
    const std::string end = base::FormatUtc(certificate.not_after);
    std::string state = certificate.not_after <= now ? "expired" : "good";
    if (certificate.revoked) state = "revoked " + base::FormatUtc(*certificate.revoked);
    report.lines.push_back(fmt::format("{:40}  {}  until {}  {}", certificate.source, certificate.serial, end, state));
    listed.push_back(
        {{"source", certificate.source},
         {"serial", certificate.serial},
         {"issued", base::FormatUtc(certificate.issued)},
         {"not_after", end},
         {"revoked", certificate.revoked ? boost::json::value(base::FormatUtc(*certificate.revoked)) : nullptr}});
  }
  if (certificates->empty()) report.lines.emplace_back("no kiosk was enrolled here");
  report.json = {{"certificates", std::move(listed)}};
  return report;
}

}  // namespace bianmin::admin

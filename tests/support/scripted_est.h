#pragma once
// The centre's side of enrolment as a test writes it: an authority in the test's hands, answers that can be lost or
// wrong, and a count of what was asked. One object stands behind all lines that are made to it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/engine/est_transport.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"
#include "sync/pki/issuer.h"
#include "tests/support/tls_pki.h"

namespace bianmin::support {

inline pki::Certificate CertificateOf(const tls::Authority& authority) {
  return pki::Certificate::Read(authority.certificate()).value();
}

class ScriptedEst {
 public:
  ScriptedEst(const tls::Authority& authority, std::string its_source, const base::Clock& clock)
      : issuer(pki::Issuer::Of(CertificateOf(authority), pki::PrivateKey::Read(authority.key()).value()).value()),
        source(std::move(its_source)),
        trust{issuer.certificate()},
        clock_(clock) {}

  engine::EstConnector Connector() {
    return [this](const engine::IdentityPaths& files) { return std::make_unique<Line>(*this, files); };
  }

  pki::Issuer issuer;
  std::string source;                   // what it puts into certificates
  std::vector<pki::Certificate> trust;  // what cacerts tells
  std::chrono::hours lifetime{24 * 90};
  std::optional<engine::Outcome> instead;  // answered to every request for a certificate
  std::optional<engine::Outcome> welcome;  // answered to Greet
  std::optional<engine::Outcome> trust_answer;
  bool needs_old_authority = false;  // the line works only with the old one trusted
  int asked = 0;                     // for certificates
  int greeted = 0;
  std::string login, code;
  std::vector<std::string> requests;

 private:
  class Line final : public engine::EstTransport {
   public:
    Line(ScriptedEst& est, engine::IdentityPaths files) : est_(est), files_(std::move(files)) {}
    engine::Outcome CaCerts() override {
      if (est_.trust_answer) return *est_.trust_answer;
      if (est_.needs_old_authority) {
        const auto trusted = engine::Identity({files_.ca, {}, {}}).Trust().value();
        if (std::find(trusted.begin(), trusted.end(), est_.issuer.certificate()) == trusted.end()) {
          return engine::Failed{"the certificate is not of a trusted authority", std::nullopt};
        }
      }
      return engine::Answered{pki::WriteCertsOnly(est_.trust), ""};
    }
    engine::Outcome Enrol(const std::string& login, const std::string& code, const std::string& request) override {
      est_.login = login;
      est_.code = code;
      return Sign(request);
    }
    engine::Outcome Reenrol(const std::string& request) override { return Sign(request); }
    engine::Outcome GetFrontPage() override {
      ++est_.greeted;
      return est_.welcome.value_or(engine::Answered{"{}", ""});
    }

   private:
    engine::Outcome Sign(const std::string& request) {
      ++est_.asked;
      est_.requests.push_back(request);
      if (est_.instead) return *est_.instead;
      const base::TimePoint now = est_.clock_.Now();
      const auto key = pki::KeyOfRequest(*pki::DecodeLines(request)).value();
      const auto signed_one =
          est_.issuer.Issue({key, est_.source, now - std::chrono::hours{1}, now + est_.lifetime}, est_.random_);
      return engine::Answered{pki::WriteCertsOnly({signed_one.value()}), ""};
    }
    ScriptedEst& est_;
    engine::IdentityPaths files_;
  };

  const base::Clock& clock_;
  base::SeededRandom random_{23};
};

}  // namespace bianmin::support

#include "tests/support/sim_identity.h"

#include "kiosk/base/bytes.h"
#include "kiosk/base/check.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/enrolment_limits.h"
#include "sync/centre/one_time_code.h"
#include "sync/engine/enrolment.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/tls_pki.h"

namespace bianmin::sim {
namespace {

constexpr std::chrono::days kLifetime{1};
constexpr std::chrono::hours kAuthorityLives{24 * 365 * 40};

const tls::Authority& City() {
  static const tls::Authority city("city", kAuthorityLives);
  return city;
}

centre::SigningOffice Office() {
  const auto certificate = pki::Certificate::Read(City().certificate());
  auto issuer = pki::Issuer::Of(*certificate, *pki::PrivateKey::Read(City().key()));
  CHECK(issuer.ok());
  return {std::move(*issuer), {*certificate}, kLifetime};
}

centre::Request RequestOf(const std::string& method, const std::string& target) {
  centre::Request request;
  request.method = method;
  request.target = target;
  request.peer = "192.0.2.1";
  return request;
}

void ShowFiles(centre::Request& request, const engine::IdentityPaths& files) {
  const auto certificate = engine::Identity(files).Current();
  if (!certificate) return;
  request.source = certificate->source();
  request.serial = certificate->serial();
  request.good_until = certificate->not_after();
}

class Line final : public engine::EstTransport {
 public:
  using Shows = std::function<void(centre::Request&)>;
  Line(Network& network, Shows shows) : network_(network), shows_(std::move(shows)) {}

  engine::Outcome CaCerts() override { return Ask(RequestOf("GET", "/.well-known/est/cacerts"), true); }
  engine::Outcome Enrol(const std::string& login, const std::string& code, const std::string& request) override {
    centre::Request ask = Asking("simpleenroll", request);
    ask.headers["authorization"] = "Basic " + base::ToBase64(base::AsBytes(login + ":" + code));
    return Ask(ask, true);
  }
  engine::Outcome Reenrol(const std::string& request) override { return Ask(Asking("simplereenroll", request), true); }
  engine::Outcome GetFrontPage() override { return Ask(RequestOf("GET", "/v1/"), false); }

 private:
  static centre::Request Asking(const std::string& what, const std::string& body) {
    centre::Request request = RequestOf("POST", "/.well-known/est/" + what);
    request.headers["content-type"] = "application/pkcs10";
    request.body = body;
    return request;
  }
  engine::Outcome Ask(centre::Request request, bool is_enrolment) {
    shows_(request);
    return network_.Ask(request, is_enrolment);
  }

  Network& network_;
  Shows shows_;
};

}  // namespace

Identities::Identities(const std::filesystem::path& folder, const base::Clock& clock, base::Random& random)
    : clock_(clock),
      random_(random),
      kiosk_(domain::KioskName::Parse(Kiosk::kSource).value()),
      files_{folder / "pki/ca.pem", folder / "pki/kiosk.pem", folder / "pki/kiosk.key"},
      registry_(centre::SqliteRegistry::Open(":memory:").value()),
      desk_(std::in_place, *registry_, Office(), random) {
  tls::WritePem(folder / "brought.pem", City().certificate());
}

Identities::Met Identities::Meet(const centre::Request& request, base::TimePoint centres_now) {
  // A new connection with what has ended fails; an old one lives on, and is told.
  const bool has_ended = request.good_until && centres_now >= *request.good_until;
  if (has_ended && random_.Below(2) == 0) return {.is_let_in = false, .answer = {}};
  if (auto refusal = centre::RefusalOfCertificate(registry_.get(), request, centres_now)) {
    return {.is_let_in = true, .answer = std::move(refusal)};
  }
  if (!centre::EnrolmentDesk::IsAddressed(request)) return {};
  return {.is_let_in = true, .answer = desk_->Handle(request, centres_now)};
}

void Identities::Show(centre::Request& request) {
  const auto certificate = base::ReadFile(files_.certificate, domain::kMaxPemBytes);
  const auto key = base::ReadFile(files_.key, domain::kMaxPemBytes);
  const std::string files = (certificate ? *certificate : "") + (key ? *key : "");
  if (files != shown_.files) {
    centre::Request shows;
    ShowFiles(shows, files_);
    shown_ = {files, shows.source, shows.serial, shows.good_until};
  }
  request.source = shown_.source;
  request.serial = shown_.serial;
  request.good_until = shown_.good_until;
}

engine::EstConnector Identities::Through(Network& network) const {
  return [&network](const engine::IdentityPaths& files) {
    return std::make_unique<Line>(network, [files](centre::Request& request) { ShowFiles(request, files); });
  };
}

bool Identities::Enrol(Network& network, base::TimePoint centres_now) {
  if (code_.empty()) {
    const auto code = centre::OneTimeCode::New(random_);
    const auto ends = centres_now + domain::kInvitationLives;
    CHECK(registry_->Invite({kiosk_.Source(), code.Fingerprint(), ends}).ok());
    code_ = code.Text();
  }
  const auto brought = files_.ca.parent_path().parent_path() / "brought.pem";
  const auto enrolled = engine::Enrol({kiosk_, files_, brought, code_}, Through(network), clock_.Now());
  const bool is_spent = enrolled || enrolled.error().message.find("problem:code-") != std::string::npos;
  if (is_spent) code_.clear();
  return enrolled.ok();
}

bool Identities::HasExpired() const {
  const auto current = engine::Identity(files_).Current();
  return !current || current->not_after() <= clock_.Now();
}

}  // namespace bianmin::sim

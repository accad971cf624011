#include "sync/engine/renewer.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/domain/enrolment_limits.h"
#include "sync/engine/enrolment.h"
#include "sync/engine/trust.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"

namespace bianmin::engine {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Milliseconds;

// The wall clock may be set meanwhile, so it is looked at often.
constexpr Milliseconds kLongestSleep = std::chrono::hours{1};
constexpr const char* kCure =
    "records are kept and sent afterwards. Have a one-time code made at the centre (bianmin-admin centre invite), stop "
    "the daemon, run bianmin-sync enrol --config sync.toml, and start the daemon again";

}  // namespace

base::TimePoint RenewalDue(const pki::Certificate& certificate) {
  return certificate.not_before() + (certificate.not_after() - certificate.not_before()) / 3 * 2;
}

Renewer::Renewer(domain::KioskName kiosk, IdentityPaths files, bool may_write, EstConnector connect,
                 const base::Clock& clock, base::Random& random)
    : kiosk_(std::move(kiosk)),
      identity_(std::move(files)),
      may_write_(may_write),
      connect_(std::move(connect)),
      clock_(clock),
      random_(random),
      backoff_(clock, random) {}

Milliseconds Renewer::RunOnce() {
  if (const auto wait = backoff_.Wait(); wait > Milliseconds::zero()) return std::min(wait, kLongestSleep);
  // A replacement of a minute ago, too, may have broken off at its second file.
  if (may_write_) {
    if (auto recovered = identity_.Recover(); !recovered) return Trouble(recovered.error().message);
  }
  const auto current = identity_.Current();
  if (!current) return Trouble(fmt::format("this kiosk has no usable certificate: {}", current.error().message));
  const base::TimePoint now = clock_.Now();
  if (now >= current->not_after()) {
    TellOnceADay(
        fmt::format("this kiosk's certificate has expired at {} (this machine's calendar says {}), and the centre "
                    "lets it in no more; {}",
                    base::FormatUtc(current->not_after()), base::FormatDate(base::LocalDate(now)), kCure));
    return kLongestSleep;
  }
  const base::TimePoint due = RenewalDue(*current);
  if (!may_write_) {
    if (now >= due) {
      TellOnceADay(
          fmt::format("this kiosk's certificate expires at {}, and its key is a credential of systemd, which "
                      "this program cannot replace; renew both and start the daemon again",
                      base::FormatUtc(current->not_after())));
    }
    return kLongestSleep;
  }
  std::string trouble;
  if (auto checked = CheckTrust(); !checked) trouble = checked.error().message;
  if (now >= due) {
    if (auto renewed = Renew(*current); !renewed) {
      trouble = fmt::format("this kiosk's certificate, good until {}, could not be renewed yet: {}",
                            base::FormatUtc(current->not_after()), renewed.error().message);
    }
  }
  if (!trouble.empty()) return Trouble(trouble);
  backoff_.Succeeded();
  told_.clear();
  return std::clamp<Milliseconds>(due - now, std::chrono::minutes{1}, kLongestSleep);
}

base::Result<Done> Renewer::CheckTrust() {
  const Milliseconds steady = clock_.Steady();
  if (trust_checked_ && steady - *trust_checked_ < domain::kTrustCheckedEvery) return Done{};
  const auto news = LearnTrust(identity_, identity_.paths(), connect_, clock_.Now());
  if (!news) {
    return Error{news.error().code,
                 "the centre could not be asked which authorities to trust: " + news.error().message};
  }
  if (!news->is_offered) base::LogNote("this centre enrols no kiosks; certificates are renewed by its operator");
  trust_checked_ = steady;
  return Done{};
}

base::Result<Done> Renewer::Renew(const pki::Certificate& current) {
  auto next = identity_.Next();
  if (next && next->not_after() <= current.not_after()) {
    identity_.DropNext();
    next.reset();
  }
  if (!next) {
    if (auto asked = AskForNext(current); !asked) return asked;
    next = identity_.Next();
    if (!next) return Error{ErrorCode::Corrupt, "the next certificate is not as it was written"};
  }
  return TryNext(*next);
}

base::Result<Done> Renewer::AskForNext(const pki::Certificate& current) {
  const auto key = identity_.NextKey();
  if (!key) return key.error();
  const auto request = pki::MakeRequest(*key, kiosk_.kiosk);
  if (!request) return request.error();
  const Outcome outcome = connect_(identity_.paths())->Reenrol(pki::EncodeLines(*request));
  const auto* answer = std::get_if<Answered>(&outcome);
  if (answer == nullptr) return Error{ErrorCode::Unavailable, Reason(outcome)};
  const auto certificate = ReadIssued(answer->body, kiosk_.Source(), clock_.Now());
  if (!certificate) return certificate.error();
  if (certificate->not_after() <= current.not_after()) {
    return Error{ErrorCode::Invalid,
                 "the centre's new certificate ends no later than the present one; its authority may "
                 "be about to expire"};
  }
  return identity_.KeepNext(*certificate);
}

base::Result<Done> Renewer::TryNext(const pki::Certificate& next) {
  const Outcome outcome = connect_(identity_.NextPaths())->GetFrontPage();
  if (std::holds_alternative<NotAdmitted>(outcome)) identity_.DropNext();
  if (!std::holds_alternative<Answered>(outcome)) return Error{ErrorCode::Unavailable, Reason(outcome)};
  if (auto adopted = identity_.AdoptNext(); !adopted) return adopted;
  base::LogNote("this kiosk's certificate is renewed, good until {}", base::FormatUtc(next.not_after()));
  return Done{};
}

Milliseconds Renewer::Trouble(const std::string& what) {
  TellOnceADay(what);
  backoff_.Failed();
  return std::min(backoff_.Wait(), kLongestSleep);
}

void Renewer::TellOnceADay(const std::string& what) {
  const base::TimePoint now = clock_.Now();
  const bool is_told = told_ == what && now - told_at_ < std::chrono::days{1} && now >= told_at_;
  if (is_told) return;
  base::LogError("{}", what);
  told_ = what;
  told_at_ = now;
}

}  // namespace bianmin::engine

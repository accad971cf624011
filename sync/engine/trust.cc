#include "sync/engine/trust.h"

#include <algorithm>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/enrolment_limits.h"
#include "sync/engine/centre_words.h"
#include "sync/pki/certs_only.h"

namespace bianmin::engine {
namespace {

using base::Error;
using base::ErrorCode;
using Authorities = std::vector<pki::Certificate>;

bool Holds(const Authorities& all, const pki::Certificate& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool AreSame(const Authorities& one, const Authorities& other) {
  return one.size() == other.size() &&
         std::all_of(one.begin(), one.end(), [&](const auto& each) { return Holds(other, each); });
}

// Whether the line works when only these are trusted.
bool Suffice(const Authorities& authorities, const IdentityPaths& first, const std::filesystem::path& place,
             const EstConnector& connect) {
  const std::filesystem::path trial = place.string() + ".next";
  if (!base::ReplaceFile(trial, pki::PemOf(authorities))) return false;
  const Outcome outcome = connect({trial, first.certificate, first.key})->CaCerts();
  std::error_code ignored;
  std::filesystem::remove(trial, ignored);
  return std::holds_alternative<Answered>(outcome);
}

struct Words {
  std::string operator()(const Answered&) const { return "it answered something else"; }
  std::string operator()(const Unchanged&) const { return "it answered 304"; }
  std::string operator()(const Failed& failed) const { return failed.why; }
  std::string operator()(const AnswerTooLarge& failed) const { return failed.why; }
  std::string operator()(const Stopped&) const { return "the program is being stopped"; }
  template <class Refusal>
  std::string operator()(const Refusal& refusal) const {
    return CentresReason(refusal.problem)
        .value_or("it was refused, but not by the centre: something on the way answers");
  }
};

}  // namespace

std::string Reason(const Outcome& outcome) { return std::visit(Words{}, outcome); }

base::Result<TrustNews> LearnTrust(Identity& identity, const IdentityPaths& first, const EstConnector& connect,
                                   base::TimePoint now) {
  const Outcome outcome = connect(first)->CaCerts();
  if (std::holds_alternative<NotFound>(outcome)) return TrustNews{.is_changed = false, .is_offered = false};
  const auto* answer = std::get_if<Answered>(&outcome);
  if (answer == nullptr) return Error{ErrorCode::Unavailable, Reason(outcome)};
  auto told = pki::ReadCertsOnly(answer->body);
  if (!told) return Error{ErrorCode::Unavailable, told.error().message};
  std::erase_if(*told, [&](const auto& each) { return !each.is_authority() || each.not_after() <= now; });
  if (told->empty()) return Error{ErrorCode::Unavailable, "the centre names no authority that is good today"};

  const auto kept = identity.Trust();
  if (kept && AreSame(*kept, *told)) return TrustNews{};
  auto trusted = Identity({first.ca, {}, {}}).Trust();
  if (!trusted) return trusted.error();
  std::erase_if(*trusted, [&](const auto& each) { return each.not_after() <= now; });
  Authorities wanted = *told;
  if (!Suffice(wanted, first, identity.paths().ca, connect)) {
    for (const auto& old : *trusted) {
      if (!Holds(wanted, old) && wanted.size() < domain::kMaxTrustedAuthorities) wanted.push_back(old);
    }
  }
  if (kept && AreSame(*kept, wanted)) return TrustNews{};
  if (auto replaced = identity.ReplaceTrust(wanted); !replaced) return replaced.error();
  base::LogNote("the centre's authorities changed: {} are trusted from now on", wanted.size());
  return TrustNews{.is_changed = true, .is_offered = true};
}

}  // namespace bianmin::engine

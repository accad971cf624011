#include <fmt/format.h>

#include <boost/json/parse.hpp>

#include "sync/admin/doctor_checks.h"
#include "sync/admin/outbox_command.h"
#include "sync/engine/renewer.h"
#include "sync/engine/settings.h"
#include "sync/http/curl_transport.h"

namespace bianmin::admin {
namespace {

constexpr base::Milliseconds kToleratedClockError = std::chrono::minutes{2};
constexpr http::Patience kPatience{.connect = std::chrono::seconds{5}, .total = std::chrono::seconds{10}};

std::filesystem::path Plain(const std::filesystem::path& path) {
  return std::filesystem::absolute(path).lexically_normal();
}

Check CheckAgreement(const engine::SyncSettings& sync, const KioskSide& kiosk) {
  if (!kiosk.source.empty() && kiosk.source != sync.kiosk.Source()) {
    return {"daemon", Health::Trouble,
            fmt::format("sync.toml is for {}, kiosk.toml for {}; give both the same [kiosk] names", sync.kiosk.Source(),
                        kiosk.source)};
  }
  if (!kiosk.database.empty() && Plain(kiosk.database) != Plain(sync.database)) {
    return {"daemon", Health::Trouble,
            fmt::format("sync.toml uses {}, kiosk.toml {}; give both the same storage.database",
                        Plain(sync.database).string(), Plain(kiosk.database).string())};
  }
  if (const auto sound = engine::CheckKeyFile(sync.key); !sound) {
    return {"daemon", Health::Trouble, sound.error().message};
  }
  return {"daemon", Health::Fine, "its configuration agrees with the kiosk's"};
}

// Half of what is left after the renewal was due: then the daemon fails, or does not run.
Check CheckCertificate(const engine::SyncSettings& sync, base::TimePoint now) {
  const auto current = engine::Identity({sync.ca, sync.certificate, sync.key}).Current();
  if (!current) return {"certificate", Health::Trouble, current.error().message};
  const base::TimePoint end = current->not_after();
  const std::string at = base::FormatUtc(end);
  if (now >= end) {
    return {
        "certificate", Health::Trouble,
        fmt::format("it has expired at {}; have a one-time code made at the centre and run bianmin-sync enrol", at)};
  }
  if (now >= end - (end - engine::RenewalDue(*current)) / 2) {
    return {"certificate", Health::Warning,
            fmt::format("it ends at {} and should have been renewed by now; the log of bianmin-sync says why not", at)};
  }
  return {"certificate", Health::Fine, fmt::format("it is good until {}", at)};
}

// Whether a memory stick could take the place of the line.
Check CheckExport(const engine::SyncSettings& sync, const KioskSide& kiosk) {
  if (sync.centre_public_key.empty()) {
    return {"export", Health::Warning,
            "a memory stick could not help when the line is dead: add centre_public_key to [storage] of sync.toml"};
  }
  const auto key = base::LoadPublicKey(sync.centre_public_key);
  if (!key) return {"export", Health::Trouble, key.error().message};
  if (kiosk.centre_key && *kiosk.centre_key != *key) {
    return {
        "export", Health::Trouble,
        fmt::format("{} is another key than kiosk.toml has; the centre could not open what is sealed to one of them",
                    sync.centre_public_key.string())};
  }
  return {"export", Health::Fine, "what waits can be written to a memory stick: bianmin-admin export"};
}

// The words of an outcome that is no answer.
struct Explain {
  std::string operator()(const engine::Answered&) const { return "it answers"; }
  std::string operator()(const engine::Unchanged&) const { return "its answer is not that of a centre"; }
  std::string operator()(const engine::Failed& failed) const { return failed.why; }
  std::string operator()(const engine::Refused& refused) const { return "it refuses: " + refused.problem; }
  std::string operator()(const engine::TooLarge& refused) const { return "it refuses: " + refused.problem; }
  std::string operator()(const engine::NotAdmitted& refused) const {
    return "it does not admit this kiosk: " + refused.problem;
  }
  std::string operator()(const engine::CursorTooOld& refused) const { return "it refuses: " + refused.problem; }
  std::string operator()(const engine::NotFound& refused) const { return "it refuses: " + refused.problem; }
  std::string operator()(const engine::AnswerTooLarge& failed) const { return failed.why; }
  std::string operator()(const engine::Stopped&) const { return "the question was broken off"; }
};

Check CheckAnswer(const engine::Answered& answer, const std::string& url, base::TimePoint now) {
  boost::json::error_code error;
  const auto body = boost::json::parse(answer.body, error);
  const auto* page = error ? nullptr : body.if_object();
  const auto* time = page == nullptr ? nullptr : page->if_contains("time");
  const auto centre_time = time != nullptr && time->is_string() ? base::ParseUtc(time->get_string()) : std::nullopt;
  if (!centre_time) return {"centre", Health::Trouble, fmt::format("{} answers, but not as a centre does", url)};
  const base::Milliseconds off = std::chrono::abs(now - *centre_time);
  if (off > kToleratedClockError) {
    return {"centre", Health::Warning,
            fmt::format("{} answers, but its clock and this one differ by {}; start NTP on both", url, HowLong(off))};
  }
  return {"centre", Health::Fine, fmt::format("{} answers and admits this kiosk", url)};
}

}  // namespace

void CheckWayToCentre(const std::string& sync_config, const KioskSide& kiosk, const base::Clock& clock,
                      std::vector<Check>& checks) {
  const auto settings = engine::LoadSyncSettings(sync_config);
  if (!settings) {
    checks.push_back({"daemon", Health::Trouble, settings.error().message});
    return;
  }
  checks.push_back(CheckAgreement(*settings, kiosk));
  checks.push_back(CheckCertificate(*settings, clock.Now()));
  checks.push_back(CheckExport(*settings, kiosk));
  if (const auto started = http::StartHttp(); !started) {
    checks.push_back({"centre", Health::Trouble, started.error().message});
    return;
  }
  http::CurlTransport transport({settings->url, settings->ca, settings->certificate, settings->key}, clock, {},
                                kPatience);
  const engine::Outcome outcome = transport.GetFrontPage();
  if (const auto* answer = std::get_if<engine::Answered>(&outcome)) {
    checks.push_back(CheckAnswer(*answer, settings->url, clock.Now()));
  } else {
    checks.push_back({"centre", Health::Trouble, settings->url + ": " + std::visit(Explain{}, outcome)});
  }
}

}  // namespace bianmin::admin

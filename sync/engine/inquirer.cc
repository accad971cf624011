#include "sync/engine/inquirer.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/city_record.h"
#include "sync/engine/centre_words.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using domain::CityAnswer;

constexpr Milliseconds kNothingAsked = std::chrono::minutes{1};
constexpr Milliseconds kAfterTrouble = std::chrono::seconds{1};

Milliseconds StoreTrouble(const base::Error& error) {
  base::LogWarning("a resident's question to the city is held up: {}", error.message);
  return kAfterTrouble;
}

CityAnswer Unreachable(std::string_view why) {
  base::LogWarning("a resident's question to the city got no answer: {}", why);
  return domain::CityUnreachable{};
}

// What an outcome means for the resident; nothing: the program stops, and the question stays open.
struct Judge {
  const domain::RecordNumber& asked_for;

  std::optional<CityAnswer> operator()(const Answered& answer) const {
    const auto record = wire::ReadCityRecord(answer.body);
    if (!record) return Unreachable(record.error().message);
    if (record->number != asked_for) return Unreachable("the answer is about another record");
    return *record;
  }
  std::optional<CityAnswer> operator()(const NotFound& refusal) const {
    if (IsNoSuchRecord(refusal.problem)) return domain::UnknownToCity{};
    return Unreachable("the centre does not answer such questions; it may be of an older generation");
  }
  std::optional<CityAnswer> operator()(const Stopped&) const { return std::nullopt; }
  std::optional<CityAnswer> operator()(const Failed& failure) const { return Unreachable(failure.why); }
  std::optional<CityAnswer> operator()(const Refused& refusal) const { return Refusal(refusal.problem); }
  std::optional<CityAnswer> operator()(const TooLarge& refusal) const { return Refusal(refusal.problem); }
  std::optional<CityAnswer> operator()(const NotAdmitted& refusal) const { return Refusal(refusal.problem); }
  std::optional<CityAnswer> operator()(const CursorTooOld& refusal) const { return Refusal(refusal.problem); }
  std::optional<CityAnswer> operator()(const AnswerTooLarge& failure) const { return Unreachable(failure.why); }
  std::optional<CityAnswer> operator()(const Unchanged&) const { return Unreachable("the answer was 304"); }

  static CityAnswer Refusal(const std::string& problem) {
    return Unreachable(CentresReason(problem).value_or("it was refused, but not by the centre"));
  }
};

}  // namespace

Milliseconds Inquirer::RunOnce() {
  const base::TimePoint now = clock_.Now();
  const auto stale_at = inquiries_.EraseStale(now);
  if (!stale_at) return StoreTrouble(stale_at.error());
  if (!*stale_at) return kNothingAsked;
  const auto inquiry = inquiries_.Open();
  if (!inquiry) return StoreTrouble(inquiry.error());
  // Answered already: to be read by the kiosk, or to be erased.
  if (!*inquiry) return std::max(**stale_at - now, Milliseconds{1});
  return Ask(**inquiry);
}

Milliseconds Inquirer::Ask(const store::Inquiry& inquiry) {
  const auto answer = std::visit(Judge{inquiry.number}, transport_.GetRecord(inquiry.number.text()));
  if (!answer) return kAfterTrouble;
  const auto written = inquiries_.Answer(inquiry.id, *answer);
  if (!written) return StoreTrouble(written.error());
  return Milliseconds::zero();
}

}  // namespace bianmin::engine

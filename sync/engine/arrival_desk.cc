#include "sync/engine/arrival_desk.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/wire/front_page.h"

namespace bianmin::engine {

void LearnArrivalKeys(store::Arrivals& arrivals, std::span<const base::VerifyKey> told) {
  const auto changed = arrivals.ReplaceKeys(told);
  if (!changed) {
    base::LogError("the keys by which the centre signs cannot be kept: {}", changed.error().message);
  } else if (*changed) {
    base::LogNote("the centre names {} keys by which it signs that records arrived", told.size());
  }
}

void ArrivalDesk::Receive(const wire::Acknowledgement& acknowledgement) {
  if (acknowledgement.arrivals.empty()) return;
  // The reconciler writes them, too.
  if (auto keys = arrivals_.Keys()) keys_ = std::move(*keys);
  if (KnowsAll(acknowledgement)) return;
  const Outcome outcome = transport_.GetFrontPage();
  const auto* answer = std::get_if<Answered>(&outcome);
  if (answer == nullptr) return;
  const auto page = wire::ReadFrontPage(answer->body);
  if (!page) return;
  LearnArrivalKeys(arrivals_, page->arrival_keys);
  keys_ = page->arrival_keys;
}

std::optional<domain::ArrivalProof> ArrivalDesk::Check(const wire::Acknowledgement& acknowledgement, std::size_t index,
                                                       const store::OutboxEvent& event) {
  const auto& all = acknowledgement.arrivals;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.index == index; });
  if (found == all.end()) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(event.record);
  if (number) {
    domain::ArrivalProof proof{{*number, base::Sha256(event.body), found->received}, found->key, found->signature};
    const auto proves = [&](const base::VerifyKey& key) { return domain::IsProven(proof, key); };
    if (std::any_of(keys_.begin(), keys_.end(), proves)) return proof;
  }
  base::LogWarning(
      "the centre's signature that {} arrived is not good by any key it names; the record counts as delivered, but its "
      "resident is not shown the time; compare [arrivals] of centre.toml on all copies of the centre",
      number ? number->text() : "an event without a number");
  return std::nullopt;
}

bool ArrivalDesk::KnowsAll(const wire::Acknowledgement& acknowledgement) const {
  return std::all_of(acknowledgement.arrivals.begin(), acknowledgement.arrivals.end(), [this](const auto& arrival) {
    return std::any_of(keys_.begin(), keys_.end(),
                       [&](const base::VerifyKey& key) { return domain::ArrivalKeyName(key) == arrival.key; });
  });
}

}  // namespace bianmin::engine

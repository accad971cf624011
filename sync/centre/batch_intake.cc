#include "sync/centre/batch_intake.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "sync/centre/batch_splitter.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using base::Error;
using base::ErrorCode;

json::object ProblemAt(std::size_t index, const Element& element, Verdict verdict) {
  const bool is_conflict = verdict == Verdict::Conflict;
  const auto* broken = std::get_if<BrokenEvent>(&element);
  const std::string id = std::visit([](const auto& each) { return each.id; }, element);
  const std::string_view type = is_conflict ? problem::kConflict : problem::kMalformed;
  return {{"index", index},
          {"id", id},
          {"type", type},
          {"title", TitleOf(type)},
          {"detail", broken != nullptr ? broken->why : "both are kept for a person to look at"},
          {"retryable", false}};
}

json::array SignArrivals(const OfferedBatch& batch, const BatchOutcome& outcome, const base::SigningKey& key) {
  json::array arrivals;
  for (const auto& [index, received] : outcome.arrivals) {
    const auto& event = std::get<OfferedEvent>(batch.elements[index]);
    const auto number = domain::RecordNumber::Parse(event.subject);
    if (!number) continue;
    const auto proof = domain::Prove({*number, event.fingerprint, received}, key);
    arrivals.push_back({{"index", index},
                        {"received", base::FormatUtc(received)},
                        {"key", proof.key},
                        {"signature", base::ToBase64(proof.signature)}});
  }
  return arrivals;
}

std::string WriteAnswer(const OfferedBatch& batch, const BatchOutcome& outcome, const ArrivalKeys* keys) {
  std::size_t accepted = 0;
  std::size_t duplicate = 0;
  json::array problems;
  for (std::size_t i = 0; i < outcome.verdicts.size(); ++i) {
    const Verdict verdict = outcome.verdicts[i];
    if (verdict == Verdict::Accepted) {
      ++accepted;
    } else if (verdict == Verdict::Duplicate) {
      ++duplicate;
    } else {
      problems.push_back(ProblemAt(i, batch.elements[i], verdict));
    }
  }
  json::object answer{{"batch", batch.batch},
                      {"count", batch.elements.size()},
                      {"accepted", accepted},
                      {"duplicate", duplicate},
                      {"high", fmt::format("{:016}", outcome.high)},
                      {"problems", std::move(problems)}};
  if (keys != nullptr) answer["arrivals"] = SignArrivals(batch, outcome, keys->key);
  return json::serialize(answer);
}

}  // namespace

base::Result<std::vector<Element>> ReadElements(std::string_view body, const std::string& source) {
  const auto texts = SplitBatch(body);
  if (!texts) return texts.error();
  std::vector<Element> elements;
  elements.reserve(texts->size());
  for (const std::string_view text : *texts) {
    elements.push_back(ReadElement(text));
    const auto* event = std::get_if<OfferedEvent>(&elements.back());
    if (event == nullptr || event->source == source) continue;
    return Error{ErrorCode::Refused,
                 fmt::format("The certificate is for {}, but an event says {}.", source, event->source)};
  }
  return elements;
}

base::Result<std::string> ArchiveBatch(Archive& archive, const OfferedBatch& batch, const ArrivalKeys* keys) {
  return archive.StoreBatch(batch, [&](const BatchOutcome& outcome) { return WriteAnswer(batch, outcome, keys); });
}

}  // namespace bianmin::centre

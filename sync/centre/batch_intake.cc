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

json::array WriteArrivals(const BatchOutcome& outcome) {
  json::array arrivals;
  for (const auto& [index, received] : outcome.arrivals) {
    arrivals.push_back({{"index", index}, {"received", base::FormatUtc(received)}});
  }
  return arrivals;
}

// Of an arrival as it is kept; false: it is none of this batch's.
bool Sign(json::object& arrival, const OfferedBatch& batch, const base::SigningKey& key) {
  const auto index = arrival.at("index").to_number<std::size_t>();
  const auto received = base::ParseUtc(std::string_view(arrival.at("received").as_string()));
  const auto* event = index < batch.elements.size() ? std::get_if<OfferedEvent>(&batch.elements[index]) : nullptr;
  const auto number = domain::RecordNumber::Parse(event != nullptr ? event->subject : "");
  if (!number || !received) return false;
  const auto proof = domain::Prove({*number, event->fingerprint, *received}, key);
  arrival["key"] = proof.key;
  arrival["signature"] = base::ToBase64(proof.signature);
  return true;
}

std::string WriteAnswer(const OfferedBatch& batch, const BatchOutcome& outcome) {
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
                      {"problems", std::move(problems)},
                      {"arrivals", WriteArrivals(outcome)}};
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

base::Digest FingerprintOf(const std::vector<Element>& elements) {
  std::string all;
  for (const Element& element : elements) {
    all += base::AsText(std::visit([](const auto& each) -> const base::Digest& { return each.fingerprint; }, element));
  }
  return base::Sha256(all);
}

base::Result<std::string> KeepBatch(Archive& archive, const OfferedBatch& batch) {
  return archive.StoreBatch(batch, [&](const BatchOutcome& outcome) { return WriteAnswer(batch, outcome); });
}

std::string SignAnswer(std::string_view kept, const OfferedBatch& batch, const ArrivalKeys* keys) {
  json::object answer = json::parse(kept).as_object();
  json::array arrivals;
  if (auto* found = answer.if_contains("arrivals"); found != nullptr && keys != nullptr) {
    for (json::value& each : found->as_array()) {
      if (Sign(each.as_object(), batch, keys->key)) arrivals.push_back(std::move(each));
    }
  }
  answer.erase("arrivals");
  if (keys != nullptr) answer["arrivals"] = std::move(arrivals);
  return json::serialize(answer);
}

}  // namespace bianmin::centre

#include "tests/support/scripted_centre.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "kiosk/base/check.h"
#include "kiosk/domain/arrival.h"

namespace bianmin::sim {
namespace {

namespace json = boost::json;

}  // namespace

bool SentBatch::Holds(const std::string& event_id) const {
  return std::find(event_ids.begin(), event_ids.end(), event_id) != event_ids.end();
}

engine::Outcome ScriptedCentre::PostJournal(const std::string& body) {
  CHECK(on_journal);
  return on_journal(body);
}

engine::Outcome ScriptedCentre::Post(const std::string& batch_id, const std::string& body, const std::string& head) {
  journal_head = head;
  SentBatch batch{batch_id, body, {}, clock_.Steady()};
  const json::value events = json::parse(body);
  for (const json::value& event : events.as_array()) batch.event_ids.emplace_back(event.at("id").as_string());
  batches.push_back(batch);
  if (on_post) {
    if (auto answer = on_post(batch)) return *answer;
  }
  held.insert(batch.event_ids.begin(), batch.event_ids.end());
  return Acknowledge(batch);
}

engine::Outcome ScriptedCentre::Get(const engine::ChangesQuery& query) {
  queries.push_back(query);
  CHECK(on_get);
  return on_get(query);
}

engine::Outcome ScriptedCentre::GetRecord(const std::string& number) {
  numbers.push_back(number);
  CHECK(on_record);
  return on_record(number);
}

engine::Outcome ScriptedCentre::GetFrontPage() {
  ++front_pages;
  json::array keys;
  for (const base::VerifyKey& key : holding.arrival_keys) {
    keys.push_back({{"name", domain::ArrivalKeyName(key)}, {"key", base::ToBase64(key)}});
  }
  const json::object page{{"protocol", "v1"},
                          {"epoch", holding.epoch},
                          {"count", holding.count},
                          {"high", fmt::format("{:016}", holding.high)},
                          {"arrival_keys", std::move(keys)}};
  return engine::Answered{json::serialize(page), ""};
}

engine::Outcome ScriptedCentre::PutHeartbeat(const std::string& body) {
  heartbeats.push_back(body);
  return on_heartbeat;
}

engine::Outcome ScriptedCentre::Acknowledge(const SentBatch& batch, const std::vector<EventTrouble>& troubles) {
  json::array problems;
  for (const EventTrouble& trouble : troubles) {
    const auto found = std::find(batch.event_ids.begin(), batch.event_ids.end(), trouble.event_id);
    if (found == batch.event_ids.end()) continue;
    problems.push_back({{"index", found - batch.event_ids.begin()},
                        {"id", trouble.event_id},
                        {"type", "urn:bianmin:problem:malformed"},
                        {"title", "The event is not well formed"},
                        {"detail", "for the test"},
                        {"retryable", trouble.is_retryable}});
  }
  const json::object answer{
      {"batch", batch.id}, {"count", batch.size()},      {"accepted", batch.size() - problems.size()},
      {"duplicate", 0},    {"high", "0000000000000001"}, {"problems", problems}};
  return engine::Answered{json::serialize(answer), ""};
}

std::string CentresProblem(const std::string& name) {
  return json::serialize(
      json::object{{"type", "urn:bianmin:problem:" + name}, {"title", "The centre's title"}, {"detail", "its detail"}});
}

std::string ForeignProblem() { return R"({"type":"about:blank","title":"Bad Request","status":400})"; }

}  // namespace bianmin::sim

#include <fmt/format.h>

#include <boost/json.hpp>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/record_number.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using base::ErrorCode;

Response NoSuchRecord() {
  return Problem(404, problem::kNoSuchRecord,
                 "No kiosk has sent a record with this number, or it is still on its way.");
}

Response TooMany(std::chrono::seconds wait) {
  Response response = Problem(429, problem::kTooManyRequests,
                              fmt::format("A kiosk may ask for {} records a minute and {} a day.",
                                          domain::kMaxRecordsAskedPerMinute, domain::kMaxRecordsAskedPerDay));
  response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return response;
}

// Two kiosks with the same letters are a mistake of the city's, for its operators to mend; neither resident may read
// the other's record.
Response ProblemOf(const base::Error& error) {
  if (error.code == ErrorCode::NotFound) return NoSuchRecord();
  if (error.code != ErrorCode::Conflict) return Unavailable(error);
  base::LogWarning("{}", error.message);
  return NoSuchRecord();
}

// Of a complaint or suggestion it is told where it stands and nothing else, whatever it is about and whoever filed it:
// the answer must not say which are anonymous or about the centre itself.
json::object Describe(const std::string& number, const KnownRecord& record, base::TimePoint now) {
  json::object body{{"number", number},
                    {"kind", WireName(record.kind)},
                    {"state", record.state},
                    {"requested_datetime", base::FormatUtc(record.registration.requested_at)}};
  if (record.registration.due) body["expected_datetime"] = base::FormatUtc(*record.registration.due);
  if (record.kind == RecordKind::Order) {
    body["service_code"] = record.registration.service_code;
    body["urgency"] = record.registration.urgency;
    json::array history;
    for (const RecordStanding& each : record.history) {
      history.push_back({{"state", each.state}, {"at", base::FormatUtc(each.at)}});
    }
    body["history"] = std::move(history);
  } else {
    const auto since = record.history.empty() ? record.registration.requested_at : record.history.back().at;
    body["since"] = base::FormatUtc(since);
  }
  body["as_of"] = base::FormatUtc(now);
  return body;
}

}  // namespace

Response GiveRecord(Archive& archive, RecordQuota& quota, const Request& request, std::string_view number,
                    base::TimePoint now) {
  const auto parsed = domain::RecordNumber::Parse(number);
  if (!parsed || parsed->text() != number) {
    return Problem(400, problem::kMalformed, "The address must end in a record number like JA06900013.");
  }
  if (const auto wait = quota.Ask(*request.source, now)) return TooMany(*wait);
  const auto record = archive.FindRecord(parsed->text(), domain::kMaxHistoryEntries);
  if (!record) return ProblemOf(record.error());
  Response response;
  response.content_type = "application/json";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = json::serialize(Describe(parsed->text(), *record, now));
  return response;
}

}  // namespace bianmin::centre

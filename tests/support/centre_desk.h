#pragma once
// Words for tests of the centre: kiosks that write events, batches of them, and an archive in memory to take them. Only
// the shape of the events matters here; tests/contract sends what kiosk/wire really writes.

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/domain/record_number.h"
#include "sync/centre/handle.h"
#include "sync/centre/sqlite_archive.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::support {

inline constexpr const char* kFirstKiosk = "urn:bianmin:demo-city:jingan:k01";
inline constexpr const char* kSecondKiosk = "urn:bianmin:demo-city:jingan:k02";

// The n-th number of the kiosk JA, check digit and all.
inline std::string NumberOf(int n) { return domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), n).text(); }

inline std::string UuidOf(int n) { return fmt::format("019ab3a0-0001-7000-8000-{:012}", n); }

// One event; the fields are changed as a test needs it.
struct Told {
  int n = 1;  // gives it its id and sequence
  std::string type = "order.registered";
  std::string subject = NumberOf(1);
  std::string source = kFirstKiosk;
  std::string data = R"({"service_code":"cleaning"})";
  std::string time = "2026-11-23T01:30:00.000Z";

  std::string Text() const {
    const std::string named = subject.empty() ? "" : fmt::format(R"("subject":"{}",)", subject);
    return fmt::format(R"({{"specversion":"1.0","id":"{}","source":"{}","type":"cn.bianmin.{}.v1",{}"time":"{}",)"
                       R"("sequence":"{:016}","datacontenttype":"application/json","data":{}}})",
                       UuidOf(n), source, type, named, time, n, data);
  }
};

inline std::string BatchOf(const std::vector<std::string>& events) {
  std::string body = "[";
  for (const std::string& event : events) body += (body.size() > 1 ? "," : "") + event;
  return body + "]";
}

inline centre::Request PostOf(const std::string& body, int batch = 1) {
  centre::Request request;
  request.method = "POST";
  request.target = "/v1/events";
  request.headers = {{"content-type", "application/cloudevents-batch+json"}, {"bianmin-batch", UuidOf(900000 + batch)}};
  request.body = body;
  request.source = kFirstKiosk;
  return request;
}

// A kiosk's heartbeat, or a piece of its journal.
inline centre::Request JsonOf(const std::string& method, const std::string& target, const std::string& body) {
  centre::Request request;
  request.method = method;
  request.target = target;
  request.headers = {{"content-type", "application/json"}};
  request.body = body;
  request.source = kFirstKiosk;
  return request;
}

inline centre::Request GetOf(const std::string& target, const std::string& source = kFirstKiosk) {
  centre::Request request;
  request.method = "GET";
  request.target = target;
  request.source = source;
  return request;
}

// A centre on a Monday morning, its archive in memory.
class CentreDesk {
 public:
  centre::Response Post(const std::vector<std::string>& events, int batch = 1) {
    return centre::Handle(*archive, quota, PostOf(BatchOf(events), batch), now);
  }
  centre::Response Handle(const centre::Request& request) { return centre::Handle(*archive, quota, request, now); }

  base::TimePoint now = kMondayMorning;
  base::SeededRandom random{7};
  centre::RecordQuota quota;
  std::unique_ptr<centre::SqliteArchive> archive =
      Must(centre::SqliteArchive::Open(":memory:", centre::OpenMode::MakeIfMissing, now, random));
};

}  // namespace bianmin::support

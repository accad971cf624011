#pragma once
// The network as the steps of this folder see it: one request out, one outcome back. sync/http implements it with
// libcurl, tests/sim with a simulated network. An outcome says what the answer means for the records on this machine;
// the rule is that only the centre's own words, recognisable as such, may make anything but "keep it and try again".

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/base/time.h"

namespace bianmin::engine {

// 200 with application/json; to a heartbeat 204, with nothing in it. Whether the body is the right one is for its
// reader to check.
struct Answered {
  std::string body;
  std::string etag;
};
// 304: nothing new since the ETag that was sent along.
struct Unchanged {};
// No usable answer, for whatever reason: keep everything and try again later.
struct Failed {
  std::string why;  // a plain sentence for the operator
  std::optional<base::Milliseconds> retry_after;
};
// 400 or 422 as problem+json: the request was read and is not wanted. `problem` is the body.
struct Refused {
  std::string problem;
};
// 413. Anything on the way may say so; only as problem+json is it said of the event itself (`problem` not empty).
struct TooLarge {
  std::string problem;
};
// 401 or 403 as problem+json: this kiosk's certificate is not accepted.
struct NotAdmitted {
  std::string problem;
};
// 410 as problem+json: the centre no longer holds what came after the cursor.
struct CursorTooOld {
  std::string problem;
};
// 404 as problem+json to a question for one record, or to a heartbeat. `problem` says whether the record or the address
// is unknown.
struct NotFound {
  std::string problem;
};
// The answer went past domain::kMaxResponseBytes and was cut off: ask for less.
struct AnswerTooLarge {
  std::string why;
};
// The program is being stopped; nothing is known about the request.
struct Stopped {};

using Outcome = std::variant<Answered, Unchanged, Failed, Refused, TooLarge, NotAdmitted, CursorTooOld, NotFound,
                             AnswerTooLarge, Stopped>;

struct ChangesQuery {
  std::string after;  // the cursor; "" from the beginning
  std::size_t limit = 0;
  std::chrono::seconds wait{0};  // how long the centre may hold the answer back while it has none
  std::string etag;              // of the last answer to the same cursor; may be empty
};

class Transport {
 public:
  virtual ~Transport() = default;
  // `body` is a JSON array of events, `batch_id` a UUID that the acknowledgement must repeat, `journal_head` what
  // stands in the header Bianmin-Journal; empty: no header.
  virtual Outcome Post(const std::string& batch_id, const std::string& body, const std::string& journal_head = {}) = 0;
  // `body` as kiosk/wire/journal.h writes it. NotFound: the centre is of a version that knows nothing of journals.
  virtual Outcome PostJournal(const std::string& body) = 0;
  virtual Outcome Get(const ChangesQuery& query) = 0;
  // `number` as domain::RecordNumber::text() gives it.
  virtual Outcome GetRecord(const std::string& number) = 0;
  // /v1/: can this kiosk reach the centre, is it let in, and what does the centre hold from it?
  virtual Outcome GetFrontPage() = 0;
  // `body` as wire::WriteHeartbeat writes it.
  virtual Outcome PutHeartbeat(const std::string& body) = 0;
};

}  // namespace bianmin::engine

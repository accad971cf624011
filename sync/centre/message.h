#pragma once
// A request as the sockets hand it over and the answer they send back, without any word of how bytes travel.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/time.h"

namespace bianmin::centre {

struct Request {
  std::string method;                          // "GET"
  std::string target;                          // path and query, as sent
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // as sent, perhaps packed
  // The SAN URI of the client's certificate, which the sockets have verified; nothing: it showed none.
  std::optional<std::string> source;
  std::string serial;                         // of that certificate, hexadecimal
  std::optional<base::TimePoint> good_until;  // its end, which a long connection may come to
  std::string peer;                           // the client's address

  // "" when it is not there.
  std::string Header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

struct Response {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // There is nothing new, and the client would rather wait this long for it: ask again when there is news, or send this
  // when the time is over.
  std::chrono::seconds may_wait{0};
};

}  // namespace bianmin::centre

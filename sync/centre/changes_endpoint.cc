#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "kiosk/domain/limits.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

constexpr std::string_view kNotThisArchive =
    "The cursor is of an archive that was replaced. Ask again without 'after': the feed then tells all from its start.";

// A cursor is opaque to kiosks: the archive's epoch and a position in its feed.
std::string WriteCursor(const std::string& epoch, std::int64_t position) {
  return fmt::format("{}.{}", epoch, position);
}

std::optional<std::int64_t> ParseNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

struct Asked {
  std::string after;
  std::size_t limit = domain::kMaxChangesPerPage;
  std::chrono::seconds wait{0};
};

base::Result<Asked, Response> ReadQuery(std::string_view query) {
  Asked asked;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string_view name = pair.substr(0, equals);
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    if (name == "after") {
      asked.after = value;
      continue;
    }
    const auto number = ParseNumber(value);
    if (name == "limit") {
      if (!number || *number < 1 || *number > static_cast<std::int64_t>(domain::kMaxChangesPerPage)) {
        return Problem(400, problem::kMalformed,
                       fmt::format("'limit' must be a number from 1 to {}.", domain::kMaxChangesPerPage));
      }
      asked.limit = static_cast<std::size_t>(*number);
    } else if (name == "wait") {
      if (!number) return Problem(400, problem::kMalformed, "'wait' must be a number of seconds.");
      asked.wait = std::chrono::seconds{std::min<std::int64_t>(*number, domain::kMaxChangesWait.count())};
    }
  }
  return asked;
}

base::Result<std::int64_t, Response> ReadCursor(Archive& archive, const std::string& cursor) {
  if (cursor.empty()) return std::int64_t{0};
  const auto dot = cursor.find('.');
  const auto position = dot == std::string::npos ? std::nullopt : ParseNumber(std::string_view(cursor).substr(dot + 1));
  if (!position) return Problem(400, problem::kMalformed, "'after' is no cursor that this centre gave.");
  const auto newest = archive.NewestChange();
  if (!newest) return Unavailable(newest.error());
  const bool is_of_this_archive = cursor.substr(0, dot) == archive.Epoch() && *position <= *newest;
  if (!is_of_this_archive) return Problem(410, problem::kCursorExpired, kNotThisArchive);
  return *position;
}

std::string WritePage(const Changes& page, const std::string& next) {
  std::string body = R"({"events":[)";
  for (const Change& change : page.changes) {
    if (body.back() == '}') body += ',';
    body += change.bytes;
  }
  body += fmt::format(R"(],"next":"{}","more":{}}})", next, page.has_more);
  return body;
}

}  // namespace

Response GiveChanges(Archive& archive, const Request& request, std::string_view query) {
  const auto asked = ReadQuery(query);
  if (!asked) return asked.error();
  const auto position = ReadCursor(archive, asked->after);
  if (!position) return position.error();
  const auto page = archive.ChangesAfter(*request.source, *position, asked->limit);
  if (!page) return Unavailable(page.error());
  const std::int64_t last = page->changes.empty() ? *position : page->changes.back().position;
  const std::string next = WriteCursor(archive.Epoch(), last);
  const std::string tag = "\"" + next + "\"";
  Response response;
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "no-store");
  if (page->changes.empty()) response.may_wait = asked->wait;
  if (page->changes.empty() && request.Header("if-none-match") == tag) {
    response.status = 304;
    return response;
  }
  response.content_type = "application/json";
  response.body = WritePage(*page, next);
  return response;
}

}  // namespace bianmin::centre

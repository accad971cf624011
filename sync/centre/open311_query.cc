#include "sync/centre/open311_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::centre::open311 {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;

constexpr std::array<std::string_view, 11> kKnown{
    "service_request_id", "service_code", "start_date",      "end_date",   "status", "page",
    "page_size",          "api_key",      "jurisdiction_id", "extensions", "locale"};

Error Invalid(std::string message) { return {ErrorCode::Invalid, std::move(message)}; }

base::Result<std::size_t> ReadCount(const Form& query, const std::string& name, std::size_t usual, std::size_t most) {
  const std::string text = FieldOf(query, name);
  if (text.empty()) return usual;
  std::size_t count = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_sound = read.ec == std::errc() && read.ptr == text.data() + text.size() && count >= 1 && count <= most;
  if (!is_sound) return Invalid(fmt::format("{} must be a number from 1 to {}", name, most));
  return count;
}

base::Result<Done> ReadPage(const Form& query, OrderFilter& filter) {
  const auto size = ReadCount(query, "page_size", domain::kUsualOpen311Page, domain::kMaxOpen311Page);
  if (!size) return size.error();
  const auto page = ReadCount(query, "page", 1, domain::kMaxOpen311Rows / *size);
  if (!page) return page.error();
  filter.limit = *size;
  filter.offset = (*page - 1) * *size;
  return Done{};
}

base::Result<Done> ReadNumbers(const Form& query, OrderFilter& filter) {
  const auto words = ListOf(FieldOf(query, "service_request_id"));
  if (words.size() > domain::kMaxOpen311Numbers) {
    return Invalid(fmt::format("service_request_id may list {} at most", domain::kMaxOpen311Numbers));
  }
  for (const std::string& word : words) {
    const auto number = domain::RecordNumber::Parse(word);
    if (!number) return Error{ErrorCode::NotFound, "a service_request_id is none of this centre's"};
    filter.numbers.push_back(number->text());
  }
  if (!filter.numbers.empty()) filter.limit = domain::kMaxOpen311Numbers;
  if (!filter.numbers.empty()) filter.offset = 0;
  return Done{};
}

base::Result<Done> ReadStatus(const Form& query, OrderFilter& filter) {
  const auto words = ListOf(FieldOf(query, "status"));
  const bool has_open = std::find(words.begin(), words.end(), "open") != words.end();
  const bool has_closed = std::find(words.begin(), words.end(), "closed") != words.end();
  for (const std::string& word : words) {
    if (word != "open" && word != "closed") return Invalid("status must be open, closed or both");
  }
  if (has_open != has_closed) filter.status = has_open ? OrderStatus::Open : OrderStatus::Closed;
  return Done{};
}

base::Result<Done> ReadServices(const Form& query, OrderFilter& filter) {
  filter.services = ListOf(FieldOf(query, "service_code"));
  std::sort(filter.services.begin(), filter.services.end());
  filter.services.erase(std::unique(filter.services.begin(), filter.services.end()), filter.services.end());
  if (filter.services.size() > domain::kMaxOpen311Services) {
    return Invalid(fmt::format("service_code may list {} at most", domain::kMaxOpen311Services));
  }
  for (const std::string& code : filter.services) {
    if (code.size() > domain::kMaxSubjectBytes || code.find('\0') != std::string::npos) {
      return Invalid("service_code is none of this centre's");
    }
  }
  return Done{};
}

base::Result<Done> ReadSpan(const Form& query, base::TimePoint now, OrderFilter& filter) {
  std::optional<base::TimePoint> start;
  std::optional<base::TimePoint> end;
  for (const auto& [name, moment] : {std::pair{"start_date", &start}, std::pair{"end_date", &end}}) {
    const std::string text = FieldOf(query, name);
    if (text.empty()) continue;
    *moment = ParseMoment(text);
    if (!*moment) return Invalid(fmt::format("{} must be a time like 2026-11-22T00:00:00Z or …+08:00", name));
  }
  if (start && end && *end < *start) return Invalid("end_date lies before start_date");
  if (start && end && *end - *start > domain::kMaxOpen311Span) {
    return Invalid(fmt::format("start_date and end_date may be {} days apart", domain::kMaxOpen311Span.count()));
  }
  filter.to = end ? *end : start ? *start + domain::kMaxOpen311Span : now;
  filter.from = start ? *start : filter.to - domain::kMaxOpen311Span;
  return Done{};
}

}  // namespace

std::optional<base::TimePoint> ParseMoment(const std::string& text) {
  constexpr std::size_t kOffset = 6;  // "+08:00"
  if (const auto moment = base::ParseUtc(text)) return moment;
  if (text.size() <= kOffset) return std::nullopt;
  const std::string offset = text.substr(text.size() - kOffset);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (offset[3] != ':' || (offset[0] != '+' && offset[0] != '-' && offset[0] != ' ')) return std::nullopt;
  for (const std::size_t i : {1, 2, 4, 5}) {
    if (!is_digit(offset[i])) return std::nullopt;
  }
  const int hours = (offset[1] - '0') * 10 + (offset[2] - '0');
  const int minutes = (offset[4] - '0') * 10 + (offset[5] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  const auto local = base::ParseUtc(text.substr(0, text.size() - kOffset) + "Z");
  if (!local) return std::nullopt;
  const auto ahead = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return offset[0] == '-' ? *local + ahead : *local - ahead;
}

base::Result<OrderFilter> ReadFilter(const Form& query, base::TimePoint now) {
  OrderFilter filter;
  for (const auto& [name, value] : query) {
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) {
      return Invalid("one of the filters is not known here");
    }
  }
  if (auto read = ReadPage(query, filter); !read) return read.error();
  if (auto read = ReadNumbers(query, filter); !read) return read.error();
  if (auto read = ReadStatus(query, filter); !read) return read.error();
  if (auto read = ReadServices(query, filter); !read) return read.error();
  if (auto read = ReadSpan(query, now, filter); !read) return read.error();
  return filter;
}

}  // namespace bianmin::centre::open311

#include "kiosk/wire/journal.h"

#include <algorithm>
#include <charconv>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/wire/json.h"

namespace bianmin::wire {
namespace {

namespace json = boost::json;
using base::Error;
using base::ErrorCode;

std::optional<base::Digest> DigestOf(std::string_view hex) {
  const auto bytes = base::FromHex(hex);
  return bytes ? base::ArrayOf<base::Digest>(*bytes) : std::nullopt;
}

std::optional<base::Digest> DigestIn(const json::object& object, std::string_view member) {
  const auto text = TextIn(object, member);
  return text ? DigestOf(*text) : std::nullopt;
}

bool IsAct(std::string_view act) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'; };
  return !act.empty() && act.size() <= domain::kMaxJournalActCharacters && std::all_of(act.begin(), act.end(), fits);
}

bool IsNumber(std::string_view record) {
  const auto number = domain::RecordNumber::Parse(record);
  return number && number->text() == record;
}

std::optional<domain::JournalLine> LineOf(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto sequence = CountIn(*object, "sequence");
  const auto act = TextIn(*object, "act");
  const auto record = TextIn(*object, "record");
  const auto digest = DigestIn(*object, "digest");
  const auto hash = DigestIn(*object, "hash");
  const bool is_whole = sequence && *sequence >= 1 && *sequence <= INT64_MAX && act && record && digest && hash;
  if (!is_whole || !IsAct(*act) || !(record->empty() || IsNumber(*record))) return std::nullopt;
  return domain::JournalLine{static_cast<std::int64_t>(*sequence), *act, *record, *digest, *hash};
}

Error NoPiece(std::string_view why) {
  return {ErrorCode::Invalid, "the body is no piece of a journal: " + std::string(why)};
}

}  // namespace

std::string WriteJournal(const domain::JournalPiece& piece) {
  json::array entries;
  entries.reserve(piece.lines.size());
  for (const domain::JournalLine& line : piece.lines) {
    entries.push_back({{"sequence", line.sequence},
                       {"act", line.act},
                       {"record", line.record},
                       {"digest", base::ToHex(line.digest)},
                       {"hash", base::ToHex(line.hash)}});
  }
  return json::serialize(json::object{{"previous", base::ToHex(piece.previous)}, {"entries", std::move(entries)}});
}

base::Result<domain::JournalPiece> ReadJournal(std::string_view text) {
  const auto value = ParseJson(text, "body");
  if (!value) return Error{ErrorCode::Invalid, value.error().message};
  const json::object* object = value->if_object();
  const auto previous = object != nullptr ? DigestIn(*object, "previous") : std::nullopt;
  const json::array* entries = object != nullptr ? ArrayIn(*object, "entries") : nullptr;
  if (!previous || entries == nullptr) return NoPiece("previous or entries is missing or of another kind");
  if (entries->size() > domain::kMaxJournalEntriesTold) return NoPiece("it has too many entries");
  domain::JournalPiece piece{*previous, {}};
  for (const json::value& each : *entries) {
    auto line = LineOf(each);
    if (!line) return NoPiece("an entry has no sequence, act, record, digest or hash, or not of that kind");
    if (!piece.lines.empty() && line->sequence != piece.lines.back().sequence + 1) return NoPiece("it has a gap");
    if (line->sequence == 1 && *previous != base::Digest{}) return NoPiece("something stands before its first entry");
    piece.lines.push_back(*std::move(line));
  }
  return piece;
}

std::string WriteJournalAnswer(const domain::JournalAnswer& answer) {
  return json::serialize(json::object{
      {"sequence", answer.held.sequence}, {"hash", base::ToHex(answer.held.hash)}, {"joined", answer.is_joined}});
}

base::Result<domain::JournalAnswer> ReadJournalAnswer(std::string_view text) {
  const auto value = ParseJson(text, "answer");
  if (!value) return value.error();
  const json::object* object = value->if_object();
  const auto sequence = object != nullptr ? CountIn(*object, "sequence") : std::nullopt;
  const auto hash = object != nullptr ? DigestIn(*object, "hash") : std::nullopt;
  const auto joined = object != nullptr ? FlagIn(*object, "joined") : std::nullopt;
  if (!sequence || *sequence > INT64_MAX || !hash || !joined) {
    return Error{ErrorCode::Corrupt, "the answer is none about a journal: sequence, hash or joined is missing"};
  }
  return domain::JournalAnswer{{static_cast<std::int64_t>(*sequence), *hash}, *joined};
}

std::string WriteJournalHead(const domain::JournalHead& head) {
  return std::to_string(head.sequence) + " " + base::ToHex(head.hash);
}

std::optional<domain::JournalHead> ReadJournalHead(std::string_view text) {
  domain::JournalHead head;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, head.sequence);
  if (error != std::errc{} || head.sequence < 1 || rest == end || *rest != ' ') return std::nullopt;
  const auto hash = DigestOf(std::string_view(rest + 1, end));
  if (!hash) return std::nullopt;
  head.hash = *hash;
  return head;
}

}  // namespace bianmin::wire

#include "kiosk/store/search_rows.h"

#include <algorithm>
#include <set>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/fields.h"

namespace bianmin::store {
namespace {

using domain::SearchedTexts;

constexpr std::size_t kPieceBytes = 5;  // 40 bits: a stranger's piece among millions is a candidate too many, no more
constexpr std::size_t kLastDigits = 4;

constexpr const char* kInsert = "INSERT INTO search_index (rowid, pieces) VALUES (?, ?)";
constexpr const char* kRemove = "INSERT INTO search_index (search_index, rowid, pieces) VALUES ('delete', ?, ?)";

constexpr const char* kSelectOrder =
    "SELECT number, id, address_text, description, name, phone FROM orders WHERE serial = ?";
constexpr const char* kSelectComplaint =
    "SELECT number, id, whom, description, name, phone FROM complaint WHERE serial = ? AND about <> 'centre'";
constexpr const char* kSelectRating = "SELECT number, id, comment, name, phone FROM named_rating WHERE serial = ?";

constexpr const char* kSelectBacklog = "SELECT still_to_index, indexed_to FROM search_backlog WHERE only = 1";
constexpr const char* kWriteBacklog =
    "UPDATE search_backlog SET still_to_index = nullif(?, 0), indexed_to = ? WHERE only = 1";
// Serials go up, whatever is saved: three ranges merged.
constexpr const char* kSelectNewer =
    "SELECT serial FROM orders WHERE serial > ?1 UNION ALL SELECT serial FROM complaint WHERE serial > ?1 "
    "UNION ALL SELECT serial FROM named_rating WHERE serial > ?1 ORDER BY serial LIMIT ?2";
constexpr const char* kSelectNewest =
    "SELECT serial FROM orders WHERE serial > ?1 UNION ALL SELECT serial FROM complaint WHERE serial > ?1 "
    "UNION ALL SELECT serial FROM named_rating WHERE serial > ?1 ORDER BY serial DESC LIMIT ?2";
constexpr const char* kSelectOlder =
    "SELECT serial FROM (SELECT serial FROM (SELECT serial FROM orders WHERE serial <= ?1 ORDER BY serial DESC LIMIT "
    "?2) "
    "UNION ALL SELECT serial FROM (SELECT serial FROM complaint WHERE serial <= ?1 ORDER BY serial DESC LIMIT ?2) "
    "UNION ALL SELECT serial FROM (SELECT serial FROM named_rating WHERE serial <= ?1 ORDER BY serial DESC LIMIT ?2)) "
    "ORDER BY serial DESC LIMIT ?2";

// What a piece is of stands in front, so that four digits of a telephone and of a text are different pieces.
enum class PieceOf : char { Text = 'x', Phone = 'p', Number = 'n' };

std::string Fingerprint(const StoreCore& core, PieceOf of, std::u32string_view piece) {
  std::string text{static_cast<char>(of)};
  for (const char32_t c : piece) base::AppendCharacter(text, c);
  const base::Digest digest = core.search_key.Token(text);
  return base::ToHex(std::span{digest}.first(kPieceBytes));
}

void AddPairs(const StoreCore& core, std::u32string_view text, std::set<std::string>& pieces) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) pieces.insert(Fingerprint(core, PieceOf::Text, text.substr(i, 2)));
}

std::u32string_view LastDigits(std::u32string_view text) {
  return text.size() <= kLastDigits ? text : text.substr(text.size() - kLastDigits);
}

// Sorted, each once: neither their order nor their number says how the words stood.
std::string PiecesOf(const StoreCore& core, const SearchedTexts& texts) {
  std::set<std::string> pieces;
  for (const std::u32string& text : texts.texts) AddPairs(core, text, pieces);
  pieces.insert(Fingerprint(core, PieceOf::Number, LastDigits(texts.number)));
  if (!texts.phone.empty()) pieces.insert(Fingerprint(core, PieceOf::Phone, LastDigits(texts.phone)));
  std::string line;
  for (const std::string& piece : pieces) line += (line.empty() ? "" : " ") + piece;
  return line;
}

std::string AllOf(const std::set<std::string>& pieces) {
  std::string all;
  for (const std::string& piece : pieces) all += (all.empty() ? "\"" : " AND \"") + piece + "\"";
  return all;
}

// Empty for a word of one character, which only the comparison can look for.
std::string Matching(const StoreCore& core, const std::u32string& word) {
  std::set<std::string> pieces;
  AddPairs(core, word, pieces);
  if (pieces.empty()) return "";
  if (!domain::IsLastDigits(word)) return "(" + AllOf(pieces) + ")";
  const std::u32string_view last = LastDigits(word);
  return "((" + AllOf(pieces) + ") OR \"" + Fingerprint(core, PieceOf::Phone, last) + "\" OR \"" +
         Fingerprint(core, PieceOf::Number, last) + "\")";
}

// A record as one of the three tables has it: number, id, then encrypted columns by their names, the telephone last.
std::optional<SearchedTexts> LoadFrom(StoreCore& core, const char* select, std::string_view table,
                                      std::initializer_list<std::string_view> columns, std::int64_t serial) {
  Query row{core.connection(), select};
  row.Bind(serial);
  if (!row.Next()) return std::nullopt;
  const base::Id<struct AnyRecordTag> id{Exactly<base::UuidBytes>(row.Blob(1), table)};
  const Fields fields{core, table, id.Text()};
  SearchedTexts texts{.number = domain::FoldForSearch(row.Text(0))};
  int place = 2;
  for (const std::string_view column : columns) {
    const int at = place++;
    if (row.IsNull(at)) continue;
    std::u32string text = domain::FoldForSearch(fields.Decrypt(column, row.Blob(at)));
    if (column == "phone") {
      texts.phone = std::move(text);
    } else if (!text.empty()) {
      texts.texts.push_back(std::move(text));
    }
  }
  return texts;
}

std::vector<std::int64_t> Serials(Connection& connection, const char* select, std::int64_t from, std::size_t most) {
  std::vector<std::int64_t> serials;
  Query row{connection, select};
  row.Bind(from).Bind(static_cast<std::int64_t>(most));
  while (row.Next()) serials.push_back(row.Integer(0));
  return serials;
}

// What the index holds: what comes after `older`, up to `to`.
struct Indexed {
  std::int64_t older = 0;  // 0: there are none left
  std::int64_t to = 0;
  bool Holds(std::int64_t serial) const { return older < serial && serial <= to; }
};

Indexed ReadIndexed(Connection& connection) {
  Query row{connection, kSelectBacklog};
  CHECK(row.Next());
  return {.older = row.OptionalInteger(0).value_or(0), .to = row.Integer(1)};
}

void Index(StoreCore& core, std::int64_t serial) {
  const auto texts = LoadSearchedTexts(core, serial);
  if (texts) Query{core.connection(), kInsert}.Bind(serial).Bind(PiecesOf(core, *texts)).Run();
}

}  // namespace

void RemoveFromSearch(StoreCore& core, std::int64_t serial) {
  if (!ReadIndexed(core.connection()).Holds(serial)) return;
  const auto texts = LoadSearchedTexts(core, serial);
  if (texts) Query{core.connection(), kRemove}.Bind(serial).Bind(PiecesOf(core, *texts)).Run();
}

void IndexAgain(StoreCore& core, std::int64_t serial) {
  if (ReadIndexed(core.connection()).Holds(serial)) Index(core, serial);
}

std::optional<SearchedTexts> LoadSearchedTexts(StoreCore& core, std::int64_t serial) {
  if (auto order = LoadFrom(core, kSelectOrder, "orders", {"address_text", "description", "name", "phone"}, serial)) {
    return order;
  }
  if (auto complaint =
          LoadFrom(core, kSelectComplaint, "complaint", {"whom", "description", "name", "phone"}, serial)) {
    return complaint;
  }
  return LoadFrom(core, kSelectRating, "named_rating", {"comment", "name", "phone"}, serial);
}

std::string MatchExpression(const StoreCore& core, const domain::SearchWords& words) {
  std::string expression;
  for (const std::u32string& word : words.words()) {
    const std::string one = Matching(core, word);
    if (!one.empty()) expression += (expression.empty() ? "" : " AND ") + one;
  }
  return expression;
}

bool IndexMore(StoreCore& core) {
  Connection& connection = core.connection();
  Indexed indexed = ReadIndexed(connection);
  auto serials = Serials(connection, kSelectNewer, indexed.to, domain::kIndexedPerStep);
  const bool is_caught_up = serials.empty();
  if (is_caught_up && indexed.older == 0) return false;
  if (is_caught_up) serials = Serials(connection, kSelectOlder, indexed.older, domain::kIndexedPerStep);
  for (const std::int64_t serial : serials) Index(core, serial);
  if (!is_caught_up) {
    indexed.to = serials.back();
  } else {
    indexed.older = serials.size() == domain::kIndexedPerStep ? serials.back() - 1 : 0;
  }
  Query{connection, kWriteBacklog}.Bind(indexed.older).Bind(indexed.to).Run();
  return serials.size() == domain::kIndexedPerStep || indexed.older != 0;
}

std::vector<std::int64_t> SavedSinceIndexed(Connection& connection, std::size_t most) {
  return Serials(connection, kSelectNewest, ReadIndexed(connection).to, most);
}

}  // namespace bianmin::store

#pragma once
// Reads a TOML file into settings, and collects everything that is wrong with it as lines "file:line:column: what, and
// what to do" so that an operator mends all in one go. A key that nobody asked for is an error too: it is usually a
// misspelt one.
//
//   auto document = ConfigDocument::Parse(text, "config/kiosk.toml");
//   ConfigSection display = document->Root().Section("display");
//   const auto width = display.Integer("width_mm", {100, 3000}, 476);
//   if (auto sound = document->Finish(); !sound) return sound.error();

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::base {

struct IntegerRange {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

struct ConfigState;  // the parsed file and the faults found so far

// One table of the file. Reading a required key that is missing or of the wrong kind records a fault and yields an
// empty value, so that a reader goes on and finds the next fault.
class ConfigSection {
 public:
  bool Has(std::string_view key) const;

  std::string Text(std::string_view key);
  std::string Text(std::string_view key, std::string_view otherwise);
  // One of `words`; the first fault lists them all. Missing: `otherwise`.
  std::string Word(std::string_view key, std::initializer_list<std::string_view> words, std::string_view otherwise);
  // A path; one that does not begin with '/' is taken from the folder of the file being read. "credential:NAME" (see
  // crypto.h) stays as it is.
  std::string Path(std::string_view key);
  std::int64_t Integer(std::string_view key, IntegerRange range = {});
  std::int64_t Integer(std::string_view key, IntegerRange range, std::int64_t otherwise);
  bool Flag(std::string_view key, bool otherwise);
  // A TOML local date: 2026-10-01.
  std::optional<Date> Day(std::string_view key);
  // An array of texts / of dates; a missing one is empty.
  std::vector<std::string> Texts(std::string_view key);
  std::vector<Date> Days(std::string_view key);

  ConfigSection Section(std::string_view key);  // a fault when missing
  std::optional<ConfigSection> OptionalSection(std::string_view key);
  std::vector<ConfigSection> Sections(std::string_view key);  // [[key]]; a missing one is empty

  // Records that the value of `key` (or, with an empty key, this table) cannot be used, and why.
  void Fault(std::string_view key, std::string_view why);

 private:
  friend class ConfigDocument;
  ConfigSection(std::shared_ptr<ConfigState> state, const void* table) : state_(std::move(state)), table_(table) {}

  std::shared_ptr<ConfigState> state_;
  const void* table_;  // a toml::table of state_, or null for a section that is missing
};

class ConfigDocument {
 public:
  // `name` is what error lines start with. A syntax error is returned at once.
  static Result<ConfigDocument> Parse(std::string_view text, std::string_view name);
  // Reads and parses; the file may be 1 MiB at most.
  static Result<ConfigDocument> Load(const std::string& path);

  ConfigSection Root();
  // Call when everything was read: unknown keys become faults; any fault makes an Error with a line for each (20 at
  // most).
  Result<Done> Finish();

 private:
  explicit ConfigDocument(std::shared_ptr<ConfigState> state) : state_(std::move(state)) {}
  std::shared_ptr<ConfigState> state_;
};

}  // namespace bianmin::base

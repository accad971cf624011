#pragma once
// 操作记录: who did what, when, to which record and with what outcome, newest first; and whether the record of it all
// is whole. For supervisors, to read: nothing here can be changed.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/record_number.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// An entry, in the journal's own words.
struct JournalLine {
  std::int64_t sequence = 0;
  std::string at;
  std::string act;
  std::string record;
  std::string actor;
};

// How many are shown at a time.
inline constexpr int kJournalLines = 6;

struct ChainView {
  enum class State { BeingChecked, Whole, Broken, NotNow };
  State state = State::BeingChecked;
  std::int64_t entries = 0;       // looked at
  std::int64_t first_broken = 0;  // of Broken
};

struct JournalState {
  std::optional<std::vector<JournalLine>> lines;  // nothing: not read yet
  std::map<std::string, std::string> names;       // of staff, by their numbers
  bool has_older = false;
  std::vector<std::int64_t> newer;  // the first entry of each page that is newer than this one, newest first
  std::optional<domain::RecordNumber> record;
  ChainView chain;
  // Which record, while that is asked.
  bool asks_record = false;
  bool shows_faults = false;
  bool could_not_read = false;
  Entries entries;
};

// "受理订单" …: what an act is called. Empty: an act that has no words yet.
std::string_view ActKey(std::string_view act);
// Whether the act was refused.
bool IsRefused(std::string_view act);

std::optional<Action> DrawJournal(const JournalState& state, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

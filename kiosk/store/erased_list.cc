#include "kiosk/store/erased_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "kiosk/base/file.h"
#include "kiosk/store/act.h"
#include "kiosk/store/personal_rows.h"
#include "kiosk/store/photos.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::RecordNumber;
namespace fs = std::filesystem;

constexpr const char* kSelectWished = "SELECT serial FROM erasure WHERE why = 'request' ORDER BY serial";

std::string ContextOf(const StoreCore& core) { return "erased " + core.parts.kiosk.text(); }

base::SecretKey KeyOf(const StoreCore& core) { return core.field_key.For("erased list"); }

// One number a line.
std::vector<RecordNumber> NumbersIn(const std::string& text) {
  std::vector<RecordNumber> numbers;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    if (const auto number = RecordNumber::Parse(line)) numbers.push_back(*number);
  }
  return numbers;
}

// What the list must say now; `kept` is what it says.
Result<std::string> Wished(StoreCore& core, const std::string& kept) {
  return Guarded(core.connection(), [&]() -> Result<std::string> {
    const Snapshot snapshot{core.connection()};
    std::set<std::string> numbers;
    {
      Query row{core.connection(), kSelectWished};
      while (row.Next()) numbers.insert(RecordNumber::Of(core.parts.kiosk, row.Integer(0)).text());
    }
    for (const RecordNumber& number : NumbersIn(kept)) {
      if (!numbers.contains(number.text()) && !FindHeld(core, number)) numbers.insert(number.text());
    }
    std::string text;
    for (const std::string& number : numbers) text += number + "\n";
    return text;
  });
}

// What the file says; nothing: there is no file.
Result<std::optional<std::string>> ReadList(const StoreCore& core, const fs::path& file) {
  std::error_code failed;
  if (!fs::exists(file, failed)) return std::optional<std::string>{};
  const auto bytes = base::ReadFile(file, kMaxErasedListBytes);
  if (!bytes) return bytes.error();
  auto text = base::DecryptField(KeyOf(core), base::AsBytes(*bytes), ContextOf(core));
  if (text) return std::optional{*std::move(text)};
  return Error{
      ErrorCode::Corrupt,
      fmt::format("{}: the list of erased records is not the one that this kiosk wrote, so that what residents "
                  "had erased could come back; bring the right one, or move it away to go on without it",
                  file.string())};
}

}  // namespace

fs::path ErasedListIn(const fs::path& folder, const domain::KioskCode& kiosk) {
  return folder / fmt::format("kiosk-{}-erased", kiosk.text());
}

Result<Done> KeepErasedList(Store& store, const fs::path& folder) {
  StoreCore& core = store.core();
  const fs::path file = ErasedListIn(folder, core.parts.kiosk);
  const auto kept = ReadList(core, file);
  // One that another key wrote is of no use to this kiosk, nor are the backups beside it.
  if (!kept && kept.error().code != ErrorCode::Corrupt) return kept.error();
  const std::string says = kept ? kept->value_or("") : std::string();
  const auto wished = Wished(core, says);
  if (!wished) return wished.error();
  if (kept && says == *wished) return Done{};
  const base::Bytes bytes = base::EncryptField(KeyOf(core), *wished, ContextOf(core), core.parts.random);
  return base::ReplaceFile(file, base::AsText(bytes), 0600);
}

Result<int> EraseAgain(Store& store, const fs::path& folder) {
  StoreCore& core = store.core();
  const auto list = ReadList(core, ErasedListIn(folder, core.parts.kiosk));
  if (!list) return list.error();
  std::vector<std::string> photos;
  auto erased = Guarded(core.connection(), [&]() -> Result<int> {
    Act act{core, Act::ByItself{}};
    int count = 0;
    for (const RecordNumber& number : NumbersIn(list->value_or(""))) {
      const auto held = FindHeld(core, number);
      if (!held || held->erased_at) continue;
      std::ranges::move(ErasePersonalOf(core, *held, WhyErased::Request, act.now()), std::back_inserter(photos));
      act.Note("personal.erased", number.text(), "again after a restore");
      ++count;
    }
    act.Commit();
    return count;
  });
  if (!erased) return erased;
  for (const std::string& photo : photos) DeletePhoto(core.connection().file, photo);
  return erased;
}

}  // namespace bianmin::store

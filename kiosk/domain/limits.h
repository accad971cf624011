#pragma once
// Every limit of the program, named once. A text, list, page or queue that has no limit here has none anywhere, and
// that is a bug.

#include <chrono>
#include <cstddef>

namespace bianmin::domain {

// What a resident may enter, in characters (Unicode scalar values).
inline constexpr std::size_t kMaxNameCharacters = 40;
inline constexpr std::size_t kMaxFreeTextCharacters = 500;
inline constexpr std::size_t kMaxAddressNoteCharacters = 60;
inline constexpr std::size_t kMaxSubjectCharacters = 60;
inline constexpr std::size_t kMinPhoneDigits = 7;
inline constexpr std::size_t kMaxPhoneDigits = 12;
inline constexpr std::size_t kMaxTicketCharacters = 8;

// What a configuration file may hold.
inline constexpr std::size_t kMaxServices = 500;
inline constexpr std::size_t kMaxPackagesPerService = 12;
inline constexpr std::size_t kMaxPhrasesPerService = 24;
inline constexpr std::size_t kMaxReasons = 24;
inline constexpr std::size_t kMaxCompounds = 200;
inline constexpr std::size_t kMaxBuildingsPerCompound = 400;
inline constexpr std::size_t kMaxConfiguredTextCharacters = 200;

// Record numbers: 1,000 a day before the next day's are used, for the 27 years that four digits of days last.
inline constexpr int kSerialsPerDay = 1000;

// What travels to the centre and back.
inline constexpr std::size_t kMaxEventBytes = 64 * 1024;
inline constexpr std::size_t kMaxBatchEvents = 500;
inline constexpr std::size_t kMaxBatchBytes = 1024 * 1024;
inline constexpr std::size_t kMaxResponseBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMaxResponseHeaderBytes = 64 * 1024;
inline constexpr std::size_t kMaxChangesPerPage = 500;

// Figures about fewer people than this are not published: they could point at one person.
inline constexpr int kLeastPublishedCount = 5;

// What 查询进度 lists at most for one record, and how many home-screen notices are kept.
inline constexpr std::size_t kMaxHistoryEntries = 200;

}  // namespace bianmin::domain

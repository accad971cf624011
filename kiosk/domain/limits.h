#pragma once
// Every limit of the program, named once. A text, list, page or queue that has no limit here has none anywhere, and
// that is a bug.

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bianmin::domain {

// What a resident may enter, in characters (Unicode scalar values).
inline constexpr std::size_t kMaxNameCharacters = 40;
inline constexpr std::size_t kMaxFreeTextCharacters = 500;
inline constexpr std::size_t kMaxAddressNoteCharacters = 60;
inline constexpr std::size_t kMaxSubjectCharacters = 60;
inline constexpr std::size_t kMinPhoneDigits = 7;
inline constexpr std::size_t kMaxPhoneDigits = 12;
inline constexpr std::size_t kMaxTicketCharacters = 8;

// The width of a panel, as kiosk.toml or a calibration may give it, in millimetres.
inline constexpr int kLeastPanelWidthMm = 100;
inline constexpr int kMostPanelWidthMm = 3000;
inline constexpr std::size_t kMaxCalibrationBytes = 4096;  // of the file the calibration writes

// What a configuration file may hold.
inline constexpr std::size_t kMaxServices = 500;
inline constexpr std::size_t kMaxPackagesPerService = 12;
inline constexpr std::size_t kMaxPhrasesPerService = 24;
inline constexpr std::size_t kMaxReasons = 24;
inline constexpr std::size_t kMaxCompounds = 200;
inline constexpr std::size_t kMaxBuildingsPerCompound = 400;
inline constexpr std::size_t kMaxConfiguredTextCharacters = 200;
inline constexpr std::size_t kMaxAddressTextCharacters = 1000;  // compound, building, unit, room and note together
inline constexpr std::size_t kMaxKioskNamePartCharacters = 32;  // as sync/openapi.yaml has it
inline constexpr std::size_t kMinPublishedPhoneDigits = 3;      // 110
inline constexpr std::size_t kMaxPublishedPhones = 12;

// Staff. A PIN of fewer digits than these is never taken; how wrong ones are slowed down is domain/staff_throttle.h's.
inline constexpr std::size_t kMinStaffNumberDigits = 2;
inline constexpr std::size_t kMaxStaffNumberDigits = 8;
inline constexpr std::size_t kMinPinDigits = 6;
inline constexpr std::size_t kMaxPinDigits = 12;
inline constexpr std::size_t kMaxStaff = 200;  // of one kiosk, with those who left
// Numbers that nobody has, and that wrong PINs are remembered for; the one tried longest ago goes first.
inline constexpr std::size_t kMaxUnknownNumbersTried = 500;

// Casework: what a provider's fee and a signature may be, and how many providers and neighbours a file may hold.
inline constexpr std::int64_t kDearestFeeFen = 10'000'000;  // 100,000 yuan: more is a slip of the finger
inline constexpr std::size_t kMaxFeeDigits = 6;             // whole yuan, as they are keyed in
inline constexpr std::size_t kMaxSignatureStrokes = 60;
inline constexpr std::size_t kMaxSignaturePoints = 4000;
inline constexpr std::size_t kMinSignaturePoints = 8;
inline constexpr std::size_t kMaxProviders = 300;
inline constexpr std::size_t kMaxNeighbours = 30;
inline constexpr std::size_t kMaxOpeningTimes = 14;  // of one provider

// The queue of staff: rows a page, and what a search looks at. A search reads the newest candidates and stops.
inline constexpr std::size_t kMaxQueuePage = 200;
inline constexpr std::size_t kMaxSearchResults = 50;
inline constexpr std::size_t kMaxSearchCandidates = 500;
inline constexpr std::size_t kMinSearchCharacters = 2;
inline constexpr std::size_t kMaxSearchCharacters = 40;
inline constexpr std::size_t kMaxSearchWords = 8;
inline constexpr std::size_t kIndexedPerStep = 200;  // records of an older database, each step one transaction

// Complaints and bad ratings: so often somebody is called back who does not answer; what staff write about one, and its
// steps. The 整改台账: what is shown at once, the evidence of one line, and what a USB stick offers of it.
inline constexpr int kCallBackTries = 3;
inline constexpr std::size_t kMaxHandlingEntries = 200;
inline constexpr std::size_t kMaxListedGrievances = 500;
inline constexpr std::size_t kMaxListedRectifications = 500;
inline constexpr std::size_t kMaxExportedRectifications = 20000;
inline constexpr std::size_t kMaxEvidencePerRectification = 20;
inline constexpr std::size_t kMaxEvidencePhotoBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxImportedNames = 200;
inline constexpr std::size_t kMaxImportedNameBytes = 255;

// Interrupted forms: how long one waits for its resident, how many at most (the oldest goes first), how large one is:
// all of a need's texts at their limits and every phrase of a service.
inline constexpr std::size_t kDraftCodeDigits = 6;
inline constexpr std::chrono::hours kDraftKept{24};
inline constexpr std::size_t kMaxDrafts = 50;
inline constexpr std::size_t kMaxDraftBytes = 32 * 1024;

// Backups, and how long personal fields are kept after a record is closed and delivered.
inline constexpr int kMostBackupDays = 90;
inline constexpr std::size_t kLeastBackups = 2;  // stay whatever their age
inline constexpr std::size_t kMostBackups = 200;
inline constexpr int kLeastPersonalDays = 30;
inline constexpr int kMostPersonalDays = 1095;
inline constexpr int kErasedAtOnce = 50;  // records in one transaction, so that nobody waits
// After a restore, so many numbers and events are left out: more than can have been given since the backup was made.
inline constexpr int kSerialsSkipped = 3 * 1000;
inline constexpr int kSequencesSkipped = 1'000'000;

// Shifts and documents.
inline constexpr std::chrono::hours kLongestShift{24};  // a longer one was forgotten, or the clock was set
inline constexpr std::size_t kMaxShiftNotesCharacters = 500;
inline constexpr std::size_t kMaxReportRows = 2000;
inline constexpr std::size_t kMaxClauses = 30;
inline constexpr std::size_t kMaxClauseCharacters = 500;
inline constexpr std::size_t kMaxDocumentBytes = 2 * 1024 * 1024;

// Record numbers: 1,000 a day before the next day's are used, for the 27 years that four digits of days last.
inline constexpr int kSerialsPerDay = 1000;

// What travels to the centre and back.
inline constexpr std::size_t kMaxEventBytes = 64 * 1024;
inline constexpr std::size_t kMaxBatchEvents = 500;
inline constexpr std::size_t kMaxBatchBytes = 1024 * 1024;
inline constexpr std::size_t kMaxResponseBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMaxResponseHeaderBytes = 64 * 1024;
inline constexpr std::size_t kMaxChangesPerPage = 500;
inline constexpr std::size_t kMaxCursorBytes = 512;
inline constexpr std::size_t kMaxChangeIdBytes = 256;

// What the centre takes from one peer, and for how long it waits for it. A batch may be sent packed; it is counted
// again while it is unpacked. The packed limit leaves room for the brackets and commas around kMaxBatchBytes of events.
inline constexpr std::size_t kMaxRequestBytes = kMaxBatchBytes + 4096;
inline constexpr std::size_t kMaxUnpackedRequestBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMaxRequestHeaderBytes = 64 * 1024;
inline constexpr std::size_t kMaxJsonDepth = 32;
inline constexpr std::size_t kMaxEventTypeBytes = 128;
inline constexpr std::size_t kMaxSubjectBytes = 64;
inline constexpr std::size_t kMaxSourceBytes = 255;
inline constexpr std::size_t kMaxKeptAnswersPerKiosk = 64;
// Keys by which a centre signs that records arrived: the present one and those before it.
inline constexpr std::size_t kMaxArrivalKeys = 16;
// Entries of a kiosk's journal that the centre is told at once.
inline constexpr std::size_t kMaxJournalEntriesTold = 500;
inline constexpr std::size_t kMaxJournalActCharacters = 64;  // "order.registered"
// Heads of a kiosk's journal that came with batches and wait for the entries to be told.
inline constexpr std::size_t kMaxJournalClaims = 100;
inline constexpr std::size_t kMaxConnections = 4096;
inline constexpr std::size_t kMaxBodiesAtOnce = 64;
inline constexpr std::chrono::milliseconds kNewsInterval{200};
inline constexpr std::size_t kMaxListedEvents = 10000;
inline constexpr std::chrono::seconds kMaxChangesWait{25};
inline constexpr std::chrono::seconds kHandshakeTime{10};
inline constexpr std::chrono::seconds kRequestHeaderTime{10};
inline constexpr std::chrono::seconds kRequestBodyTime{90};
inline constexpr std::chrono::seconds kResponseTime{60};
inline constexpr std::chrono::seconds kIdleConnectionTime{75};
inline constexpr std::chrono::seconds kStopTime{10};

// How sync waits. After the n-th failure in a row: at random up to kFirstBackoff × 2ⁿ⁻¹, at most kMostBackoff.
inline constexpr std::chrono::milliseconds kFirstBackoff = std::chrono::seconds{5};
inline constexpr std::chrono::milliseconds kMostBackoff = std::chrono::minutes{15};
inline constexpr std::chrono::milliseconds kLeastRetryAfter = std::chrono::seconds{1};
inline constexpr std::chrono::milliseconds kMostRetryAfter = std::chrono::hours{6};
inline constexpr std::chrono::milliseconds kNotAdmittedWait = std::chrono::hours{1};
inline constexpr std::chrono::milliseconds kPauseBetweenBatches{30};  // lets the kiosk's own writes through
// Between two questions for news when the centre does not hold its answer back as it was asked to.
inline constexpr std::chrono::milliseconds kFallbackPoll = std::chrono::minutes{1};
// One after the other refused for good, with none accepted between: then it is not the events' fault.
inline constexpr int kMostRefusedInARow = 8;
inline constexpr std::size_t kMaxWalBytes = 16 * 1024 * 1024;  // then the daemon checkpoints
inline constexpr std::chrono::days kDeliveredEventsKept{30};   // to be sent again if the centre is restored

// A question to the city about one record: so long a resident waits for the answer, then the question is erased. A
// kiosk
// may ask so often; a stolen one cannot try out the city's numbers.
inline constexpr std::chrono::seconds kInquiryLives{20};
inline constexpr int kMaxRecordsAskedPerMinute = 60;
inline constexpr int kMaxRecordsAskedPerDay = 3000;

// Figures about fewer people than this are not published: they could point at one person.
inline constexpr int kLeastPublishedCount = 5;

// A resident may remind (催办) once in this time: more often helps nobody.
inline constexpr std::chrono::hours kReminderPause{24};

// What 查询进度 lists at most for one record, and how many home-screen notices are kept.
inline constexpr std::size_t kMaxHistoryEntries = 200;

}  // namespace bianmin::domain

#include "tests/fuzz/targets.h"

#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <optional>

#include "kiosk/base/check.h"
#include "kiosk/base/random.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/arrival.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"
#include "kiosk/domain/parcel_limits.h"
#include "kiosk/domain/receipt_token.h"
#include "kiosk/photo/decode.h"
#include "kiosk/photo/format.h"
#include "kiosk/store/backup_label.h"
#include "kiosk/wire/batch.h"
#include "kiosk/wire/changes.h"
#include "kiosk/wire/city_record.h"
#include "kiosk/wire/front_page.h"
#include "kiosk/wire/heartbeat.h"
#include "kiosk/wire/journal.h"
#include "sync/centre/batch_splitter.h"
#include "sync/centre/form.h"
#include "sync/centre/handle.h"
#include "sync/centre/open311.h"
#include "sync/centre/sqlite_archive.h"
#include "sync/centre/unpack.h"
#include "sync/http/classify.h"
#include "sync/parcel/reader.h"

namespace bianmin::fuzz {
namespace {

const base::TimePoint kNow = base::ParseUtc("2026-11-26T02:00:00Z").value();
constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";
constexpr int kRequestsAnArchive = 500;  // then a new one: memory must not grow with the search

void Acknowledgement(std::string_view bytes) {
  const auto read = wire::ReadAcknowledgement(bytes);
  if (read) CHECK(read->accepted + read->duplicate + read->problems.size() == read->count);
}

void JournalPiece(std::string_view bytes) {
  const auto read = wire::ReadJournal(bytes);
  if (!read) return;
  const auto again = wire::ReadJournal(wire::WriteJournal(*read));
  CHECK(again && again->lines.size() == read->lines.size());
}

void JournalAnswer(std::string_view bytes) {
  if (const auto read = wire::ReadJournalAnswer(bytes)) CHECK(read->held.sequence >= 0);
}

void ArrivalCode(std::string_view bytes) {
  if (const auto read = domain::ReadArrivalCode(bytes)) {
    CHECK(domain::ReadArrivalCode(domain::ArrivalCode(*read)).ok());
    CHECK(!domain::IsProven(*read, base::VerifyKey{}));
  }
}

void Problem(std::string_view bytes) {
  const auto read = wire::ReadProblem(bytes);
  if (!read) return;
  for (const std::string& text : {read->title, read->detail}) {
    for (const char each : text) CHECK(each == '\n' || static_cast<unsigned char>(each) >= 0x20);
  }
}

void Changes(std::string_view bytes) { static_cast<void>(wire::ReadChanges(bytes)); }
void FrontPage(std::string_view bytes) {
  const auto read = wire::ReadFrontPage(bytes);
  if (read) CHECK(read->count >= 0 && read->high >= 0 && !read->epoch.empty());
}
void CityRecord(std::string_view bytes) { static_cast<void>(wire::ReadCityRecord(bytes)); }

void RetryAfter(std::string_view bytes) {
  const auto wait = http::ParseRetryAfter(bytes, kNow);
  CHECK(!wait || wait->count() >= 0);
}

void SplitBatch(std::string_view bytes) {
  const auto elements = centre::SplitBatch(bytes);
  if (!elements) return;
  CHECK(elements->size() <= domain::kMaxBatchEvents);
  for (const std::string_view element : *elements) {
    CHECK(!element.empty() && element.data() >= bytes.data() &&
          element.data() + element.size() <= bytes.data() + bytes.size());
  }
}

void Gzip(std::string_view bytes) {
  constexpr std::size_t kMost = 64 * 1024;
  const auto plain = centre::UnpackGzip(bytes, kMost);
  CHECK(!plain || plain->size() <= kMost);
}

// The whole centre behind its sockets.
centre::Response Ask(centre::Request request) {
  static base::SeededRandom random(1);
  static std::unique_ptr<centre::SqliteArchive> archive;
  static centre::RecordQuota quota;
  static int requests = 0;
  if (requests++ % kRequestsAnArchive == 0) {
    auto opened = centre::SqliteArchive::Open(":memory:", centre::OpenMode::MakeIfMissing, kNow, random);
    CHECK(opened.ok());
    archive = std::move(opened).value();
  }
  request.source = kSource;
  const centre::Response response = centre::Handle(*archive, quota, request, kNow);
  CHECK(response.status >= 200 && response.status < 600);
  CHECK(response.body.empty() || !response.content_type.empty());
  return response;
}

void CentreBatch(std::string_view bytes) {
  centre::Request request{
      .method = "POST", .target = "/v1/events", .headers = {}, .body = std::string(bytes), .source = {}};
  request.headers = {{"content-type", "application/cloudevents-batch+json"},
                     {"bianmin-batch", "01a202e0-9092-7f89-9124-46474b3ae83b"}};
  if (bytes.starts_with("\x1F\x8B")) request.headers["content-encoding"] = "gzip";
  const centre::Response response = Ask(request);
  CHECK(response.status != 200 || wire::ReadAcknowledgement(response.body).ok());
}

void CentreTarget(std::string_view bytes) {
  Ask({.method = "GET", .target = "/" + std::string(bytes), .headers = {}, .body = {}, .source = {}});
}

// What was read can be kept and read again as the same, and every alert can be told of it.
void Heartbeat(std::string_view bytes) {
  const auto read = wire::ReadHeartbeat(bytes);
  if (read) {
    const auto again = wire::ReadHeartbeat(wire::WriteHeartbeat(*read));
    CHECK(again.ok() && *again == *read);
  }
  centre::Request request{
      .method = "PUT", .target = "/v1/heartbeat", .headers = {}, .body = std::string(bytes), .source = {}};
  request.headers = {{"content-type", "application/json"}};
  CHECK((Ask(std::move(request)).status == 204) == read.ok());
}

// The face to other systems of the city, asked by one that has a key.
centre::Response AskOpen311(centre::Request request) {
  static base::SeededRandom random(3);
  static std::unique_ptr<centre::SqliteArchive> archive;
  static std::optional<centre::Open311Desk> desk;
  static int requests = 0;
  constexpr const char* kKey = "a key";
  if (requests++ % kRequestsAnArchive == 0) {
    auto opened = centre::SqliteArchive::Open(":memory:", centre::OpenMode::MakeIfMissing, kNow, random);
    CHECK(opened.ok());
    archive = std::move(opened).value();
    centre::Open311Parts parts;
    parts.catalogue.services.push_back({.code = "home.repair", .name = {"维修", "Repair"}});
    parts.seal_key = base::NewSealKeys().public_key;
    parts.keys.push_back({"fuzz", base::Sha256(std::string_view(kKey)), centre::ApiAccess::ReadAndWrite});
    desk.emplace(std::move(parts));
  }
  request.headers["authorization"] = std::string("Bearer ") + kKey;
  const base::TimePoint moment = kNow + std::chrono::minutes{requests};  // within the quota of the key
  const centre::Response response = desk->Handle(*archive, request, moment);
  CHECK(response.status >= 200 && response.status < 500 && response.status != 403 && response.status != 429);
  CHECK(!response.body.empty() && base::IsUtf8(response.body));
  return response;
}

void Open311Target(std::string_view bytes) {
  AskOpen311({.method = "GET", .target = "/open311/v2/" + std::string(bytes), .headers = {}, .body = {}, .source = {}});
}

void Open311Form(std::string_view bytes) {
  const auto form = centre::ReadForm(bytes);
  if (form) CHECK(form->size() <= domain::kMaxFormFields);
  centre::Request request{.method = "POST",
                          .target = "/open311/v2/requests.json",
                          .headers = {{"content-type", "application/x-www-form-urlencoded"}},
                          .body = std::string(bytes),
                          .source = {}};
  const centre::Response response = AskOpen311(std::move(request));
  CHECK(form || response.status == 400 || response.status == 413);
}

void ReceiptToken(std::string_view bytes) {
  static const base::SecretKey city = [] {
    base::SeededRandom random(2);
    return base::SecretKey::New(random);
  }();
  static_cast<void>(domain::NumberOfReceipt(bytes, city));
}

void Photo(std::string_view bytes) {
  const auto bitmap = photo::Decode(bytes);
  if (bitmap) CHECK(bitmap->width > 0 && bitmap->height > 0);
}

void PhotoOrientation(std::string_view bytes) {
  const int turned = photo::OrientationIn(bytes);
  CHECK(turned >= 1 && turned <= 8);
}

void BackupLabel(std::string_view bytes) { static_cast<void>(store::ReadLabel(bytes)); }

// In memory, under a name that can be opened.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : number_(memfd_create("parcel", MFD_CLOEXEC)) {
    CHECK(number_ >= 0);
    CHECK(write(number_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  ~MemoryFile() { close(number_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(number_); }

 private:
  int number_;
};

// The kept whole one is sealed to this key.
void Parcel(std::string_view bytes) {
  static const base::SecretKey centre = [] {
    base::SeededRandom random(3);
    return base::SecretKey::New(random);
  }();
  const MemoryFile file(bytes);
  const auto reader = parcel::Reader::Open(file.path());
  if (!reader) return;
  CHECK(!(*reader)->certificates().empty());
  if (!(*reader)->CheckSignature()) return;
  std::size_t taken = 0;
  const auto read = (*reader)->ReadBatches(centre, [&](const std::string& batch) -> base::Result<base::Done> {
    CHECK(!batch.empty() && batch.size() <= domain::kMaxParcelPieceBytes);
    taken += batch.size();
    return base::Done{};
  });
  CHECK(!read || taken < bytes.size());
}

constexpr Target kTargets[] = {{"acknowledgement", Acknowledgement},
                               {"arrival_code", ArrivalCode},
                               {"backup_label", BackupLabel},
                               {"centre_batch", CentreBatch},
                               {"centre_target", CentreTarget},
                               {"changes", Changes},
                               {"city_record", CityRecord},
                               {"front_page", FrontPage},
                               {"gzip", Gzip},
                               {"heartbeat", Heartbeat},
                               {"journal_answer", JournalAnswer},
                               {"journal_piece", JournalPiece},
                               {"open311_form", Open311Form},
                               {"open311_target", Open311Target},
                               {"parcel", Parcel},
                               {"photo", Photo},
                               {"photo_orientation", PhotoOrientation},
                               {"problem", Problem},
                               {"receipt_token", ReceiptToken},
                               {"retry_after", RetryAfter},
                               {"split_batch", SplitBatch}};

}  // namespace

std::span<const Target> Targets() { return kTargets; }

}  // namespace bianmin::fuzz

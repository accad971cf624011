#include "tests/fuzz/targets.h"

#include <memory>
#include <optional>

#include "kiosk/base/check.h"
#include "kiosk/base/random.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"
#include "kiosk/domain/receipt_token.h"
#include "kiosk/photo/decode.h"
#include "kiosk/photo/format.h"
#include "kiosk/store/backup_label.h"
#include "kiosk/wire/batch.h"
#include "kiosk/wire/changes.h"
#include "kiosk/wire/city_record.h"
#include "kiosk/wire/front_page.h"
#include "sync/centre/batch_splitter.h"
#include "sync/centre/form.h"
#include "sync/centre/handle.h"
#include "sync/centre/open311.h"
#include "sync/centre/sqlite_archive.h"
#include "sync/centre/unpack.h"
#include "sync/http/classify.h"

namespace bianmin::fuzz {
namespace {

const base::TimePoint kNow = base::ParseUtc("2026-11-26T02:00:00Z").value();
constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";
constexpr int kRequestsAnArchive = 500;  // then a new one: memory must not grow with the search

void Acknowledgement(std::string_view bytes) {
  const auto read = wire::ReadAcknowledgement(bytes);
  if (read) CHECK(read->accepted + read->duplicate + read->problems.size() == read->count);
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

constexpr Target kTargets[] = {{"acknowledgement", Acknowledgement},
                               {"backup_label", BackupLabel},
                               {"centre_batch", CentreBatch},
                               {"centre_target", CentreTarget},
                               {"changes", Changes},
                               {"city_record", CityRecord},
                               {"front_page", FrontPage},
                               {"gzip", Gzip},
                               {"open311_form", Open311Form},
                               {"open311_target", Open311Target},
                               {"photo", Photo},
                               {"photo_orientation", PhotoOrientation},
                               {"problem", Problem},
                               {"receipt_token", ReceiptToken},
                               {"retry_after", RetryAfter},
                               {"split_batch", SplitBatch}};

}  // namespace

std::span<const Target> Targets() { return kTargets; }

}  // namespace bianmin::fuzz

#include "tests/fuzz/targets.h"

#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <optional>

#include "kiosk/base/check.h"
#include "kiosk/base/random.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/arrival.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/notice.h"
#include "kiosk/domain/open311_limits.h"
#include "kiosk/domain/parcel_limits.h"
#include "kiosk/domain/provider.h"
#include "kiosk/domain/receipt_token.h"
#include "kiosk/domain/remote_settings.h"
#include "kiosk/domain/working_calendar.h"
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
#include "sync/centre/proxies.h"
#include "sync/centre/sqlite_archive.h"
#include "sync/centre/unpack.h"
#include "sync/http/classify.h"
#include "sync/parcel/format.h"
#include "sync/parcel/reader.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"
#include "tests/support/parcel_samples.h"

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
  CHECK(again && wire::WriteJournal(*again) == wire::WriteJournal(*read));
}

void JournalHead(std::string_view bytes) {
  const auto read = wire::ReadJournalHead(bytes);
  if (read) CHECK(read->sequence >= 0 && wire::ReadJournalHead(wire::WriteJournalHead(*read)) == read);
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

// What was read can be kept and read again as the same.
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

// The files of config/, as the city publishes them.
void CityDocument(std::string_view bytes) {
  constexpr std::string_view kName = "published.toml";
  static_cast<void>(domain::ReadCatalogue(bytes, kName));
  static_cast<void>(domain::ReadProviders(bytes, kName));
  static_cast<void>(domain::ReadCalendar(bytes, kName));
  static_cast<void>(domain::ReadNotices(bytes, kName));
  static_cast<void>(domain::ReadRemoteSettings(bytes, kName));
}

void CertificateRequest(std::string_view bytes) { static_cast<void>(pki::KeyOfRequest(bytes)); }

void CertsOnly(std::string_view bytes) {
  const auto read = pki::ReadCertsOnly(bytes);
  if (read) CHECK(pki::ReadCertsOnly(pki::WriteCertsOnly(*read)).ok());
}

// What a reverse proxy says of the client it asks for.
void Forwarded(std::string_view bytes) {
  static const centre::Proxies proxies;
  centre::Request request;
  request.peer = "192.0.2.1";
  for (const char* name : {"forwarded", "x-forwarded-for"}) {
    request.headers = {{name, std::string(bytes)}};
    CHECK(!proxies.ClientOf(request).empty());
  }
  CHECK(!proxies.CertificateIn(bytes, kNow).ok());
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

struct Letter {
  tls::Authority authority{"fuzz"};
  parcel::Sender sender = support::SenderOf(authority, kSource);
  base::SealKeys keys = base::NewSealKeys();
};

void ReadPieces(parcel::Reader& reader, const base::SecretKey& key, std::size_t most_bytes) {
  std::size_t taken = 0;
  const auto read = reader.ReadBatches(key, [&](const std::string& batch) -> base::Result<base::Done> {
    CHECK(!batch.empty() && batch.size() <= domain::kMaxParcelPieceBytes);
    taken += batch.size();
    return base::Done{};
  });
  CHECK(!read || taken < most_bytes);
}

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
  if ((*reader)->CheckSignature()) ReadPieces(**reader, centre, bytes.size());
}

// What a kiosk in other hands could sign: each block is a byte that says what it is, one with its length, and its
// bytes.
void ParcelPieces(std::string_view bytes) {
  static const Letter letter;
  base::SeededRandom random(4);
  const base::SecretKey stream_key = base::SecretKey::New(random);
  base::StreamSealer sealer(stream_key);
  const std::string pem = pki::PemOf(letter.sender.certificates);
  std::string file{parcel::kMagic};
  file += parcel::Number(pem.size(), 4) + pem + parcel::Number(0, 8);
  file += base::AsText(base::Seal(letter.keys.public_key, base::AsText(stream_key.bytes())));
  file += base::AsText(sealer.head());
  const std::string context = parcel::ContextOf(file);
  while (bytes.size() >= 2) {
    const auto kind = static_cast<unsigned char>(bytes[0]);
    const std::string_view block = bytes.substr(2, static_cast<unsigned char>(bytes[1]));
    bytes.remove_prefix(2 + block.size());
    if (kind < 2) {
      const std::string piece = base::AsText(sealer.Push(base::AsBytes(block), kind == 1, context));
      file += parcel::Number(piece.size(), 4) + piece;
    } else {
      file += block;
    }
  }
  pki::Signer signer(letter.sender.key);
  signer.Add(file);
  const std::string signature = signer.Finish();
  file += parcel::Number(signature.size(), 4) + signature;
  const MemoryFile stick(file);
  const auto reader = parcel::Reader::Open(stick.path());
  CHECK(reader.ok());
  if ((*reader)->CheckSignature()) ReadPieces(**reader, letter.keys.secret_key, file.size());
}

constexpr Target kTargets[] = {{"acknowledgement", Acknowledgement},
                               {"arrival_code", ArrivalCode},
                               {"backup_label", BackupLabel},
                               {"centre_batch", CentreBatch},
                               {"centre_target", CentreTarget},
                               {"certificate_request", CertificateRequest},
                               {"certs_only", CertsOnly},
                               {"changes", Changes},
                               {"city_document", CityDocument},
                               {"city_record", CityRecord},
                               {"forwarded", Forwarded},
                               {"front_page", FrontPage},
                               {"gzip", Gzip},
                               {"heartbeat", Heartbeat},
                               {"journal_answer", JournalAnswer},
                               {"journal_head", JournalHead},
                               {"journal_piece", JournalPiece},
                               {"open311_form", Open311Form},
                               {"open311_target", Open311Target},
                               {"parcel", Parcel},
                               {"parcel_pieces", ParcelPieces},
                               {"photo", Photo},
                               {"photo_orientation", PhotoOrientation},
                               {"problem", Problem},
                               {"receipt_token", ReceiptToken},
                               {"retry_after", RetryAfter},
                               {"split_batch", SplitBatch}};

}  // namespace

std::span<const Target> Targets() { return kTargets; }

}  // namespace bianmin::fuzz

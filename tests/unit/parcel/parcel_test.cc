// What travels on a memory stick: whole and unchanged, or refused with a sentence that says what to do.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "kiosk/base/file.h"
#include "kiosk/domain/parcel_limits.h"
#include "sync/parcel/format.h"
#include "sync/parcel/reader.h"
#include "tests/support/parcel_samples.h"

namespace bianmin::parcel {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using support::Must;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";

class AParcel : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(base::StartCrypto()); }

  void Write(const std::vector<std::string>& batches) {
    fs::remove(file_);
    support::WriteParcel(file_, sender_, keys_.public_key, batches, kNow);
  }
  std::string Bytes() { return Must(base::ReadFile(file_, 8 << 20)); }
  void Replace(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }

  // All the batches, or the first failure.
  base::Result<std::vector<std::string>> ReadAll() { return ReadAll(keys_.secret_key); }
  base::Result<std::vector<std::string>> ReadAll(const base::SecretKey& key) {
    const auto reader = Reader::Open(file_);
    if (!reader) return reader.error();
    if (auto is_signed = (*reader)->CheckSignature(); !is_signed) return is_signed.error();
    return BatchesOf(**reader, key);
  }
  static base::Result<std::vector<std::string>> BatchesOf(Reader& reader, const base::SecretKey& key) {
    std::vector<std::string> batches;
    const auto read = reader.ReadBatches(key, [&](const std::string& batch) -> base::Result<base::Done> {
      batches.push_back(batch);
      return base::Done{};
    });
    if (!read) return read.error();
    return batches;
  }

  const base::TimePoint kNow = base::SystemClock().Now();
  support::TemporaryFolder folder_;
  fs::path file_ = folder_ / "k01.bianmin";
  tls::Authority authority_{"city"};
  Sender sender_ = support::SenderOf(authority_, kSource);
  base::SealKeys keys_ = base::NewSealKeys();
  base::SystemRandom random_;
};

TEST_F(AParcel, ComesOutAsItWentIn) {
  const std::string largest(domain::kMaxParcelPieceBytes, 'x');
  const std::string odd = "[\"王𠮷\",\"\\u0000\"]" + std::string(1, '\0');
  Write({"[1,2]", largest, odd});
  EXPECT_THAT(Must(ReadAll()), ElementsAre("[1,2]", largest, odd));
  EXPECT_THAT(Bytes(), Not(HasSubstr("王"))) << "sealed";
  const auto reader = Must(Reader::Open(file_));
  EXPECT_EQ(reader->certificates().front().source(), kSource);
  EXPECT_EQ(reader->made_at(), kNow);
  struct stat status {};
  stat(file_.c_str(), &status);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
  Write({});
  EXPECT_THAT(Must(ReadAll()), IsEmpty());
}

TEST_F(AParcel, IsRefusedWithAnyByteChanged) {
  Write({"[1]"});
  const std::string good = Bytes();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int change : {0x01, 0x80, 0xff}) {
      std::string damaged = good;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      Replace(damaged);
      const auto read = ReadAll();
      ASSERT_FALSE(read.ok()) << "byte " << at;
      EXPECT_THAT(read.error().message, HasSubstr(file_.string()));
    }
  }
}

TEST_F(AParcel, IsRefusedAtAnyShorterLengthAndWithOneByteMore) {
  Write({"[1]", "[2]"});
  const std::string good = Bytes();
  for (std::size_t length = 0; length < good.size(); ++length) {
    Replace(good.substr(0, length));
    ASSERT_FALSE(ReadAll().ok()) << length;
  }
  Replace(good + '\0');
  EXPECT_EQ(ReadAll().error().code, ErrorCode::Corrupt);
  Replace(good.substr(0, good.size() - 1));
  EXPECT_THAT(ReadAll().error().message, HasSubstr("export once more at the kiosk"));
}

TEST_F(AParcel, OfAnotherKindOrVersionIsNamedAsSuch) {
  Replace("");
  EXPECT_THAT(ReadAll().error().message, HasSubstr("no export of a kiosk"));
  Replace("PK\003\004 a photograph");
  EXPECT_THAT(ReadAll().error().message, HasSubstr("no export of a kiosk"));
  Write({"[1]"});
  for (const char* other : {"bianmin export 0\n", "bianmin export 2\n"}) {
    Replace(other + Bytes().substr(kMagic.size()));
    EXPECT_THAT(ReadAll().error().message, HasSubstr("the same version"));
  }
  fs::remove(file_);
  EXPECT_EQ(ReadAll().error().code, ErrorCode::NotFound);
}

TEST_F(AParcel, SealedToAnotherCentreStaysClosed) {
  Write({"[1]"});
  const auto read = ReadAll(base::NewSealKeys().secret_key);
  EXPECT_EQ(read.error().code, ErrorCode::Refused);
  EXPECT_THAT(read.error().message, HasSubstr("centre_public_key"));
}

// Somebody puts another certificate before what a kiosk sealed, and signs it himself.
TEST_F(AParcel, SignedAnewBySomebodyElseDoesNotOpen) {
  Write({"[1]"});
  const std::string good = Bytes();
  const std::size_t pem_size = NumberIn(std::string_view(good).substr(kMagic.size(), 4));
  const std::size_t after_pem = kMagic.size() + 4 + pem_size;
  const std::size_t signature_at = good.rfind(std::string(4, '\0') + std::string("\0\0\0", 3)) + 4;
  const Sender thief = support::SenderOf(authority_, "urn:bianmin:demo-city:jingan:k02");
  const std::string pem = pki::PemOf(thief.certificates);
  std::string forged = std::string(kMagic) + Number(pem.size(), 4) + pem;
  forged += good.substr(after_pem, signature_at - after_pem);
  pki::Signer signer(thief.key);
  signer.Add(forged);
  const std::string signature = signer.Finish();
  Replace(forged + Number(signature.size(), 4) + signature);
  const auto reader = Must(Reader::Open(file_));
  EXPECT_TRUE(reader->CheckSignature().ok()) << "it is the thief's own";
  EXPECT_EQ(BatchesOf(*reader, keys_.secret_key).error().code, ErrorCode::Corrupt);
}

// A stick with a mind of its own gives other bytes when it is read again.
TEST_F(AParcel, ThatChangesAfterItsSignatureWasCheckedDoesNotOpen) {
  Write({"[1]", "[2]"});
  const std::string first = Bytes();
  Write({"[3]", "[4]"});
  const std::string second = Bytes();
  ASSERT_EQ(NumberIn(std::string_view(first).substr(kMagic.size(), 4)),
            NumberIn(std::string_view(second).substr(kMagic.size(), 4)));
  Replace(first);
  const auto reader = Must(Reader::Open(file_));
  ASSERT_TRUE(reader->CheckSignature().ok());
  std::ofstream(file_, std::ios::binary | std::ios::in) << second;  // the same file, other bytes
  EXPECT_EQ(BatchesOf(*reader, keys_.secret_key).error().code, ErrorCode::Corrupt);
  std::ofstream(file_, std::ios::binary | std::ios::in) << first;
  EXPECT_THAT(Must(BatchesOf(*reader, keys_.secret_key)), ElementsAre("[1]", "[2]"));
  EXPECT_THAT(Must(BatchesOf(*reader, keys_.secret_key)), ElementsAre("[1]", "[2]")) << "as often as one likes";
}

TEST_F(AParcel, ThatClaimsSizesBeyondTheLimitsIsRefusedBeforeAnythingIsTaken) {
  Write({"[1]"});
  const std::string good = Bytes();
  const std::string magic{kMagic};
  for (const std::uint64_t claimed : {domain::kMaxParcelCertificateBytes + 1, std::size_t{0xffffffff}}) {
    Replace(magic + Number(claimed, 4) + good.substr(magic.size() + 4));
    EXPECT_EQ(ReadAll().error().code, ErrorCode::Corrupt);
  }
  const std::size_t pem_size = NumberIn(std::string_view(good).substr(magic.size(), 4));
  const std::size_t first_piece = magic.size() + 4 + pem_size + 8 + kSealedKeyBytes + base::kStreamHeadBytes;
  for (const std::uint64_t claimed :
       {domain::kMaxParcelPieceBytes + base::kSealedPieceExtra + 1, std::size_t{0xffffffff}}) {
    Replace(good.substr(0, first_piece) + Number(claimed, 4) + std::string(2 << 20, 'x'));
    EXPECT_EQ(ReadAll().error().code, ErrorCode::Corrupt);
  }
  Replace(good.substr(0, magic.size() + 4 + pem_size) + Number(~std::uint64_t{0}, 8) +
          good.substr(magic.size() + 4 + pem_size + 8));
  EXPECT_EQ(ReadAll().error().code, ErrorCode::Corrupt) << "a moment that no clock shows";
}

TEST_F(AParcel, TakesAPieceAtTheLimitAndNoneBeyond) {
  const auto writer = Must(Writer::Begin(file_, sender_, keys_.public_key, kNow, random_));
  EXPECT_TRUE(writer->Add(std::string(domain::kMaxParcelPieceBytes, 'x')).ok());
  EXPECT_EQ(writer->Add(std::string(domain::kMaxParcelPieceBytes + 1, 'x')).error().code, ErrorCode::TooLarge);
  Sender many = sender_;
  while (pki::PemOf(many.certificates).size() <= domain::kMaxParcelCertificateBytes) {
    many.certificates.push_back(many.certificates.front());
  }
  EXPECT_EQ(Writer::Begin(folder_ / "b", many, keys_.public_key, kNow, random_).error().code, ErrorCode::TooLarge);
}

TEST_F(AParcel, HasItsNameOnlyWhenItIsWholeAndNeverTakesAnothers) {
  {
    const auto writer = Must(Writer::Begin(file_, sender_, keys_.public_key, kNow, random_));
    Must(writer->Add("[1]"));
    EXPECT_FALSE(fs::exists(file_));
    EXPECT_TRUE(fs::exists(file_.string() + ".part"));
  }
  EXPECT_TRUE(fs::is_empty(folder_.path())) << "what was given up leaves nothing";
  Replace("a report");
  EXPECT_EQ(Writer::Begin(file_, sender_, keys_.public_key, kNow, random_).error().code, ErrorCode::Conflict);
  EXPECT_EQ(Bytes(), "a report");
  EXPECT_EQ(Writer::Begin(folder_ / "no" / "such", sender_, keys_.public_key, kNow, random_).error().code,
            ErrorCode::NotFound);
}

// The stick gives back other bytes than it took.
TEST_F(AParcel, IsReadBackFromTheDiskBeforeItCounts) {
  const auto writer = Must(Writer::Begin(file_, sender_, keys_.public_key, kNow, random_));
  Must(writer->Add("[1]"));
  const fs::path part = file_.string() + ".part";
  std::fstream(part, std::ios::binary | std::ios::in | std::ios::out).seekp(30).put('!');
  EXPECT_EQ(writer->Finish().error().code, ErrorCode::Unavailable);
  EXPECT_FALSE(fs::exists(file_));
}

}  // namespace
}  // namespace bianmin::parcel

// What the registry promises, held by a file of SQLite and by a real PostgreSQL: a code is good for one certificate and
// what is revoked stays out, whichever of several copies of the centre is asked.

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "kiosk/domain/enrolment_limits.h"
#include "sync/centre/one_time_code.h"
#include "sync/centre/postgres_registry.h"
#include "sync/centre/sqlite_registry.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using base::ErrorCode;
using centre::Admission;
using centre::CodeState;
using centre::IssuedCertificate;
using centre::Registry;
using std::chrono::days;
using std::chrono::hours;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using testing::ElementsAre;
using testing::Field;

IssuedCertificate CertificateOf(const std::string& serial, const std::string& source = kFirstKiosk) {
  return {serial, source, kMondayMorning + days{90}, base::Sha256("key " + serial),
          std::string("der\0of ", 7) + serial};
}

class ARegistry : public testing::TestWithParam<ArchiveKind> {
 protected:
  // One more copy of the centre.
  std::unique_ptr<Registry> Open() {
    if (GetParam() == ArchiveKind::Sqlite) return Must(centre::SqliteRegistry::Open(folder_ / "registry.db"));
    return Must(centre::PostgresRegistry::Open({TheServer().Connection(database_), ""}, centre::OpenMode::MakeIfMissing,
                                               base::SystemClock(), random_));
  }
  base::Digest Invited(const std::string& source = kFirstKiosk) {
    const base::Digest code = centre::OneTimeCode::New(random_).Fingerprint();
    Must(registry_->Invite({source, code, kMondayMorning + hours{24}}));
    return code;
  }
  CodeState StateOf(const base::Digest& code, base::TimePoint now = kMondayMorning) {
    return Must(registry_->Look(kFirstKiosk, code, now)).state;
  }
  Admission AdmissionOf(const std::string& serial, const std::string& source = kFirstKiosk) {
    return Must(registry_->AdmissionOf(source, serial));
  }

  support::TemporaryFolder folder_;
  base::SystemRandom random_;
  std::string database_ = GetParam() == ArchiveKind::Sqlite ? "" : TheServer().NewDatabase();
  std::unique_ptr<Registry> registry_ = Open();
};

TEST_P(ARegistry, TakesACodeForADayAndForOneCertificate) {
  const auto code = Invited();
  EXPECT_EQ(StateOf(code), CodeState::Good);
  EXPECT_EQ(StateOf(code, kMondayMorning + hours{24} - std::chrono::milliseconds{1}), CodeState::Good);
  EXPECT_EQ(StateOf(code, kMondayMorning + hours{24}), CodeState::Expired);
  EXPECT_EQ(Must(registry_->Look(kSecondKiosk, code, kMondayMorning)).state, CodeState::Unknown);
  EXPECT_EQ(StateOf(base::Sha256("another")), CodeState::Unknown);
  EXPECT_EQ(registry_->Enrol(code, CertificateOf("01"), kMondayMorning + hours{24}).error().code, ErrorCode::Refused);
  EXPECT_EQ(registry_->Enrol(code, CertificateOf("01", kSecondKiosk), kMondayMorning).error().code, ErrorCode::Refused);

  Must(registry_->Enrol(code, CertificateOf("01"), kMondayMorning));
  const auto used = Must(registry_->Look(kFirstKiosk, code, kMondayMorning));
  EXPECT_EQ(used.state, CodeState::Used);
  ASSERT_TRUE(used.issued);
  EXPECT_EQ(used.issued->serial, "01");
  EXPECT_EQ(used.issued->der, CertificateOf("01").der);
  EXPECT_EQ(used.issued->public_key, base::Sha256("key 01"));
  EXPECT_EQ(used.issued->not_after, kMondayMorning + days{90});
  EXPECT_EQ(registry_->Enrol(code, CertificateOf("02"), kMondayMorning).error().code, ErrorCode::Refused);
  EXPECT_EQ(Must(registry_->List(10)).size(), 1U) << "a refused one is not kept";
  EXPECT_FALSE(Must(registry_->Look(kFirstKiosk, code, kMondayMorning + hours{25})).issued);
}

TEST_P(ARegistry, ReplacesTheCodeOfBefore) {
  const auto first = Invited();
  const auto second = Invited();
  EXPECT_EQ(StateOf(first), CodeState::Unknown);
  EXPECT_EQ(StateOf(second), CodeState::Good);
}

TEST_P(ARegistry, KeepsARevokedKioskOutOfEveryCopyUntilItIsInvitedAgain) {
  const auto copy = Open();
  Must(registry_->Enrol(Invited(), CertificateOf("01"), kMondayMorning));
  Must(registry_->Renew("01", CertificateOf("02"), kMondayMorning));
  Must(registry_->Enrol(Invited(kSecondKiosk), CertificateOf("0f", kSecondKiosk), kMondayMorning));
  const auto open = Invited();
  EXPECT_EQ(AdmissionOf("01"), Admission::Admitted);
  EXPECT_EQ(AdmissionOf("ff"), Admission::Admitted) << "issued elsewhere";

  EXPECT_EQ(Must(copy->Revoke(kFirstKiosk, kMondayMorning)), 2);
  for (const char* serial : {"01", "02", "ff"}) EXPECT_EQ(AdmissionOf(serial), Admission::Revoked) << serial;
  EXPECT_EQ(AdmissionOf("0f", kSecondKiosk), Admission::Admitted);
  EXPECT_EQ(StateOf(open), CodeState::Unknown);
  EXPECT_EQ(registry_->Renew("02", CertificateOf("03"), kMondayMorning).error().code, ErrorCode::Refused);

  Must(registry_->Enrol(Invited(), CertificateOf("04"), kMondayMorning));
  EXPECT_EQ(Must(copy->AdmissionOf(kFirstKiosk, "04")), Admission::Admitted);
  for (const char* serial : {"02", "ff"}) EXPECT_EQ(AdmissionOf(serial), Admission::Revoked) << serial;
  EXPECT_EQ(Must(copy->Revoke(kFirstKiosk, kMondayMorning)), 1);
}

TEST_P(ARegistry, GivesAKioskTenCertificatesADay) {
  for (int i = 0; i < domain::kMaxCertificatesPerDay; ++i) {
    Must(registry_->Renew("ff", CertificateOf("0" + std::to_string(i)), kMondayMorning));
  }
  EXPECT_EQ(registry_->Renew("ff", CertificateOf("aa"), kMondayMorning).error().code, ErrorCode::TooLarge);
  EXPECT_TRUE(registry_->Renew("ff", CertificateOf("aa"), kMondayMorning + hours{25}).ok());
}

TEST_P(ARegistry, ListsTheNewestByKiosk) {
  Must(registry_->Renew("ff", CertificateOf("b0", kSecondKiosk), kMondayMorning));
  Must(registry_->Renew("ff", CertificateOf("a0"), kMondayMorning + hours{1}));
  Must(registry_->Renew("ff", CertificateOf("a1"), kMondayMorning + hours{2}));
  const auto serial = [](const char* is) { return Field(&centre::ListedCertificate::serial, is); };
  EXPECT_THAT(Must(registry_->List(10)), ElementsAre(serial("a1"), serial("a0"), serial("b0")));
  EXPECT_THAT(Must(registry_->List(2)), ElementsAre(serial("a1"), serial("a0")));
  Must(registry_->Revoke(kSecondKiosk, kMondayMorning + hours{3}));
  const auto listed = Must(registry_->List(10));
  EXPECT_EQ(listed[0].issued, kMondayMorning + hours{2});
  EXPECT_EQ(listed[0].not_after, kMondayMorning + days{90});
  EXPECT_FALSE(listed[0].revoked);
  EXPECT_EQ(listed[2].revoked, kMondayMorning + hours{3});
}

TEST_P(ARegistry, GivesExactlyOneCertificateForACodeThatIsShownToAllCopiesAtOnce) {
  constexpr int kCopies = 4;
  constexpr int kRounds = 20;
  std::vector<std::unique_ptr<Registry>> copies;
  for (int copy = 0; copy < kCopies; ++copy) copies.push_back(Open());
  for (int round = 0; round < kRounds; ++round) {
    const auto code = Invited();
    std::atomic<int> enrolled = 0;
    std::vector<std::thread> threads;
    for (int copy = 0; copy < kCopies; ++copy) {
      threads.emplace_back([&, copy] {
        const auto certificate = CertificateOf(std::to_string(round) + "a" + std::to_string(copy));
        const auto kept = copies[static_cast<std::size_t>(copy)]->Enrol(code, certificate, kMondayMorning);
        if (kept) {
          ++enrolled;
        } else {
          EXPECT_EQ(kept.error().code, ErrorCode::Refused) << kept.error().message;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(enrolled, 1);
  }
  EXPECT_EQ(Must(registry_->List(1000)).size(), std::size_t{kRounds});
}

// Whoever is revoked while a certificate is being made for it must not keep that one.
TEST_P(ARegistry, LeavesNoGoodCertificateBehindARevocationThatMetARenewalOrAnEnrolment) {
  const auto copy = Open();
  const auto third = Open();
  for (int round = 0; round < 20; ++round) {
    const std::string source = "urn:bianmin:demo-city:jingan:k" + std::to_string(round);
    const std::string name = std::to_string(round);
    Must(registry_->Enrol(Invited(source), CertificateOf("e" + name, source), kMondayMorning));
    const auto code = Invited(source);
    std::thread renewal(
        [&] { static_cast<void>(copy->Renew("e" + name, CertificateOf("f" + name, source), kMondayMorning)); });
    std::thread enrolment(
        [&] { static_cast<void>(third->Enrol(code, CertificateOf("d" + name, source), kMondayMorning)); });
    const auto revoked = registry_->Revoke(source, kMondayMorning);
    renewal.join();
    enrolment.join();
    ASSERT_TRUE(revoked.ok());
    for (const char* kind : {"d", "e", "f"}) EXPECT_EQ(AdmissionOf(kind + name, source), Admission::Revoked) << kind;
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ARegistry, kBothArchives, NameOf);

TEST(APostgresRegistry, ComesBackWithItsServerAndMigratesADatabaseOfTheReleasedVersion) {
  base::SystemRandom random;
  const std::string database = TheServer().NewDatabase();
  const centre::PostgresSettings settings{TheServer().Connection(database), ""};
  EXPECT_EQ(
      centre::PostgresRegistry::Open(settings, centre::OpenMode::MustExist, base::SystemClock(), random).error().code,
      ErrorCode::NotFound);
  const auto registry =
      Must(centre::PostgresRegistry::Open(settings, centre::OpenMode::MakeIfMissing, base::SystemClock(), random));
  Must(registry->Renew("ff", CertificateOf("01"), kMondayMorning));
  TheServer().KillSessions();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (!registry->List(10).ok() && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  EXPECT_EQ(Must(registry->List(10)).size(), 1U);
  const std::string released = TheServer().NewDatabase();
  TheServer().Ask(released, ReleasedTables("centre_postgres_1.sql"));
  const centre::PostgresSettings of_released{TheServer().Connection(released), ""};
  EXPECT_EQ(centre::PostgresRegistry::Open(of_released, centre::OpenMode::MustExist, base::SystemClock(), random)
                .error()
                .code,
            ErrorCode::Refused)
      << "bianmin-admin leaves that to the centre";
  const auto migrated =
      Must(centre::PostgresRegistry::Open(of_released, centre::OpenMode::MakeIfMissing, base::SystemClock(), random));
  EXPECT_EQ(Must(migrated->List(10)).size(), 0U);
  Must(migrated->Renew("ff", CertificateOf("02"), kMondayMorning));
}

}  // namespace
}  // namespace bianmin::contract

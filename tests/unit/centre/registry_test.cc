// The file of the registry, one-time codes, and who tries them out. What every registry promises is in
// tests/contract/registry_promise_test.cc.

#include <gmock/gmock.h>

#include "sync/centre/code_throttle.h"
#include "sync/centre/one_time_code.h"
#include "sync/centre/sqlite_archive.h"
#include "sync/centre/sqlite_registry.h"
#include "tests/support/centre_desk.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::centre {
namespace {

using std::chrono::hours;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::Must;
using testing::HasSubstr;

IssuedCertificate CertificateOf(const std::string& serial, const std::string& source = kFirstKiosk) {
  return {serial, source, kMondayMorning + std::chrono::days{90}, base::Sha256("key " + serial), "der of " + serial};
}

class RegistryTest : public testing::Test {
 protected:
  base::Digest Invited(const std::string& source = kFirstKiosk) {
    const base::Digest code = OneTimeCode::New(random_).Fingerprint();
    Must(registry_->Invite({source, code, kMondayMorning + hours{24}}));
    return code;
  }
  Admission AdmissionOf(const std::string& serial, const std::string& source = kFirstKiosk) {
    return Must(registry_->AdmissionOf(source, serial));
  }

  support::TemporaryFolder folder_;
  base::SeededRandom random_{11};
  std::unique_ptr<SqliteRegistry> registry_ = Must(SqliteRegistry::Open(folder_ / "registry.db"));
};

TEST_F(RegistryTest, IsOneFileInTwoProgramsAndNoOther) {
  const auto beside = Must(SqliteRegistry::Open(folder_ / "registry.db"));
  Must(registry_->Enrol(Invited(), CertificateOf("01"), kMondayMorning));
  Must(beside->Revoke(kFirstKiosk, kMondayMorning));
  EXPECT_EQ(AdmissionOf("01"), Admission::Revoked);
  const auto listed = Must(beside->List(10));
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].serial, "01");
  EXPECT_EQ(listed[0].revoked, kMondayMorning);

  Must(SqliteArchive::Open(folder_ / "centre.db", OpenMode::MakeIfMissing, kMondayMorning, random_));
  EXPECT_THAT(SqliteRegistry::Open(folder_ / "centre.db").error().message, HasSubstr("enrolment.registry"));
  EXPECT_FALSE(SqliteRegistry::Open(folder_ / "no" / "such.db").ok());
}

TEST(OneTimeCode, IsTypedAsPeopleType) {
  base::SeededRandom random(5);
  const auto code = OneTimeCode::New(random);
  const std::string text = code.Text();
  EXPECT_EQ(text.size(), 28U + 6U) << text;
  EXPECT_EQ(OneTimeCode::Parse(text)->Fingerprint(), code.Fingerprint());
  std::string lower = text;
  for (char& letter : lower) {
    if (letter == '-') letter = ' ';
    if (letter >= 'A') letter = static_cast<char>(letter - 'A' + 'a');
    if (letter == '0') letter = 'o';
    if (letter == '1') letter = 'l';
  }
  EXPECT_EQ(OneTimeCode::Parse(lower)->Fingerprint(), code.Fingerprint()) << lower;
  for (const std::string& wrong :
       {std::string(), text + "0", text.substr(1), text.substr(1) + "U", text.substr(1) + ":"}) {
    EXPECT_FALSE(OneTimeCode::Parse(wrong)) << wrong;
  }
  EXPECT_NE(OneTimeCode::New(random).Fingerprint(), code.Fingerprint());
}

TEST(CodeThrottle, StopsAnAddressAfterTenWrongCodesAMinute) {
  CodeThrottle throttle;
  const base::TimePoint now = kMondayMorning + std::chrono::seconds{20};
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(throttle.Wait("192.0.2.1", now));
    throttle.CountWrong("192.0.2.1");
  }
  EXPECT_EQ(throttle.Wait("192.0.2.1", now), std::chrono::seconds{40});
  EXPECT_FALSE(throttle.Wait("192.0.2.2", now));
  EXPECT_FALSE(throttle.Wait("192.0.2.1", now + std::chrono::seconds{40}));
}

TEST(CodeThrottle, StopsEverybodyWhenTheWholeNetGuesses) {
  CodeThrottle throttle;
  EXPECT_FALSE(throttle.Wait("a", kMondayMorning));
  for (int i = 0; i < 300; ++i) throttle.CountWrong("address " + std::to_string(i));
  EXPECT_TRUE(throttle.Wait("a", kMondayMorning));
  EXPECT_FALSE(throttle.Wait("a", kMondayMorning + std::chrono::minutes{1}));
}

}  // namespace
}  // namespace bianmin::centre

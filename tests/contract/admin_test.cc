// bianmin-admin as operators use it: a process, its words, its JSON and its exit codes, beside the running programs.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <boost/json.hpp>
#include <fstream>

#include "kiosk/store/outbox.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/contract/centre_house.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/centre_desk.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace std::chrono_literals;
using support::kFirstKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

unsigned ModeOf(const fs::path& file) {
  struct stat status {};
  stat(file.c_str(), &status);
  return status.st_mode & 07777;
}

TEST(AdminKeygen, MakesKeysThatOnlyTheirOwnerReadsAndNeverWritesOverOne) {
  const support::TemporaryFolder folder;
  const std::string field = (folder / "field.key").string();
  EXPECT_EQ(Admin({"keygen", "--field-key", field}).code, 0);
  EXPECT_EQ(ModeOf(field), 0600U);
  const auto key = base::SecretKey::Load(field);
  ASSERT_TRUE(key.ok()) << key.error().message;
  const Outcome again = Admin({"keygen", "--field-key", field});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.text, HasSubstr("not written over"));
  EXPECT_EQ(Must(base::SecretKey::Load(field)).Text(), key->Text());
}

TEST(AdminKeygen, MakesTwoHalvesThatFit) {
  const support::TemporaryFolder folder;
  const std::string secret = (folder / "centre.key").string(), open = (folder / "centre.pub").string();
  EXPECT_EQ(Admin({"keygen", "--seal-key", secret, open, "--json"}).Json().at("written").as_array().size(), 2U);
  EXPECT_EQ(ModeOf(secret), 0600U);
  const auto sealed = base::Seal(Must(base::LoadPublicKey(open)), "王𠮷");
  EXPECT_EQ(Must(base::OpenSealed(Must(base::SecretKey::Load(secret)), sealed)), "王𠮷");
  fs::remove(secret);
  EXPECT_EQ(Admin({"keygen", "--seal-key", secret, open}).code, 1);
  EXPECT_FALSE(fs::exists(secret)) << "half a pair is of no use";
}

TEST(AdminUsage, AWrongCommandLineEndsWithTwo) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {}, {"tidy-up"}, {"keygen"}, {"doctor"}, {"centre"}, {"centre", "set-status", "JA"}}) {
    EXPECT_EQ(Admin(words).code, 2);
  }
  EXPECT_EQ(Admin({"--help"}).code, 0);
  EXPECT_EQ(Admin({"--version"}).code, 0);
}

class AdminCentreTest : public testing::Test {
 protected:
  void SetUp() override {
    house_.Start();
    const std::string event = Told{.data = R"({"service_code":"x","sealed":"QUJDREVGRw=="})"}.Text();
    ASSERT_EQ(house_.Send(PostOf(house_.Kiosk(kFirstKiosk), support::BatchOf({event}))).status, 200);
  }
  Outcome Centre(std::vector<std::string> words) {
    words.insert(words.begin(), "centre");
    words.insert(words.end(), {"--config", house_.config().string()});
    return Admin(words);
  }

  CentreHouse house_;
};

TEST_F(AdminCentreTest, CountsAndLists) {
  const json::object counts = Centre({"counts", "--json"}).Json();
  EXPECT_EQ(counts.at("events").as_int64(), 1);
  EXPECT_EQ(counts.at("by_state").at("order registered").as_int64(), 1);
  const Outcome list = Centre({"list", "--json"});
  const json::object record = list.Json().at("records").at(0).as_object();
  EXPECT_EQ(record.at("number").as_string(), NumberOf(1));
  EXPECT_EQ(record.at("type").as_string(), "cn.bianmin.order.registered.v1");
  EXPECT_EQ(record.at("time").as_string(), "2026-11-23T01:30:00.000Z");
  EXPECT_EQ(record.at("source").as_string(), kFirstKiosk);
  EXPECT_THAT(list.text, Not(HasSubstr("QUJDREVGRw=="))) << "not even what is sealed";
  EXPECT_THAT(Centre({"counts"}).text, HasSubstr("1 events from 1 kiosks"));
  EXPECT_THAT(Centre({"list", "--number", NumberOf(1)}).text, HasSubstr(NumberOf(1)));
  EXPECT_THAT(Centre({"list", "--number", NumberOf(2)}).text, HasSubstr("nothing found"));
}

TEST_F(AdminCentreTest, AStatusThatIsSetReachesTheKiosk) {
  const std::string grouped = Must(base::Result<std::string>(NumberOf(1).substr(0, 2) + " " + NumberOf(1).substr(2)));
  const Outcome set = Centre({"set-status", grouped, "accepted", "--note", "师傅明早到", "--json"});
  ASSERT_EQ(set.code, 0) << set.text;
  EXPECT_EQ(set.Json().at("before").as_string(), "registered");
  const Reply changes = house_.Send({.path = "/v1/changes", .identity = house_.Kiosk(kFirstKiosk)});
  EXPECT_THAT(changes.body, AllOf(HasSubstr("accepted"), HasSubstr("师傅明早到")));
}

TEST_F(AdminCentreTest, AStatusThatCannotBeSetIsExplained) {
  EXPECT_THAT(Centre({"set-status", "JA00000000", "accepted"}).text, HasSubstr("check digit"));
  EXPECT_THAT(Centre({"set-status", NumberOf(9), "accepted"}).text, HasSubstr("no kiosk has sent"));
  EXPECT_THAT(Centre({"set-status", NumberOf(1), "done"}).text, HasSubstr("use one of: registered"));
  const Outcome impossible = Centre({"set-status", NumberOf(1), "completed"});
  EXPECT_EQ(impossible.code, 1);
  EXPECT_THAT(impossible.text, HasSubstr("it may become"));
  EXPECT_EQ(Centre({"set-status", NumberOf(1), "completed", "--force"}).code, 0);
  const std::string too_long(domain::kMaxFreeTextCharacters + 1, 'x');
  EXPECT_THAT(Centre({"set-status", NumberOf(1), "accepted", "--note", too_long}).text, HasSubstr("too long"));
}

TEST_F(AdminCentreTest, AnArchiveThatIsNotThereIsNotMade) {
  house_.Kill();
  fs::remove(house_.archive());
  const Outcome counts = Centre({"counts"});
  EXPECT_EQ(counts.code, 1);
  EXPECT_THAT(counts.text, HasSubstr("does not exist"));
  EXPECT_FALSE(fs::exists(house_.archive()));
}

class AdminKioskTest : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    kiosk_ = std::make_unique<KioskHouse>(centre_);
    auto store = kiosk_->desk().OpenStore();
    number_ = Must(store.RegisterOrder(support::LeakingPipe())).number.text();
  }

  support::KioskDesk& desk() { return kiosk_->desk(); }
  fs::path Place(const std::string& name) const { return kiosk_->Place(name); }
  void Change(const std::string& file, const std::string& from, const std::string& to) {
    kiosk_->Change(file, from, to);
  }
  Outcome Doctor() {
    return Admin({"doctor", "--config", Place("kiosk.toml").string(), "--sync", Place("sync.toml").string(), "--json"});
  }
  // How the doctor found this part, and its words.
  std::string Finding(const std::string& check) {
    const Outcome outcome = Doctor();
    std::string found;
    bool is_sound = true;
    const json::object report = outcome.Json();
    for (const auto& each : report.at("checks").as_array()) {
      const std::string health(each.at("health").as_string());
      is_sound = is_sound && health != "trouble";
      if (each.at("check").as_string() == check) found = health + ": " + std::string(each.at("message").as_string());
    }
    EXPECT_EQ(outcome.code, is_sound ? 0 : 1);
    return found;
  }
  Outcome Outbox(std::vector<std::string> words = {}, const char* config = "kiosk.toml") {
    words.insert(words.begin(), {"outbox", "--config", Place(config).string(), "--json"});
    return Admin(words);
  }

  CentreHouse centre_;
  std::unique_ptr<KioskHouse> kiosk_;
  std::string number_;
};

TEST_F(AdminKioskTest, TheDoctorFindsASoundKioskSound) {
  const Outcome outcome = Doctor();
  EXPECT_EQ(outcome.code, 0) << outcome.text;
  const json::array checks = outcome.Json().at("checks").as_array();
  EXPECT_GE(checks.size(), 13U);
  EXPECT_THAT(outcome.text, AllOf(HasSubstr("unbroken chain"), HasSubstr("admits this kiosk")));
}

TEST_F(AdminKioskTest, TheDoctorFindsAKeyThatOthersCanRead) {
  fs::permissions(Place("field.key"), fs::perms(0644));
  EXPECT_THAT(Finding("field key"), AllOf(HasSubstr("trouble"), HasSubstr("chmod 600")));
}

TEST_F(AdminKioskTest, TheDoctorFindsAKeyOfAnotherKiosk) {
  base::SystemRandom random;
  tls::WritePem(Place("field.key"), base::SecretKey::New(random).Text());
  EXPECT_THAT(Finding("key and database"), HasSubstr("trouble"));
}

TEST_F(AdminKioskTest, TheDoctorFindsATamperedJournal) {
  {
    SQLite::Database database(desk().file().string(), SQLite::OPEN_READWRITE);
    ASSERT_EQ(database.exec("UPDATE journal SET record = 'JA00000000'"), 1);
  }
  EXPECT_THAT(Finding("journal"), AllOf(HasSubstr("trouble"), HasSubstr("broken at entry 1")));
}

TEST_F(AdminKioskTest, TheDoctorSaysWhenThereIsNoSupervisor) {
  EXPECT_THAT(Finding("staff"), AllOf(HasSubstr("warning: there is no supervisor"), HasSubstr("staff add")));
  auto store = desk().OpenStore();
  Must(store::StaffAccounts{store}.Add(store::Operator{},
                                       {.number = domain::StaffNumber::Parse("1001").value(),
                                        .name = domain::PersonName::Parse("李梅").value(),
                                        .role = domain::Role::Supervisor},
                                       domain::Pin::Parse("738291").value()));
  EXPECT_THAT(Finding("staff"), HasSubstr("fine: 1 active accounts, 1 of supervisors"));
}

TEST_F(AdminKioskTest, TheDoctorFindsAClockThatWasSetBack) {
  desk().clock.SetWallClock(base::SystemClock().Now() + std::chrono::hours{48});
  {
    auto store = desk().OpenStore();
    Must(store.RegisterOrder(support::LeakingPipe()));
  }
  EXPECT_THAT(Finding("clock"), AllOf(HasSubstr("trouble"), HasSubstr("set back")));
}

TEST_F(AdminKioskTest, TheDoctorFindsTheWayToTheCentreBlocked) {
  centre_.Kill();
  EXPECT_THAT(Finding("centre"), AllOf(HasSubstr("trouble"), HasSubstr("check the network")));
}

TEST_F(AdminKioskTest, TheDoctorFindsTwoConfigurationsThatDisagree) {
  Change("sync.toml", "kiosk = \"k01\"", "kiosk = \"k02\"");
  EXPECT_THAT(Finding("daemon"), AllOf(HasSubstr("trouble"), HasSubstr("k02")));
}

TEST_F(AdminKioskTest, TheDoctorNamesFileAndLineOfAMistake) {
  Change("kiosk.toml", "width_mm", "widht_mm");
  EXPECT_THAT(Finding("configuration"), AllOf(HasSubstr("trouble"), HasSubstr("kiosk.toml:"), HasSubstr("widht_mm")));
}

TEST_F(AdminKioskTest, TheDoctorTellsHowWideTheScreenIsAndWhoSaysSo) {
  const fs::path calibration = desk().folder() / "display.toml";
  EXPECT_THAT(Finding("screen"), AllOf(HasSubstr("fine: 476 mm wide as kiosk.toml says"), HasSubstr("not calibrated")));
  std::ofstream(calibration) << "width_mm = 473\nmeasured_on = 2026-11-25\n";
  EXPECT_THAT(Finding("screen"), AllOf(HasSubstr("fine: 473 mm wide, calibrated on 2026-11-25"),
                                       HasSubstr(calibration.string()), HasSubstr("kiosk.toml says 476 mm")));
  std::ofstream(calibration) << "width_mm = 47\nmeasured_on = 2026-11-25\n";
  EXPECT_THAT(Finding("screen"), AllOf(HasSubstr("warning: the calibration cannot be used, so 476 mm counts"),
                                       HasSubstr("display.toml:1:"), HasSubstr("--set-up")));
}

TEST_F(AdminKioskTest, TheDoctorLooksAtThePrinter) {
  EXPECT_THAT(Finding("printer"), AllOf(HasSubstr("fine"), HasSubstr("none")));
  setenv("CUPS_SERVER", "127.0.0.1:9", 1);
  Change("kiosk.toml", "printer = \"none\"", "printer = \"counter\"");
  EXPECT_THAT(Finding("printer"), AllOf(HasSubstr("warning: counter"), HasSubstr("apt install cups")));
  unsetenv("CUPS_SERVER");
}

TEST_F(AdminKioskTest, TheDoctorListensWhetherThereIsAVoice) {
  EXPECT_THAT(Finding("voice"), HasSubstr("fine: /usr/bin/espeak-ng speaks Chinese"));
  Change("kiosk.toml", "device = \"default\"", "device = \"no-such-card\"");
  EXPECT_THAT(Finding("sound"), AllOf(HasSubstr("warning"), HasSubstr("aplay -L")));
  Change("kiosk.toml", "device = \"no-such-card\"", "device = \"none\"");
  EXPECT_THAT(Finding("voice"), HasSubstr("fine: off"));
}

TEST_F(AdminKioskTest, TheDoctorMissesTheDataOfTheWaysToWrite) {
  const std::string doctor = Doctor().text;
  EXPECT_THAT(doctor, AllOf(HasSubstr("handwriting.model"), HasSubstr("strokes.txt"), HasSubstr("domain.dict")));
  for (const char* file :
       {"input/domain.dict", "input/strokes.txt", "handwriting/handwriting.model", "handwriting/ocr.onnx"}) {
    const fs::path place = Place("share") / file;
    fs::create_directories(place.parent_path());
    std::ofstream(place) << "x";
  }
  EXPECT_THAT(Finding("input"), HasSubstr("fine"));
}

TEST_F(AdminKioskTest, TheDoctorSeesThatACertificateWasNotRenewed) {
  EXPECT_THAT(Finding("certificate"), HasSubstr("fine: it is good until"));
  const auto shows = [&](std::chrono::hours begins_in, std::chrono::hours ends_in) {
    const Identity identity = centre_.Issue({.alt_names = std::string("URI:") + support::kFirstKiosk,
                                             .usage = "clientAuth",
                                             .begins_in = begins_in,
                                             .ends_in = ends_in},
                                            "other");
    fs::copy_file(identity.certificate, Place("pki") / "kiosk.pem", fs::copy_options::overwrite_existing);
    fs::copy_file(identity.key, Place("pki") / "kiosk.key", fs::copy_options::overwrite_existing);
  };
  shows(std::chrono::hours{-90}, std::chrono::hours{10});
  EXPECT_THAT(Finding("certificate"), HasSubstr("warning: it ends at"));
  shows(std::chrono::hours{-90}, std::chrono::hours{-1});
  EXPECT_THAT(Finding("certificate"), HasSubstr("trouble: it has expired at"));
}

TEST_F(AdminKioskTest, TheOutboxTellsWhatWaitsAndSinceWhen) {
  for (const char* config : {"kiosk.toml", "sync.toml"}) {
    const Outcome outbox = Outbox({}, config);
    EXPECT_EQ(outbox.code, 0) << outbox.text;
    EXPECT_EQ(outbox.Json().at("waiting").as_int64(), 1);
    EXPECT_EQ(outbox.Json().at("waiting_since").as_string(), base::FormatUtc(desk().clock.Now()));
    EXPECT_TRUE(outbox.Json().at("last_success").is_null());
  }
}

TEST_F(AdminKioskTest, TheOutboxTellsWhatIsDeadAndWhyAndRevivesIt) {
  {
    auto database = desk().OpenDatabase();
    const store::Answer refused{1, store::Refused{"another event was archived under this id"}};
    Must(store::Outbox(database).RecordAnswers(std::span(&refused, 1), desk().clock.Now()));
  }
  const Outcome dead = Outbox();
  EXPECT_EQ(dead.code, 1) << "a person must look at it";
  const json::object event = dead.Json().at("dead").at(0).as_object();
  EXPECT_EQ(event.at("number").as_string(), number_);
  EXPECT_EQ(event.at("why").as_string(), "another event was archived under this id");
  EXPECT_THAT(Finding("outbox"), HasSubstr("trouble"));
  EXPECT_EQ(Outbox({"--revive", "1"}).code, 0);
  EXPECT_EQ(Outbox().Json().at("waiting").as_int64(), 1);
  EXPECT_EQ(Outbox({"--revive", "1"}).code, 1);
}

}  // namespace
}  // namespace bianmin::contract

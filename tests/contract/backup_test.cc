// `bianmin-admin backup` and `restore` with the real daemon and the real centre: a kiosk loses its disk and is brought
// back; what the centre had stays once, nothing is numbered twice, and both agree.

#include <gmock/gmock.h>

#include <map>
#include <thread>

#include "kiosk/store/backup.h"
#include "tests/contract/kiosk_house.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using support::Must;
using testing::HasSubstr;
namespace fs = std::filesystem;

class ALostDisk : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    fs::create_directories(kiosk_.Place("backups"));
    kiosk_.Change("kiosk.toml", "\nfolder = \"\"\n# Backups", "\nfolder = \"backups\"\n# Backups");
    kiosk_.StartSync();
    store_.emplace(kiosk_.desk().OpenStore());
  }
  std::string Config() { return kiosk_.Place("kiosk.toml").string(); }
  std::string Register() { return Must(store_->RegisterOrder(support::LeakingPipe())).number.text(); }
  bool AllArrive() {
    return Comes([&] { return Must(store_->Waiting()).waiting == 0; });
  }

  CentreHouse centre_;
  KioskHouse kiosk_{centre_};
  std::optional<store::Store> store_;
};

TEST_F(ALostDisk, IsReplacedWithoutLossOrDoublingAtTheCentre) {
  std::map<std::string, int> given;
  for (int i = 0; i < 5; ++i) given[Register()] = 1;
  ASSERT_TRUE(AllArrive());
  const Outcome backup = Admin({"backup", "--config", Config(), "--json"});
  ASSERT_EQ(backup.code, 0) << backup.text;
  const std::string file(backup.Json().at("file").as_string());
  std::string cancelled = given.begin()->first;
  for (int i = 0; i < 5; ++i) given[Register()] = 1;
  Must(store_->CancelOrder(domain::RecordNumber::Parse(cancelled).value(), "not_needed"));
  ASSERT_TRUE(AllArrive());

  kiosk_.sync().Kill();
  store_.reset();
  const fs::path database = kiosk_.desk().file();
  EXPECT_THAT(Admin({"restore", "--config", Config(), "--from", file}).text, HasSubstr("never writes over"));
  store::RemoveDatabase(database);
  const Outcome restore = Admin({"restore", "--config", Config(), "--from", file});
  ASSERT_EQ(restore.code, 0) << restore.text;
  kiosk_.desk().clock.SetWallClock(base::SystemClock().Now());
  store_.emplace(kiosk_.desk().OpenStore());
  kiosk_.StartSync();
  for (int i = 0; i < 5; ++i) {
    const std::string number = Register();
    EXPECT_EQ(given.count(number), 0U) << number << " was given twice";
    given[number] = 1;
  }
  EXPECT_TRUE(AllArrive());
  EXPECT_EQ(NumbersAt(centre_, "cn.bianmin.order.registered.v1"), given);
  EXPECT_EQ(Must(store_->Waiting()).dead, 0);
  // The city tells what the lost act of this kiosk had led to.
  const auto number = domain::RecordNumber::Parse(cancelled).value();
  EXPECT_TRUE(Comes([&] { return Must(store_->FindOrder(number)).state == domain::OrderState::Cancelled; }));
}

TEST_F(ALostDisk, IsSaidByTheDoctorWhenNoBackupCouldBeMade) {
  fs::remove_all(kiosk_.Place("backups"));
  const Outcome backup = Admin({"backup", "--config", Config()});
  EXPECT_EQ(backup.code, 1);
  EXPECT_THAT(backup.text, HasSubstr("the folder for backups is not there"));
  EXPECT_THAT(Admin({"doctor", "--config", Config()}).text, HasSubstr("trouble  backup"));
}

}  // namespace
}  // namespace bianmin::contract

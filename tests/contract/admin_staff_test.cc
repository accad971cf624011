// bianmin-admin staff: its words, what it refuses, and that a PIN is never an argument.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/store/journal.h"
#include "kiosk/store/staff_accounts.h"
#include "sync/admin/staff_commands.h"
#include "tests/contract/kiosk_house.h"

namespace bianmin::contract {
namespace {

using admin::StaffOrder;
using base::ErrorCode;
using support::Must;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const admin::PinSource kGoodPin = [] { return base::Result<std::string>{"738291"}; };

class AdminStaff : public ::testing::Test {
 protected:
  admin::Report Adds(const std::string& number, const std::string& role) {
    return Must(admin::AddStaff(store_, {number, "李𠮷梅", role}, kGoodPin));
  }
  support::KioskDesk desk_;
  store::Store store_ = desk_.OpenStore();
};

TEST_F(AdminStaff, AddsListsAndChanges) {
  EXPECT_THAT(admin::AsText(Adds("1001", "supervisor")), HasSubstr("1001: added as supervisor"));
  Adds("1002", "clerk");
  Must(admin::ChangeStaffRole(store_, {"1002", "", "dispatcher"}));
  Must(admin::SetStaffActive(store_, {"1002", "", ""}, false));
  const std::string list = admin::AsText(Must(admin::ListStaff(store_)));
  EXPECT_THAT(list, AllOf(HasSubstr("1001"), HasSubstr("supervisor"), HasSubstr("dispatcher"), HasSubstr("disabled")));
  EXPECT_THAT(list, Not(HasSubstr("李"))) << "no name is printed";
  Must(admin::SetStaffActive(store_, {"1002", "", ""}, true));
  Must(admin::UnlockStaff(store_, {"1002", "", ""}));
  Must(admin::ResetStaffPin(store_, {"1002", "", ""}, [] { return base::Result<std::string>{"925173"}; }));
  const auto entries = Must(store::Journal{store_.database()}.Latest(100));
  for (const auto& entry : entries) EXPECT_EQ(entry.actor, "operator");
  EXPECT_EQ(entries.size(), 7u);
}

TEST_F(AdminStaff, RefusesWithAWordOnWhatToDo) {
  Adds("1001", "supervisor");
  const auto error = [](const base::Result<admin::Report>& report) { return report.error().message; };
  EXPECT_THAT(error(admin::AddStaff(store_, {"1", "李梅", "clerk"}, kGoodPin)), HasSubstr("2 to 8 digits"));
  EXPECT_THAT(error(admin::AddStaff(store_, {"1003", "", "clerk"}, kGoodPin)), HasSubstr("name"));
  EXPECT_THAT(error(admin::AddStaff(store_, {"1003", "李梅", "boss"}, kGoodPin)), HasSubstr("clerk, dispatcher"));
  EXPECT_THAT(error(admin::AddStaff(store_, {"1001", "李梅", "clerk"}, kGoodPin)), HasSubstr("taken"));
  const auto with_pin = [&](const std::string& pin) {
    return error(admin::AddStaff(store_, {"1003", "李梅", "clerk"}, [&] { return base::Result<std::string>{pin}; }));
  };
  EXPECT_THAT(with_pin("123456"), HasSubstr("easy to guess"));
  EXPECT_THAT(with_pin("12345"), HasSubstr("6 to 12 digits"));
  EXPECT_THAT(error(admin::SetStaffActive(store_, {"1001", "", ""}, false)), HasSubstr("only active supervisor"));
  EXPECT_THAT(error(admin::UnlockStaff(store_, {"4444", "", ""})), HasSubstr("nobody has the staff number 4444"));
}

class AdminStaffProgram : public ::testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    kiosk_ = std::make_unique<KioskHouse>(centre_);
  }
  Outcome Staff(std::vector<std::string> words) {
    words.insert(words.begin(), "staff");
    words.insert(words.end(), {"--config", kiosk_->Place("kiosk.toml").string()});
    return Admin(words);
  }
  CentreHouse centre_;
  std::unique_ptr<KioskHouse> kiosk_;
};

TEST_F(AdminStaffProgram, NeedsTheKeyAndReadsThePinFromStandardInput) {
  EXPECT_EQ(Staff({"add", "1001", "--name", "李梅", "--pin", "738291"}).code, 2) << "never an argument";
  EXPECT_THAT(Staff({"list"}).text, HasSubstr("no staff account yet"));
  std::filesystem::remove(kiosk_->Place("field.key"));
  const Outcome without = Staff({"list"});
  EXPECT_EQ(without.code, 1);
  EXPECT_THAT(without.text, HasSubstr("field.key"));
}

}  // namespace
}  // namespace bianmin::contract

// One order in the hands of staff, on a whole kiosk by a finger: from its registration to the resident's signature.
#include <gmock/gmock.h>

#include "kiosk/store/casework.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/support/staff_desk.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using domain::OrderState;
using domain::Role;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kPin = "738291";

// As a resident of the demonstration would register it.
domain::Need ALeakAtYonghe() {
  domain::Need need = support::LeakingPipe();
  need.service_code = "home.plumbing";
  need.description = "厨房水管漏水，已经关了总阀门";
  need.address->compound = "yonghe";
  need.address_text = "永和新村 3号楼 2单元 302";
  need.contact.name = domain::PersonName::Parse("沈秀英").value();
  return need;
}

class CaseJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  CaseJourney() {
    Adds("1001", Role::Supervisor);
    Adds("1002", Role::Clerk);
    order_ = support::Must(kiosk.store().RegisterOrder(ALeakAtYonghe())).number;
    kiosk.ChooseLanguageAndSize();
  }

  void Adds(const std::string& number, Role role) {
    support::Hire(kiosk.store(),
                  {.number = domain::StaffNumber::Parse(number).value(),
                   .name = domain::PersonName::Parse("李梅").value(),
                   .role = role},
                  kPin);
  }
  void SignsIn(std::string_view number) {
    kiosk.TapAll({"header.logo", "device.sign_in"});
    kiosk.TapDigits(number);
    kiosk.Tap("footer.next");
    kiosk.TapDigits(kPin);
    kiosk.Tap("footer.next");
    ASSERT_EQ(kiosk.Page(), "workbench");
  }
  void FindsTheOrder() {
    kiosk.Tap("workbench.find");
    kiosk.TapDigits(order_->text().substr(2));
    kiosk.Tap("footer.next");
    ASSERT_EQ(kiosk.Page(), "case");
  }
  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  domain::CaseFile File() { return support::Must(store::Casework{kiosk.store()}.Read(*order_)); }
  void ExpectState(OrderState state) {
    EXPECT_EQ(File().order.state, state);
    EXPECT_EQ(kiosk.Page(), "case");
    ExpectSound();
  }
  void Signs() { SignsOn(kiosk, "case.sign.pad"); }

  KioskWorld kiosk{GetParam()};
  std::optional<domain::RecordNumber> order_;
};

TEST_P(CaseJourney, FromItsRegistrationToTheResidentsSignature) {
  SignsIn("1001");
  FindsTheOrder();
  ExpectSound();
  kiosk.Tap("case.act.accept");
  ExpectState(OrderState::Accepted);
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("case.done.accept")));
  kiosk.Tap("case.act.dispatch");
  ExpectSound();
  kiosk.TapAll({"language.wuu", "provider.kuaixiu", "footer.next"});
  ExpectState(OrderState::Dispatched);
  EXPECT_EQ(File().language, "wuu");
  kiosk.TapAll({"case.act.confirm_details", "day.1", "half.afternoon", "field.fee"});
  kiosk.TapDigits("30");
  ExpectSound();
  kiosk.Tap("footer.next");
  EXPECT_EQ(File().details->fee_fen, 3000);
  kiosk.Tap("case.act.begin_service");
  kiosk.Tap("case.act.finish_service");
  ExpectState(OrderState::AwaitingAcceptance);
  kiosk.TapAll({"case.act.confirm_completion", "footer.next"});
  EXPECT_EQ(kiosk.Page(), "case.confirm_completion") << "not without a signature";
  Signs();
  ExpectSound();
  kiosk.Tap("footer.next");
  ExpectState(OrderState::Completed);
  EXPECT_EQ(File().signature->size(), 2u);
  EXPECT_EQ(File().entries.back().staff->text(), "1001");
}

TEST_P(CaseJourney, AContactIsMaskedUntilItIsAskedForAndNeverInTheInventory) {
  SignsIn("1002");
  FindsTheOrder();
  const domain::Contact contact = File().order.need.contact;
  kiosk.Tap("case.show");
  EXPECT_FALSE(kiosk.Has("case.show"));
  EXPECT_THAT(kiosk.Shown().AllText(), Not(HasSubstr(contact.phone.digits().substr(3))));
  EXPECT_THAT(kiosk.Shown().AllText(), Not(HasSubstr(contact.name.text())));
  const auto entries = support::Must(store::Journal{kiosk.store().database()}.Latest(100));
  EXPECT_EQ(entries.back().act, "order.contact_shown");
  EXPECT_EQ(entries.back().actor, "staff:1002");
  EXPECT_EQ(entries.back().record, order_->text());
}

TEST_P(CaseJourney, AClerkDeclinesWithAReasonAndIsAskedOnceMore) {
  SignsIn("1002");
  FindsTheOrder();
  EXPECT_FALSE(kiosk.Has("case.act.dispatch")) << "a dispatcher's";
  kiosk.TapAll({"case.act.decline", "reason.not_offered", "footer.next"});
  ExpectSound();
  kiosk.Tap("case.ask.secondary");
  EXPECT_EQ(File().order.state, OrderState::Registered);
  kiosk.TapAll({"footer.next", "case.ask.primary"});
  ExpectState(OrderState::Declined);
  EXPECT_FALSE(kiosk.Has("case.act.reopen")) << "a supervisor's";
}

TEST_P(CaseJourney, WhoeverHasFewerPointsIsChosenWithAReason) {
  SignsIn("1001");
  FindsTheOrder();
  kiosk.TapAll({"case.act.accept", "case.act.dispatch", "language.wuu", "provider.laozhang", "footer.next"});
  EXPECT_EQ(kiosk.Page(), "case.dispatch");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("match.manual.missing")));
  ExpectSound();
  kiosk.Tap("provider.kuaixiu");
  EXPECT_FALSE(kiosk.Has("field.staff_text")) << "the first needs none";
  kiosk.TapAll({"provider.laozhang", "field.staff_text"});
  kiosk.Type("居民指定");
  kiosk.TapAll({"entry.done", "footer.next"});
  ExpectState(OrderState::Dispatched);
  EXPECT_EQ(File().entries.back().what.note, "居民指定");
}

TEST_P(CaseJourney, WhatTheCityDidMeanwhileIsSaid) {
  SignsIn("1002");
  FindsTheOrder();
  kiosk.Tap("case.act.decline");
  kiosk.CentreSays("c1", {.number = *order_, .state = OrderState::InService, .note = "", .at = {}});
  kiosk.TapAll({"reason.not_offered", "footer.next", "case.ask.primary"});
  ExpectState(OrderState::InService);
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("case.problem.not_possible")));
}

TEST_P(CaseJourney, AClerkRegistersForSomebodyAtTheCounter) {
  SignsIn("1002");
  kiosk.TapAll({"workbench.on_behalf", "identity.id_card", "on_behalf.consent"});
  ExpectSound();
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "register.group");
}

INSTANTIATE_TEST_SUITE_P(In, CaseJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing

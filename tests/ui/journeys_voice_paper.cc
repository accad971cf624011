// What is heard, what comes out of the printer, and what a scanned receipt shows.
#include <gmock/gmock.h>

#include "kiosk/domain/arrival.h"
#include "kiosk/domain/receipt_token.h"
#include "kiosk/store/arrivals.h"
#include "kiosk/store/outbox.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class AtTheCounter : public ::testing::Test {
 protected:
  domain::RecordNumber Registers() {
    FillsInACleaning(kiosk);
    kiosk.Tap("footer.next");
    return NumberOn<screens::OrderDone>(kiosk);
  }
  KioskWorld kiosk{KioskView{}};
};

TEST_F(AtTheCounter, NothingIsSaidUnlessItIsAskedFor) {
  kiosk.TapAll({"home.register", "group.life"});
  EXPECT_THAT(kiosk.TakeSaid(), IsEmpty());
}

TEST_F(AtTheCounter, EveryPageIsAnnouncedOnceAndNothingPersonal) {
  kiosk.model().comfort.voice.is_on = true;
  FillsInACleaning(kiosk);
  const auto said = kiosk.TakeSaid();
  EXPECT_THAT(said, Contains(HasSubstr(std::string(kiosk.Text("register.group.question")))));
  EXPECT_THAT(said, Contains(HasSubstr(std::string(kiosk.Text("phone.question")))));
  EXPECT_THAT(said, Each(Not(HasSubstr("138"))));
  EXPECT_THAT(said, Each(Not(HasSubstr("沈女士"))));
  EXPECT_THAT(said, Each(Not(HasSubstr("•"))));
}

TEST_F(AtTheCounter, ListeningFirstTheFirstTouchSaysAndTheSecondPresses) {
  kiosk.model().comfort.voice = {.is_on = true, .listens_first = true};
  kiosk.Tap("home.register");
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_THAT(kiosk.TakeSaid(), Contains(std::string(kiosk.Text("home.register"))));
  kiosk.Tap("home.rate");
  EXPECT_EQ(kiosk.Page(), "home") << "another control is heard, not pressed";
  kiosk.Tap("home.rate");
  EXPECT_NE(kiosk.Page(), "home");
}

TEST_F(AtTheCounter, TheIdleWarningIsHeardByEverybody) {
  FillsInACleaning(kiosk);
  kiosk.TakeSaid();
  kiosk.Wait(kiosk.model().session_times.idle + std::chrono::seconds{1});
  EXPECT_THAT(kiosk.TakeSaid(), SizeIs(1)) << "one sentence, and never the code of the form";
}

TEST_F(AtTheCounter, AReceiptComesOutWithNumberPromiseAndTokenAndNothingPersonal) {
  kiosk.PrinterIs(print::PrinterTrouble::None);
  const auto number = Registers();
  const auto printed = kiosk.TakePrinted();
  ASSERT_THAT(printed, SizeIs(1));
  const print::Receipt& receipt = printed.front();
  EXPECT_EQ(receipt.number, number.Grouped());
  EXPECT_FALSE(receipt.promise.empty());
  ASSERT_EQ(receipt.lines.size(), 1u);
  EXPECT_EQ(receipt.lines.front().label, kiosk.Text("lookup.service"));
  EXPECT_THAT(receipt.lines.front().value, ::testing::Not(::testing::IsEmpty()));
  EXPECT_EQ(domain::NumberOfReceipt(receipt.qr, kiosk.city()), number);
  std::string all = receipt.institution + receipt.title + receipt.promise;
  for (const auto& each : receipt.next_steps) all += each;
  for (const auto& each : receipt.lines) all += each.label + each.value;
  EXPECT_THAT(all, AllOf(Not(HasSubstr("沈")), Not(HasSubstr("138")), Not(HasSubstr("永和"))));
}

// The centre has signed that all that waits has arrived.
void AllArrives(store::Database database) {
  base::SeededRandom random{7};
  const auto secret = base::SecretKey::New(random);
  const std::vector<base::VerifyKey> keys{base::VerifyKeyOf(secret)};
  support::Must(store::Arrivals(database).ReplaceKeys(keys));
  store::Outbox outbox(database);
  const auto received = *base::ParseUtc("2026-11-22T02:24:00Z");
  std::vector<store::Answer> answers;
  for (const store::OutboxEvent& event : support::Must(outbox.NextBatch())) {
    const auto number = domain::RecordNumber::Parse(event.record);
    const auto proof = domain::Prove({*number, base::Sha256(event.body), received}, secret);
    answers.push_back({event.sequence, store::Delivered{proof}});
  }
  support::Must(outbox.RecordAnswers(answers, received));
}

TEST_F(AtTheCounter, TheReceiptOfARecordThatArrivedCarriesTheCentresProof) {
  kiosk.PrinterIs(print::PrinterTrouble::None);
  const auto order = Registers();
  const auto complaint = support::Must(kiosk.store().FileComplaint(support::BrokenLift())).number;
  AllArrives(kiosk.desk().OpenDatabase());
  kiosk.Tap("footer.next");
  kiosk.TakePrinted();
  for (const auto& number : {order, complaint}) {
    kiosk.Type(domain::ReceiptToken(number, kiosk.city()));
    kiosk.Press(ui::Key::Enter);
    ASSERT_EQ(kiosk.Page(), "lookup.record");
    SCOPED_TRACE(number.text());
    kiosk.Tap("lookup.print");
    const auto printed = kiosk.TakePrinted();
    ASSERT_THAT(printed, SizeIs(1));
    const auto proof = domain::ReadArrivalCode(printed.front().proof);
    ASSERT_TRUE(proof.ok());
    EXPECT_EQ(proof->arrival.number, number);
    EXPECT_THAT(printed.front().lines.back().value, HasSubstr("10:24"));
    EXPECT_EQ(domain::NumberOfReceipt(printed.front().qr, kiosk.city()), number);
    kiosk.Tap("footer.back");
    kiosk.Tap("footer.back");
  }
}

TEST_F(AtTheCounter, WithoutAPrinterNothingIsOfferedAndNothingIsLost) {
  kiosk.PrinterIs(print::PrinterTrouble::NoPrinter);
  const auto number = Registers();
  EXPECT_THAT(kiosk.TakePrinted(), IsEmpty());
  EXPECT_FALSE(kiosk.Has("outcome.print"));
  EXPECT_TRUE(kiosk.Shown().Shows(number.Grouped()));
}

TEST_F(AtTheCounter, APrinterThatRunsOutOfPaperBlocksNobody) {
  kiosk.PrinterIs(print::PrinterTrouble::PaperOut);
  Registers();
  EXPECT_THAT(kiosk.TakePrinted(), IsEmpty());
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_TRUE(kiosk.Has("header.notice")) << "staff see that the printer needs a hand";
}

TEST_F(AtTheCounter, AScannedReceiptShowsItsOrderWithoutThePhoneDigits) {
  const auto number = Registers();
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "home");
  kiosk.Type(domain::ReceiptToken(number, kiosk.city()));
  kiosk.Press(ui::Key::Enter);
  EXPECT_EQ(kiosk.Page(), "lookup.record");
  EXPECT_TRUE(kiosk.Shown().Shows(number.Grouped()));
}

TEST_F(AtTheCounter, TheCentresProofOpensNothingButSparesTypingTheNumber) {
  const auto number = Registers();
  kiosk.Tap("footer.next");
  base::SeededRandom random{7};
  const auto proof = domain::Prove({number, base::Sha256("an event"), *base::ParseUtc("2026-11-22T02:24:00Z")},
                                   base::SecretKey::New(random));
  kiosk.Type(domain::ArrivalCode(proof));
  kiosk.Press(ui::Key::Enter);
  EXPECT_EQ(kiosk.Page(), "lookup.form");
  EXPECT_EQ(kiosk.On<screens::LookUpDraft>().entries.texts.at(screens::Field::Number), number.text());
  EXPECT_FALSE(kiosk.On<screens::LookUpDraft>().found);
}

TEST_F(AtTheCounter, AForgedReceiptShowsNothing) {
  const auto number = Registers();
  kiosk.Tap("footer.next");
  std::string forged = domain::ReceiptToken(number, kiosk.city());
  forged.back() = forged.back() == '0' ? '1' : '0';
  kiosk.Type(forged);
  kiosk.Press(ui::Key::Enter);
  EXPECT_EQ(kiosk.Page(), "lookup.form");
  EXPECT_TRUE(kiosk.Shown().Shows(std::string(kiosk.Text("find.not_genuine"))));
}

TEST_F(AtTheCounter, AReceiptOfAnotherKioskIsAskedForAtTheCity) {
  const auto foreign = domain::RecordNumber::Of(*domain::KioskCode::Parse("HK"), 690'018);
  kiosk.Type(domain::ReceiptToken(foreign, kiosk.city()));
  kiosk.Press(ui::Key::Enter);
  const auto& draft = kiosk.On<screens::LookUpDraft>();
  ASSERT_TRUE(draft.city);
  EXPECT_EQ(draft.city->number, foreign);
}

}  // namespace
}  // namespace bianmin::testing

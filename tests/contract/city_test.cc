// A receipt of one kiosk, shown at another: from the second kiosk's store through the real daemon to the real centre
// and back, with the line down, the centre restarted and the daemon killed meanwhile.

#include <gmock/gmock.h>

#include <thread>

#include "kiosk/domain/limits.h"
#include "kiosk/store/inquiries.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/centre_desk.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using domain::CityAnswer;
using domain::CityOrder;
using domain::CityRecord;
using domain::CityTooLate;
using domain::CityUnreachable;
using domain::OrderState;
using domain::UnknownToCity;
using std::chrono::steady_clock;
using support::Must;

// On a machine that does other things too; a resident's own limit is domain::kInquiryLives.
constexpr auto kPatience = 60s;

class CityTest : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    here_.desk().clock.SetWallClock(base::SystemClock().Now());
    here_.StartSync();
  }

  // Kiosk 1 registers, and its event is at the centre.
  domain::RecordNumber RegisteredElsewhere() {
    const auto order = Must(elsewhere_store_.RegisterOrder(support::LeakingPipe()));
    const auto waiting = Must(store::Outbox(elsewhere_store_.database()).NextBatch());
    const Reply reply =
        centre_.Send(PostOf(centre_.Kiosk(support::kFirstKiosk), support::BatchOf({waiting.back().body})));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return order.number;
  }
  domain::InquiryId Asks(const domain::RecordNumber& number) {
    here_.desk().clock.SetWallClock(base::SystemClock().Now());
    return Must(here_store_.AskCity(number));
  }
  // What the screen of kiosk 2 comes to show; the resident's clock runs as the machine's.
  CityAnswer Reads(const domain::InquiryId& inquiry) {
    const auto begin = steady_clock::now();
    for (;;) {
      here_.desk().clock.SetWallClock(base::SystemClock().Now());
      if (const auto answer = Must(here_store_.CitysAnswer(inquiry))) {
        waited_ = steady_clock::now() - begin;
        return *answer;
      }
      if (steady_clock::now() - begin > kPatience) throw std::runtime_error("the question is stuck");
      std::this_thread::sleep_for(10ms);
    }
  }
  // A slow machine may need several presses of 再查一次.
  CityAnswer AsksUntilTheCityAnswers(const domain::RecordNumber& number) {
    const auto begin = steady_clock::now();
    for (;;) {
      const CityAnswer answer = Reads(Asks(number));
      const bool is_out_of_reach =
          std::holds_alternative<CityUnreachable>(answer) || std::holds_alternative<CityTooLate>(answer);
      if (!is_out_of_reach || steady_clock::now() - begin > kPatience) return answer;
    }
  }

  CentreHouse centre_;
  KioskHouse elsewhere_{centre_, support::kFirstKiosk};
  KioskHouse here_{centre_, support::kSecondKiosk};
  store::Store elsewhere_store_ = elsewhere_.desk().OpenStore();
  store::Store here_store_ = here_.desk().OpenStore();
  steady_clock::duration waited_{};
};

TEST_F(CityTest, AnOrderOfAnotherKioskIsShownAndItsStateFollowsTheCity) {
  const auto number = RegisteredElsewhere();
  const CityAnswer first = AsksUntilTheCityAnswers(number);
  ASSERT_TRUE(std::holds_alternative<CityRecord>(first)) << first.index();
  const auto& record = std::get<CityRecord>(first);
  EXPECT_EQ(record.number, number);
  EXPECT_TRUE(record.due);
  EXPECT_EQ(std::get<CityOrder>(record.what).state, OrderState::Registered);
  EXPECT_EQ(std::get<CityOrder>(record.what).service_code, "home.repair.plumbing");

  const Outcome set = Admin({"centre", "set-status", number.text(), "accepted", "--config", centre_.config().string()});
  ASSERT_EQ(set.code, 0) << set.text;
  const CityAnswer second = AsksUntilTheCityAnswers(number);
  ASSERT_TRUE(std::holds_alternative<CityRecord>(second)) << second.index();
  const auto& order = std::get<CityOrder>(std::get<CityRecord>(second).what);
  EXPECT_EQ(order.state, OrderState::Accepted);
  EXPECT_EQ(order.history.size(), 2u);
  RecordProperty("milliseconds",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(waited_).count()));
  EXPECT_LT(waited_, domain::kInquiryLives);
  EXPECT_EQ(here_.desk().WholeDatabase().find(number.text()), std::string::npos) << "nothing is left of it";
  EXPECT_EQ(here_.sync().Stop(10s), 0);
}

TEST_F(CityTest, ANumberThatNoKioskSentIsUnknown) {
  const auto number = Must(elsewhere_store_.RegisterOrder(support::LeakingPipe())).number;  // still on its way
  EXPECT_EQ(AsksUntilTheCityAnswers(number), CityAnswer{UnknownToCity{}});
}

TEST_F(CityTest, WithTheLineDownItIsSaidAtOnceAndWhenTheCentreIsBackItAnswers) {
  const auto number = RegisteredElsewhere();
  centre_.Kill();
  EXPECT_EQ(Reads(Asks(number)), CityAnswer{CityUnreachable{}});
  EXPECT_LT(waited_, domain::kInquiryLives);
  centre_.Start();
  EXPECT_TRUE(std::holds_alternative<CityRecord>(AsksUntilTheCityAnswers(number)));
}

TEST_F(CityTest, ADaemonThatIsKilledLeavesNothingStuck) {
  const auto number = RegisteredElsewhere();
  here_.sync().Kill();
  const auto inquiry = Asks(number);
  here_.StartSync();  // answers what was asked while it was away, unless it comes too late
  const CityAnswer answer = Reads(inquiry);
  EXPECT_TRUE(std::holds_alternative<CityRecord>(answer) || waited_ >= domain::kInquiryLives - 1s) << answer.index();

  for (int kill = 0; kill < 5; ++kill) {
    const auto interrupted = Asks(number);
    std::this_thread::sleep_for(std::chrono::milliseconds(40 * kill));
    here_.sync().Kill();
    here_.StartSync();
    const CityAnswer read = Reads(interrupted);
    const bool is_answer = std::holds_alternative<CityRecord>(read) || std::holds_alternative<CityTooLate>(read);
    EXPECT_TRUE(is_answer) << read.index();
  }
  EXPECT_TRUE(std::holds_alternative<CityRecord>(AsksUntilTheCityAnswers(number)));
}

TEST_F(CityTest, WithNoDaemonAtAllTheQuestionEndsByItself) {
  here_.sync().Kill();
  const auto inquiry = Asks(RegisteredElsewhere());
  EXPECT_EQ(Reads(inquiry), CityAnswer{CityTooLate{}});
  EXPECT_GE(waited_, domain::kInquiryLives - 1s);
}

}  // namespace
}  // namespace bianmin::contract

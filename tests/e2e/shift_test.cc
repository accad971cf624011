// A whole shift by real presses on the real programs: opened after the check, sixty invented orders, complaints,
// suggestions and bad ratings worked off until the queue of everybody is empty, reckoned up with the real centre, and
// signed over by two. Then the database, the journal, the centre and the stick are held against what was on the screen.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/store/grievances.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/shifts.h"
#include "kiosk/store/work_queue.h"
#include "tests/e2e/counter.h"
#include "tests/support/deployed_store.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_paper.h"

namespace bianmin::support {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto kDelivery = 45s;

class AWholeShift : public AtTheCounter {
 protected:
  void StartsWith60Records() {
    deployment_.Admin({"demo", "fill", "--config", KioskConfig(), "--records", "60", "--seed", "119"});
    StartsAll();
  }
  void StartsAll() {
    deployment_.StartCentre();
    deployment_.StartSync();
    deployment_.StartKiosk(server_.display());
  }
  domain::Handler Handler(const XAccount& who, domain::Role role) {
    return {.number = domain::StaffNumber::Parse(who.number).value(), .role = role};
  }
  // How the doctor finds this part: "fine", "warning" or "trouble".
  std::string Health(std::string_view part) {
    const std::string answer = OutputOf(
        {"sh", "-c",
         (places_.programs / "bianmin-admin").string() + " doctor --json --config " + KioskConfig() + " || true"},
        30s);
    const boost::json::value found = boost::json::parse(answer);
    for (const auto& check : found.at("checks").as_array()) {
      if (check.at("check").as_string() == part) return std::string(check.at("health").as_string());
    }
    return {};
  }
  static void ExpectDone(const XClerk& clerk, const std::vector<std::string>& acts) {
    for (const std::string& act : acts) EXPECT_TRUE(clerk.done().contains(act)) << act;
  }
  void ExpectNothingLeft() {
    DeployedStore store{places_.state};
    const domain::Handler reader = Handler(kSupervisor, domain::Role::Supervisor);
    const auto counts = store::WorkQueue{*store}.Counts({reader.number, reader.role}, {}).value();
    EXPECT_EQ(counts.all, 0);
    EXPECT_THAT(store::Grievances{*store}.Open(reader).value(), IsEmpty());
    EXPECT_THAT(store::Ledger{*store}.Open(reader).value(), IsEmpty());
    const domain::ShiftFigures figures = TheShift(*store).figures;
    EXPECT_EQ(figures.orders_open, 0);
    EXPECT_LE(figures.complaints_open, counts.sealed) << "those that are the city's alone";
    EXPECT_EQ(figures.bad_ratings_open, 0);
    EXPECT_GT(figures.orders_ended, 30);
  }
  void ExpectTheShiftAtTheCentre() {
    DeployedStore store{places_.state};
    const domain::ClosedShift shift = TheShift(*store);
    EXPECT_EQ(shift.left_by.text(), kDispatcher.number);
    EXPECT_EQ(shift.taken_by->text(), kClerk.number);
    EXPECT_TRUE(store::Shifts{*store}.IsUnchanged(1).value());
    const domain::Reconciliation& city = shift.figures.city;
    EXPECT_EQ(city.waiting + city.refused + city.missing(), 0);
    EXPECT_GT(city.made, 150);
    for (const char* part : {"journal", "database", "outbox"}) EXPECT_EQ(Health(part), "fine") << part;
    const boost::json::object centre = AtTheCentre();
    EXPECT_EQ(centre.at("events").to_number<std::int64_t>(), city.made + 1) << "each once, and the closing";
    EXPECT_EQ(centre.at("by_type").at("cn.bianmin.shift.closed.v1").to_number<int>(), 1);
    for (const char* trouble : {"conflicts", "broken", "unknown"}) EXPECT_EQ(centre.at(trouble).to_number<int>(), 0);
  }
  static domain::ClosedShift TheShift(store::Store& store) {
    const auto shifts = store::Shifts{store}.Latest(5).value();
    EXPECT_EQ(shifts.size(), 1U);
    return shifts.at(0);
  }
  boost::json::object AtTheCentre() {
    return boost::json::parse(
               deployment_.Admin({"centre", "counts", "--json", "--config", (places_.state / "centre.toml").string()}))
        .as_object();
  }
};

TEST_F(AWholeShift, OfSixtyRecordsIsWorkedOffAndSignedOver) {
  StartsWith60Records();
  XClerk dispatcher{resident_, kDispatcher};
  dispatcher.SignsIn();
  dispatcher.OpensTheShift();
  dispatcher.WorksOffTheQueue();
  dispatcher.WorksOffTheLedger();
  dispatcher.SignsOut();

  XClerk supervisor{resident_, kSupervisor};
  supervisor.SignsIn();
  supervisor.WorksOffTheLedger();
  EXPECT_TRUE(supervisor.WorksOffTheQueue()) << "the supervisor's queue, which leaves out nothing";
  supervisor.SignsOut();

  dispatcher.SignsIn();
  EXPECT_TRUE(dispatcher.WorksOffTheQueue());
  deployment_.WaitUntilDelivered(kDelivery);
  dispatcher.ReviewsTheShift();
  dispatcher.Signs(kClerk);
  dispatcher.ClosesTheShift();
  resident_.Tap("sheet.export");
  resident_.WaitUntil(
      "the record on the stick",
      [](const SeenScreen& seen) { return seen.Words().find("已存好") != std::string::npos; }, 20s);

  ExpectDone(dispatcher,
             {"case.act.decline", "case.act.cancel", "case.act.dispatch", "case.act.begin_service",
              "case.act.finish_service", "case.act.confirm_completion", "handle.verify", "handle.answer",
              "handle.call_back", "handle.close", "rectify.plan", "rectify.add_evidence", "rectify.report_done"});
  ExpectDone(supervisor, {"handle.verify", "handle.close", "rectify.verify", "rectify.close"});
  deployment_.WaitUntilDelivered(kDelivery);  // the closing itself
  ExpectNothingLeft();
  ExpectTheShiftAtTheCentre();
  EXPECT_THAT(OnStick(".csv"), HasSubstr(kClerk.number));
  EXPECT_THAT(Paper{OnStick(".pdf")}.Text(), HasSubstr(kDispatcher.number));
  deployment_.StopAll();
}

TEST_F(AWholeShift, AComplaintAboutAClerkIsNotThereForThatClerkAndASupervisorClosesIt) {
  StartsAll();
  XJourney resident{resident_, XJourney::Manner::Hasty};
  const std::string number =
      resident.FilesComplaint("staff", "窗口的人很不耐烦, 没听完就叫下一位", kClerk.number + "号");
  ASSERT_FALSE(number.empty());
  resident.GoHome();
  const auto record = domain::RecordNumber::Parse(number).value();
  DeployedStore store{places_.state};
  const auto find = [&](const XAccount& who, domain::Role role) {
    return store::Grievances{*store}.Find(record, Handler(who, role));
  };
  const auto sees_nothing = [&] {
    XClerk clerk{resident_, kClerk};
    clerk.SignsIn();
    const bool has_nothing = clerk.WorksOffTheQueue() && clerk.done().empty();
    resident_.Tap("workbench.rectification");
    resident_.Tap("tab.grievances");
    const std::string words = resident_.Look().Words();
    clerk.SignsOut();
    return has_nothing && words.find("没有待办的投诉、建议和差评") != std::string::npos;
  };

  EXPECT_TRUE(sees_nothing());
  EXPECT_EQ(find(kClerk, domain::Role::Clerk).error().code, base::ErrorCode::NotFound);
  XClerk supervisor{resident_, kSupervisor};
  supervisor.SignsIn();
  EXPECT_TRUE(supervisor.WorksOffTheQueue());
  supervisor.SignsOut();
  EXPECT_EQ(supervisor.done(),
            (std::map<std::string, int>{
                {"handle.answer", 1}, {"handle.call_back", 1}, {"handle.close", 1}, {"handle.verify", 1}}));
  const auto closed = find(kSupervisor, domain::Role::Supervisor).value();
  EXPECT_EQ(closed.facts.step, domain::HandlingStep::Closed);
  EXPECT_EQ(closed.facts.concern.subject->text(), kClerk.number);
  EXPECT_TRUE(sees_nothing());
  deployment_.WaitUntilDelivered(kDelivery);
  EXPECT_EQ(AtTheCentre().at("by_type").at("cn.bianmin.complaint.handled.v1").to_number<int>(), 4);
  EXPECT_EQ(Health("journal"), "fine");
}

}  // namespace
}  // namespace bianmin::support

#include "kiosk/domain/timeline.h"

#include <gmock/gmock.h>

namespace bianmin::domain {
namespace {

using testing::ElementsAre;

std::vector<OrderState> StatesOf(std::vector<HistoryEntry> history) {
  Order order{.number = *RecordNumber::Parse(RecordNumber::Of(*KioskCode::Parse("JA"), 1).text()),
              .need = {.contact = {*PersonName::Parse("王𠮷"), *Phone::Parse("13800138000")}},
              .history = std::move(history)};
  std::vector<OrderState> states;
  for (const HistoryEntry& entry : TimelineOf(order)) states.push_back(entry.state);
  return states;
}

TEST(Timeline, LeavesOutWhatTheCentreOnlyConfirms) {
  EXPECT_THAT(StatesOf({{.state = OrderState::Registered},
                        {.state = OrderState::Cancelled, .act = OrderAct::Cancel},
                        {.state = OrderState::Cancelled, .act = OrderAct::Cancel, .by = Actor::Centre}}),
              ElementsAre(OrderState::Registered, OrderState::Cancelled));
}

TEST(Timeline, KeepsNotesRemindersAndWhatTheCentreDecidesOtherwise) {
  EXPECT_THAT(StatesOf({{.state = OrderState::Registered},
                        {.state = OrderState::Registered, .act = OrderAct::Remind},
                        {.state = OrderState::Accepted, .by = Actor::Centre},
                        {.state = OrderState::Accepted, .by = Actor::Centre, .note = "师傅明早到"},
                        {.state = OrderState::Cancelled, .act = OrderAct::Cancel},
                        {.state = OrderState::InService, .act = OrderAct::BeginService, .by = Actor::Centre}}),
              ElementsAre(OrderState::Registered, OrderState::Registered, OrderState::Accepted, OrderState::Accepted,
                          OrderState::Cancelled, OrderState::InService));
}

}  // namespace
}  // namespace bianmin::domain

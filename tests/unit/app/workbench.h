#pragma once
// A counter at which somebody is signed in, for tests of the staff's pages.

#include <gtest/gtest.h>

#include <type_traits>
#include <vector>

#include "kiosk/app/update_staff.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {

// What staff's pages asked of the store, of this kind.
template <class Kind>
std::vector<Kind> Asked(const Commands& commands) {
  std::vector<Kind> found;
  const auto keep = [&](const auto& each) {
    if constexpr (std::is_same_v<std::decay_t<decltype(each)>, Kind>) found.push_back(each);
  };
  for (const Command& command : commands) {
    const auto* store = std::get_if<StoreCommand>(&command);
    const auto* staffs = store == nullptr ? nullptr : std::get_if<StaffCommand>(store);
    if (staffs != nullptr) std::visit([&](const auto& part) { std::visit(keep, part); }, *staffs);
  }
  return found;
}

class AtTheWorkbench : public ::testing::Test {
 protected:
  AtTheWorkbench() {
    model().staff = StaffSession{.member = {.number = domain::StaffNumber::Parse("1024").value(),
                                            .name = domain::PersonName::Parse("赵敏").value(),
                                            .role = domain::Role::Supervisor}};
    ShowStaffScreen(model(), Workbench{});
  }
  Commands Does(const screens::StaffAct& act) { return counter_.Do(act); }
  Commands Opens(screens::StaffTile tile) { return Does(screens::AccountAct{screens::OpenTile{tile}}); }
  Commands Back() { return counter_.Do(screens::GoBack{}); }
  Commands Next() { return counter_.Do(screens::GoNext{}); }
  Commands Hears(const StaffReport& report) { return counter_.Hear(report); }
  // The page on the screen; nothing when another is there.
  template <class Page>
  Page* On() {
    return StaffState<Page>(model());
  }
  Model& model() { return counter_.model(); }

  Counter counter_;
};

}  // namespace bianmin::app

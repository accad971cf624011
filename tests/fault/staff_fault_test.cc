// Accounts of staff and their PINs, when the disk fails.
#include "tests/fault/every_fault.h"

namespace bianmin::store {
namespace {

// What staff do about their accounts.
std::vector<UseCase> UseCases() {
  const auto is_right = [](const base::Result<PinCheck>& check) {
    return check && std::holds_alternative<domain::StaffMember>(*check);
  };
  return {
      {"AddingStaff",
       [](Scene& scene, Store& store) {
         const auto number = domain::StaffNumber::Parse("1003").value();
         const auto added =
             StaffAccounts{store}.Add(scene.supervisor, {.number = number, .name = scene.staff_name}, scene.pin);
         return added || added.error().code == base::ErrorCode::Conflict;  // it was added, though the disk said no
       }},
      {"SigningIn",
       [=](Scene& scene, Store& store) {
         return is_right(StaffAccounts{store}.SignIn(scene.clerk, scene.pin.digits()));
       }},
      {"SigningOut", [](Scene& scene, Store& store) { return StaffAccounts{store}.SignOut(scene.clerk, false).ok(); }},
      {"GuessingAPin",
       [](Scene& scene, Store& store) {
         const auto check = StaffAccounts{store}.SignIn(scene.clerk, "738290");
         return check && std::holds_alternative<WrongPair>(*check);
       }},
      {"ChangingOnesPin",
       [=](Scene& scene, Store& store) {
         return is_right(StaffAccounts{store}.ChangePin(scene.clerk, scene.pin.digits(), scene.new_pin));
       }},
      {"ResettingAPin",
       [](Scene& scene, Store& store) {
         return StaffAccounts{store}.ResetPin(scene.supervisor, scene.clerk, scene.new_pin).ok();
       }},
      {"ChangingARole",
       [](Scene& scene, Store& store) {
         return StaffAccounts{store}.ChangeRole(scene.supervisor, scene.clerk, domain::Role::Dispatcher).ok();
       }},
      {"DisablingAnAccount",
       [](Scene& scene, Store& store) {
         return StaffAccounts{store}.SetActive(scene.supervisor, scene.clerk, false).ok();
       }},
      {"UnlockingAnAccount",
       [](Scene& scene, Store& store) { return StaffAccounts{store}.Unlock(scene.supervisor, scene.clerk).ok(); }},
  };
}

INSTANTIATE_TEST_SUITE_P(OfStaff, EveryFault, testing::ValuesIn(UseCases()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace bianmin::store

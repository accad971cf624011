// What staff do to orders and in the queue, when the disk fails.
#include "kiosk/store/casework.h"
#include "kiosk/store/search.h"
#include "kiosk/store/work_queue.h"
#include "tests/fault/every_fault.h"
#include "tests/support/casework_acts.h"

namespace bianmin::store {
namespace {

std::vector<UseCase> UseCases() {
  const domain::SignedIn supervisor{domain::StaffNumber::Parse("1001").value(), domain::Role::Supervisor};
  std::vector<UseCase> all{
      {"TakingASignature",
       [=](Scene& scene, Store& store) {
         const auto act = support::AnActOf(domain::OrderAct::ConfirmCompletion);
         return Casework{store}.Perform(supervisor, *scene.finished_order, act).ok();
       }},
      {"ShowingAContact",
       [=](Scene& scene, Store& store) { return Casework{store}.RevealContact(supervisor, *scene.open_order).ok(); }},
      {"RegisteringOnBehalf",
       [=](Scene&, Store& store) {
         return Casework{store}.RegisterOnBehalf(supervisor, LeakingPipe(), {.has_consent = true}).ok();
       }},
      {"AcknowledgingUrgentNeeds",
       [=](Scene&, Store& store) { return WorkQueue{store}.AcknowledgeUrgent(supervisor.number).ok(); }},
      {"IndexingRecords", [](Scene&, Store& store) { return IndexMoreRecords(store).ok(); }},
  };
  for (const domain::OrderAct act : {domain::OrderAct::Accept, domain::OrderAct::Reclassify, domain::OrderAct::Assign,
                                     domain::OrderAct::SetPriority, domain::OrderAct::Dispatch}) {
    all.push_back({"Staff_" + std::string(domain::WireName(act)), [=](Scene& scene, Store& store) {
                     return Casework{store}.Perform(supervisor, *scene.open_order, support::AnActOf(act)).ok();
                   }});
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(OfCasework, EveryFault, testing::ValuesIn(UseCases()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace bianmin::store

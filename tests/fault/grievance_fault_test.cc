// Complaints, bad ratings and the rectification ledger, when the disk fails.
#include "kiosk/store/grievances.h"
#include "tests/fault/every_fault.h"

namespace bianmin::store {
namespace {

// It was done, though the disk said no.
template <class T>
bool IsDone(const base::Result<T>& result) {
  return result || result.error().code == base::ErrorCode::Refused;
}

std::vector<UseCase> UseCases() {
  namespace handling = domain::handling;
  namespace rectifying = domain::rectifying;
  return {
      {"VerifyingAComplaint",
       [](Scene& scene, Store& store) {
         const handling::Verify verify{.severity = domain::Severity::Serious, .findings = "true"};
         return IsDone(Grievances{store}.Perform(*scene.complaint, verify, Scene::HandlerOf(scene.clerk)));
       }},
      {"TakingAComplaintUp",
       [](Scene& scene, Store& store) {
         return Grievances{store}.Perform(*scene.complaint, handling::TakeUp{}, Scene::HandlerOf(scene.clerk)).ok();
       }},
      {"ShowingAContact",
       [](Scene& scene, Store& store) {
         return Grievances{store}.ShowContact(*scene.complaint, Scene::HandlerOf(scene.clerk)).ok();
       }},
      {"EnteringAProblem",
       [](Scene& scene, Store& store) {
         const domain::FoundProblem problem{.problem = "no water", .service_code = ""};
         return Ledger{store}.Enter(problem, Scene::HandlerOf(scene.clerk)).ok();
       }},
      {"AddingEvidence",
       [](Scene& scene, Store& store) {
         return Ledger{store}.Perform(scene.line, rectifying::AddWords{"bought"}, Scene::HandlerOf(scene.clerk)).ok();
       }},
      {"ExportingTheLedger",
       [](Scene& scene, Store& store) { return Ledger{store}.Export(Scene::HandlerOf(scene.clerk)).ok(); }},
  };
}

INSTANTIATE_TEST_SUITE_P(OfGrievances, EveryFault, testing::ValuesIn(UseCases()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace bianmin::store

// The queue of staff and the index of search, when the disk fails.
#include "kiosk/store/search.h"
#include "kiosk/store/work_queue.h"
#include "tests/fault/every_fault.h"

namespace bianmin::store {
namespace {

std::vector<UseCase> UseCases() {
  return {
      {"AcknowledgingUrgentNeeds",
       [](Scene& scene, Store& store) { return WorkQueue{store}.AcknowledgeUrgent(scene.clerk).ok(); }},
      {"IndexingRecords", [](Scene&, Store& store) { return IndexMoreRecords(store).ok(); }},
  };
}

INSTANTIATE_TEST_SUITE_P(OfTheQueue, EveryFault, testing::ValuesIn(UseCases()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace bianmin::store

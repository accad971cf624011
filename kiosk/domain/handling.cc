#include "kiosk/domain/handling.h"

namespace bianmin::domain {
namespace {

using namespace handling;

// In the order of HandlingRequest and of HandlingAct.
static_assert(std::variant_size_v<HandlingRequest> == static_cast<std::size_t>(HandlingAct::DecideAppeal) + 1);

struct Words {
  std::string operator()(const TakeUp&) const { return {}; }
  std::string operator()(const AssignTo& act) const { return act.owner.text(); }
  std::string operator()(const Verify& act) const { return act.findings; }
  std::string operator()(const Extend& act) const { return act.reason; }
  std::string operator()(const Answer& act) const { return act.words; }
  std::string operator()(const RequireRectification& act) const { return act.problem; }
  std::string operator()(const Rectify& act) const { return act.remedy_given; }
  std::string operator()(const CallBack& act) const { return act.words; }
  std::string operator()(const Close& act) const { return act.words; }
  std::string operator()(const TakeUpAgain& act) const { return act.reason; }
  std::string operator()(const Appeal& act) const { return act.reason; }
  std::string operator()(const DecideAppeal& act) const { return act.reason; }
};

}  // namespace

HandlingAct ActOf(const HandlingRequest& request) { return static_cast<HandlingAct>(request.index()); }

std::string WordsOf(const HandlingRequest& request) { return std::visit(Words{}, request); }

bool NeedsWords(const HandlingRequest& request) {
  return !std::holds_alternative<TakeUp>(request) && !std::holds_alternative<CallBack>(request) &&
         !std::holds_alternative<Close>(request);
}

}  // namespace bianmin::domain

#include "kiosk/domain/rectifying.h"

namespace bianmin::domain {
namespace {

using namespace rectifying;
using Act = RectificationAct;

struct Acts {
  Act operator()(const Plan&) const { return Act::Plan; }
  Act operator()(const AddWords&) const { return Act::AddEvidence; }
  Act operator()(const AddPhoto&) const { return Act::AddEvidence; }
  Act operator()(const ReportDone&) const { return Act::ReportDone; }
  Act operator()(const Verify&) const { return Act::Verify; }
  Act operator()(const SendBack&) const { return Act::SendBack; }
  Act operator()(const CallBack&) const { return Act::CallBack; }
  Act operator()(const Close&) const { return Act::Close; }
  Act operator()(const Appeal&) const { return Act::Appeal; }
  Act operator()(const DecideAppeal&) const { return Act::DecideAppeal; }
};

struct Words {
  std::string operator()(const Plan& act) const { return act.measure; }
  std::string operator()(const AddWords& act) const { return act.words; }
  std::string operator()(const AddPhoto&) const { return {}; }
  std::string operator()(const ReportDone&) const { return {}; }
  std::string operator()(const Verify&) const { return {}; }
  std::string operator()(const SendBack& act) const { return act.reason; }
  std::string operator()(const CallBack& act) const { return act.words; }
  std::string operator()(const Close&) const { return {}; }
  std::string operator()(const Appeal& act) const { return act.reason; }
  std::string operator()(const DecideAppeal& act) const { return act.reason; }
};

}  // namespace

RectificationAct ActOf(const RectifyingRequest& request) { return std::visit(Acts{}, request); }
std::string WordsOf(const RectifyingRequest& request) { return std::visit(Words{}, request); }

}  // namespace bianmin::domain

// Casework, on the worker's thread.
#include "kiosk/app/case_command.h"
#include "kiosk/store/casework.h"
#include "kiosk/store/staff_accounts.h"

namespace bianmin::app {
namespace {

base::Result<std::vector<screens::Colleague>> ColleaguesIn(store::Store& store) {
  const auto accounts = store::StaffAccounts{store}.List();
  if (!accounts) return accounts.error();
  std::vector<screens::Colleague> colleagues;
  for (const store::StaffAccount& each : *accounts) {
    if (!each.member.is_active) continue;
    colleagues.push_back({each.member.number, each.member.name.text(), each.member.role});
  }
  return colleagues;
}

struct Performer {
  store::Store& store;

  CaseReport operator()(const ReadCase& c) const { return CaseRead{c.number, store::Casework{store}.Read(c.number)}; }
  CaseReport operator()(const RevealContact& c) const {
    return ContactRevealed{store::Casework{store}.RevealContact(c.by, c.number)};
  }
  CaseReport operator()(const PerformAct& c) const {
    return ActPerformed{c.act.act, store::Casework{store}.Perform(c.by, c.number, c.act)};
  }
  CaseReport operator()(const ListColleagues&) const { return ColleaguesListed{ColleaguesIn(store)}; }
  CaseReport operator()(const CountProviders&) const {
    return ProvidersCounted{store::Casework{store}.RecordsOfProviders()};
  }
};

struct Failure {
  const base::Error& error;

  CaseReport operator()(const ReadCase& c) const { return CaseRead{c.number, error}; }
  CaseReport operator()(const RevealContact&) const { return ContactRevealed{error}; }
  CaseReport operator()(const PerformAct& c) const { return ActPerformed{c.act.act, error}; }
  CaseReport operator()(const ListColleagues&) const { return ColleaguesListed{error}; }
  CaseReport operator()(const CountProviders&) const { return ProvidersCounted{error}; }
};

}  // namespace

CaseReport CarryOut(const CaseCommand& command, store::Store& store) { return std::visit(Performer{store}, command); }
CaseReport Failed(const CaseCommand& command, const base::Error& error) { return std::visit(Failure{error}, command); }

}  // namespace bianmin::app

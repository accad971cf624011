#pragma once
// What the page of one order wants of the store. Part of StaffCommand.

#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/case_file.h"
#include "kiosk/domain/matching.h"
#include "kiosk/screens/staff/order_page.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

struct ReadCase {
  domain::RecordNumber number;
};
struct RevealContact {
  domain::SignedIn by;
  domain::RecordNumber number;
};
struct PerformAct {
  domain::SignedIn by;
  domain::RecordNumber number;
  domain::CaseAct act;
};
struct ListColleagues {};
struct CountProviders {};

using CaseCommand = std::variant<ReadCase, RevealContact, PerformAct, ListColleagues, CountProviders>;

struct CaseRead {
  domain::RecordNumber number;
  base::Result<domain::CaseFile> file;
};
struct ContactRevealed {
  base::Result<domain::CaseFile> file;
};
struct ActPerformed {
  domain::OrderAct act = domain::OrderAct::Accept;
  base::Result<domain::CaseFile> file;
};
struct ColleaguesListed {
  base::Result<std::vector<screens::Colleague>> colleagues;
};
struct ProvidersCounted {
  base::Result<domain::ProviderRecords> records;
};

using CaseReport = std::variant<CaseRead, ContactRevealed, ActPerformed, ColleaguesListed, ProvidersCounted>;

CaseReport CarryOut(const CaseCommand& command, store::Store& store);
// For want of a store.
CaseReport Failed(const CaseCommand& command, const base::Error& error);

}  // namespace bianmin::app

// Complaints and the 整改台账, on the worker's thread.
#include "kiosk/app/grievance_command.h"
#include "kiosk/base/file.h"
#include "kiosk/photo/decode.h"
#include "kiosk/store/grievances.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/staff_accounts.h"

namespace bianmin::app {
namespace {

// Without the list nobody can be chosen, and the page says what it can.
std::vector<screens::Workmate> Workmates(store::Store& store) {
  std::vector<screens::Workmate> workmates;
  const auto accounts = store::StaffAccounts{store}.List();
  if (!accounts) return workmates;
  for (const store::StaffAccount& each : *accounts) {
    if (each.member.is_active) workmates.push_back({each.member.number, each.member.name.text()});
  }
  return workmates;
}

PhotoRead Show(const ReadPhoto& c, store::Store& store) {
  PhotoRead read{c.id, c.place, std::shared_ptr<const base::Bitmap>{}};
  const auto bytes = store::Ledger{store}.Photo(c.id, c.place, c.by);
  if (!bytes) {
    read.bitmap = bytes.error();
    return read;
  }
  auto bitmap = photo::Decode(*bytes);
  if (bitmap) {
    read.bitmap = std::make_shared<const base::Bitmap>(*std::move(bitmap));
  } else {
    read.bitmap = bitmap.error();
  }
  return read;
}

struct Performer {
  store::Store& store;

  GrievanceReport operator()(const ReadGrievance& c) const {
    return GrievanceRead{store::Grievances{store}.Find(c.number, c.by), Workmates(store)};
  }
  GrievanceReport operator()(const PerformHandling& c) const {
    return GrievanceHandled{domain::ActOf(c.request), store::Grievances{store}.Perform(c.number, c.request, c.by)};
  }
  GrievanceReport operator()(const ReadComplainant& c) const {
    return ComplainantRead{store::Grievances{store}.ShowContact(c.number, c.by)};
  }
  GrievanceReport operator()(const ReadLedger& c) const {
    LedgerRead read{store::Ledger{store}.Open(c.by), {}, Workmates(store)};
    auto grievances = store::Grievances{store}.Open(c.by);
    if (!grievances) return LedgerRead{grievances.error(), {}, {}};
    read.grievances = *std::move(grievances);
    return read;
  }
  GrievanceReport operator()(const ReadLine& c) const { return LineRead{store::Ledger{store}.Find(c.id, c.by)}; }
  GrievanceReport operator()(const ReadLineOfRating& c) const {
    return LineRead{store::Ledger{store}.FindOf(c.anonymous, c.by)};
  }
  GrievanceReport operator()(const ReadPhoto& c) const { return Show(c, store); }
  GrievanceReport operator()(const PerformRectifying& c) const {
    return LineChanged{domain::ActOf(c.request), store::Ledger{store, c.folder}.Perform(c.id, c.request, c.by)};
  }
  GrievanceReport operator()(const EnterFoundProblem& c) const {
    return LineChanged{std::nullopt, store::Ledger{store}.Enter(c.problem, c.by)};
  }
  GrievanceReport operator()(const ListPictures& c) const {
    return PicturesListed{store::Ledger{store, c.folder}.Pictures()};
  }
  GrievanceReport operator()(const ReadForExport& c) const {
    return LedgerForExport{store::Ledger{store}.Export(c.by)};
  }
  GrievanceReport operator()(const WriteLedger& c) const {
    return LedgerWritten{c.file, base::ReplaceFile(c.file, c.content)};
  }
};

struct Failure {
  const base::Error& error;

  GrievanceReport operator()(const ReadGrievance&) const { return GrievanceRead{error, {}}; }
  GrievanceReport operator()(const PerformHandling& c) const {
    return GrievanceHandled{domain::ActOf(c.request), error};
  }
  GrievanceReport operator()(const ReadComplainant&) const { return ComplainantRead{error}; }
  GrievanceReport operator()(const ReadLedger&) const { return LedgerRead{error, {}, {}}; }
  GrievanceReport operator()(const ReadLine&) const { return LineRead{error}; }
  GrievanceReport operator()(const ReadLineOfRating&) const { return LineRead{error}; }
  GrievanceReport operator()(const ReadPhoto& c) const { return PhotoRead{c.id, c.place, error}; }
  GrievanceReport operator()(const PerformRectifying& c) const { return LineChanged{domain::ActOf(c.request), error}; }
  GrievanceReport operator()(const EnterFoundProblem&) const { return LineChanged{std::nullopt, error}; }
  GrievanceReport operator()(const ListPictures&) const { return PicturesListed{error}; }
  GrievanceReport operator()(const ReadForExport&) const { return LedgerForExport{error}; }
  GrievanceReport operator()(const WriteLedger& c) const { return LedgerWritten{c.file, error}; }
};

}  // namespace

GrievanceReport CarryOut(const GrievanceCommand& command, store::Store& store) {
  return std::visit(Performer{store}, command);
}
GrievanceReport Failed(const GrievanceCommand& command, const base::Error& error) {
  return std::visit(Failure{error}, command);
}

}  // namespace bianmin::app

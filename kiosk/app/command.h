#pragma once
// What the model wants done outside itself, and what came of it. Store commands are carried out on the worker
// (worker.h), because a commit takes as long as the disk's flush; each is answered by exactly one report. Questions go
// to the input engines (typist.h) and are answered when there is something new to show.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/app/composing.h"
#include "kiosk/app/staff_command.h"
#include "kiosk/domain/city_record.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/draft_code.h"
#include "kiosk/domain/figures.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/panel_width.h"
#include "kiosk/domain/rating.h"
#include "kiosk/screens/staff/device.h"
#include "kiosk/screens/staff/paper_acts.h"
#include "kiosk/store/backup.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

// How staff that fill in a resident's form have identified them.
struct Behalf {
  domain::SignedIn by;
  domain::OnBehalf how;
};
struct RegisterOrder {
  domain::Need need;
  std::optional<Behalf> behalf = {};
};
struct GiveRating {
  domain::GivenRating rating;
};
struct FileComplaint {
  domain::FiledComplaint complaint;
};
struct FindRecord {
  domain::RecordNumber number;
  std::string last_four;
};
// Of a receipt that was scanned and found genuine; answered by RecordFound.
struct FindByReceipt {
  domain::RecordNumber number;
};
// An act of the resident on an order found before.
struct ActOnOrder {
  domain::RecordNumber number;
  domain::OrderAct act;
  std::string reason_code;  // of Cancel
};
struct ReadOrderAgain {
  domain::RecordNumber number;
};
struct CountRecords {};
struct KeepDraft {
  domain::DraftCode code;
  std::string content;
};
struct OpenDraft {
  domain::DraftCode code;
};
struct ForgetDraft {
  domain::DraftCode code;
};

// How the line to the centre and the disk are.
struct ExamineMachine {
  std::string data_folder;
};
// Needs no database.
struct StoreCalibration {
  std::string file;
  domain::Calibration calibration;
  std::optional<domain::StaffNumber> by = {};  // who is signed in: it is journalled
};

// A record of another kiosk, whose receipt was found genuine. CityAsked answers; CityAnswered follows by itself.
struct AskCity {
  domain::RecordNumber number;
};

struct CityOffer;  // city_offer.h
// What the city has published is about to be used; answered by OfferTaken. Promised days are counted by its calendar.
struct TakeOffer {
  std::shared_ptr<const CityOffer> offer;
  domain::WorkingCalendar calendar;
};
// The kiosk has run with it long enough; answered by TrialEnded.
struct EndTrial {
  std::shared_ptr<const CityOffer> offer;
};

// Copied, moved and ended in command.cc alone: inlined into every file, that was a third of the building.
struct StoreCommand : std::variant<RegisterOrder, GiveRating, FileComplaint, FindRecord, FindByReceipt, ActOnOrder,
                                   ReadOrderAgain, CountRecords, KeepDraft, OpenDraft, ForgetDraft, ExamineMachine,
                                   StoreCalibration, AskCity, StaffCommand, TakeOffer, EndTrial> {
  using variant::variant;
  StoreCommand(const StoreCommand&);
  StoreCommand(StoreCommand&&) noexcept;
  StoreCommand& operator=(const StoreCommand&);
  StoreCommand& operator=(StoreCommand&&) noexcept;
  ~StoreCommand();
};

// The receipt of the result that is shown, or of a form that is kept.
struct PrintPaper {};
// What the staff's page is about, on a sheet of A4 or a memory stick.
struct MakeSheet {
  screens::SheetTo to;
};
// The same, for the archive; answered by PaperArchived.
struct KeepSheet {};
// A paper from the archive.
struct PrintPdf {
  std::string pdf;
};
// A text of the resident's own, read back on request.
struct ReadAloud {
  std::string text;
};

// A command for the worker that has the store, a question for the input engines, or something for printer and voice.
struct Command : std::variant<StoreCommand, Question, PrintPaper, MakeSheet, KeepSheet, PrintPdf, ReadAloud> {
  using variant::variant;
  Command(const Command&);
  Command(Command&&) noexcept;
  Command& operator=(const Command&);
  Command& operator=(Command&&) noexcept;
  ~Command();
};

struct OrderRegistered {
  base::Result<domain::Order> order;
};
struct RatingGiven {
  base::Result<store::RatingReceipt> receipt;
};
struct ComplaintFiled {
  base::Result<domain::Complaint> complaint;
};
struct RecordFound {
  base::Result<store::Lookup> lookup;
};
struct OrderActedOn {
  domain::OrderAct act;
  base::Result<domain::Order> order;
};
struct OrderRead {
  base::Result<domain::Order> order;
};
struct RecordsCounted {
  base::Result<domain::Counts> counts;
};
struct MachineExamined {
  base::Result<store::OutboxStatus> outbox;
  base::Result<store::CentreContact> contact;
  std::optional<std::uintmax_t> free_bytes;
  std::optional<domain::UrgentAlert> alert = {};  // nothing: it cannot be read
  base::Result<store::BackupState> backup = store::BackupState{};
};
struct CalibrationStored {
  base::Result<domain::Calibration> calibration;
};
// Whoever runs a part of the machine says how it is.
struct Noticed {
  screens::DeviceLine line;
};
struct DraftKept {
  domain::DraftCode code;
  base::Result<base::Done> kept;
};
struct DraftOpened {
  domain::DraftCode code;
  base::Result<store::DraftLookup> lookup;
};
struct DraftForgotten {
  base::Result<base::Done> forgotten;
};
struct CityAsked {
  domain::RecordNumber number;
  base::Result<domain::InquiryId> inquiry;
};
// What the city said, or that it said nothing in time; once for each question, unless another took its place.
struct CityAnswered {
  domain::InquiryId inquiry;
  domain::CityAnswer answer;
};
// bianmin-sync brought something that the city has published, or the kiosk has just started.
struct CityOffered {
  std::shared_ptr<const CityOffer> offer;
};
struct OfferTaken {
  std::shared_ptr<const CityOffer> offer;
  base::Result<base::Done> taken;
};
struct TrialEnded {
  base::Result<base::Done> ended;
};
// bianmin-sync changed the database: what is shown of it may be old.
struct ChangedElsewhere {};
// The database cannot be used, or can be again (empty reason).
struct StoreState {
  std::string reason;
};

struct Report
    : std::variant<OrderRegistered, RatingGiven, ComplaintFiled, RecordFound, OrderActedOn, OrderRead, RecordsCounted,
                   DraftKept, DraftOpened, DraftForgotten, MachineExamined, CalibrationStored, Noticed, CityAsked,
                   CityAnswered, ChangedElsewhere, StoreState, StaffReport, CityOffered, OfferTaken, TrialEnded> {
  using variant::variant;
  Report(const Report&);
  Report(Report&&) noexcept;
  Report& operator=(const Report&);
  Report& operator=(Report&&) noexcept;
  ~Report();
};

// Reports answer store commands in the order in which these were given; but the last ones come by themselves.
bool IsAnswer(const Report& report);
// Belongs to no errand: it is true whoever stands there now.
bool IsAboutMachine(const Report& report);

}  // namespace bianmin::app

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/arrival_rows.h"
#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/grievance_rows.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/store.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;
using domain::Complaint;
using domain::FiledComplaint;

constexpr std::string_view kTable = "complaint";

constexpr const char* kInsertComplaint =
    "INSERT INTO complaint (serial, number, id, lookup_token, state, kind, about, subject_code, occasion, "
    "order_number, filed_at, answer_by, answer, whom, description, name, phone) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char* kSelectComplaint =
    "SELECT id, state, kind, about, subject_code, occasion, order_number, filed_at, answer_by, answer, whom, "
    "description, name, phone FROM complaint WHERE serial = ?";

constexpr const char* kSelectToken = "SELECT lookup_token FROM complaint WHERE serial = ? AND number = ?";

constexpr const char* kUpdateComplaint =
    "UPDATE complaint SET state = ?3, answer = CASE ?4 WHEN '' THEN answer ELSE ?4 END "
    "WHERE serial = ?1 AND number = ?2";

bool IsForTheCityAlone(const FiledComplaint& filed) { return filed.about == domain::About::Centre; }

Result<Done> CheckComplaint(const FiledComplaint& filed) {
  if (!filed.subject_code.empty()) {
    if (auto code = CheckCode(filed.subject_code, "subject"); !code) return code;
  }
  if (auto whom = CheckText(filed.whom, domain::kMaxSubjectCharacters, "name of whom it is about"); !whom) return whom;
  return CheckText(filed.description, domain::kMaxFreeTextCharacters, "description");
}

std::optional<domain::RecordNumber> OrderOf(const Query& row, int column) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(*text);
  return Known(number ? std::optional{*number} : std::nullopt, "complaint.order_number");
}

// What staff handle. Of one about the centre they handle nothing.
void InsertGrievanceOf(StoreCore& core, const Complaint& complaint) {
  const FiledComplaint& filed = complaint.filed;
  if (IsForTheCityAlone(filed)) return;
  domain::Concern concern;
  concern.subject = FindSubject(core, filed.whom);
  concern.is_about_staff = filed.about == domain::About::Staff || concern.subject;
  const bool is_complaint = filed.kind == domain::ComplaintKind::Complaint;
  InsertGrievance(core.connection(),
                  {.number = complaint.number,
                   .id = complaint.id.bytes(),
                   .kind = is_complaint ? domain::GrievanceKind::Complaint : domain::GrievanceKind::Suggestion,
                   .step = domain::AfterCitysWord(domain::HandlingStep::Received, complaint.state),
                   .is_named = !filed.is_anonymous(),
                   .concern = concern,
                   .opened_at = complaint.filed_at,
                   .answer_by = complaint.answer_by});
}

}  // namespace

std::optional<base::Digest> FindComplaintToken(Connection& connection, const domain::RecordNumber& number) {
  Query row{connection, kSelectToken};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next() || row.IsNull(0)) return std::nullopt;
  return Exactly<base::Digest>(row.Blob(0), "complaint.lookup_token");
}

Complaint LoadComplaint(StoreCore& core, const domain::RecordNumber& number) {
  Query row{core.connection(), kSelectComplaint};
  row.Bind(number.Serial());
  CHECK(row.Next());
  const domain::ComplaintId id{Exactly<base::UuidBytes>(row.Blob(0), "complaint.id")};
  const Fields fields{core, kTable, id.Text()};
  FiledComplaint filed;
  filed.kind = Known(domain::ParseComplaintKind(row.Text(2)), "complaint.kind");
  filed.about = Known(domain::ParseAbout(row.Text(3)), "complaint.about");
  filed.subject_code = row.Text(4);
  filed.occasion = Known(domain::ParseOccasion(row.Text(5)), "complaint.occasion");
  filed.order = OrderOf(row, 6);
  if (!row.IsNull(11)) {
    filed.whom = fields.Decrypt("whom", row.Blob(10));
    filed.description = fields.Decrypt("description", row.Blob(11));
  }
  if (!row.IsNull(12)) filed.contact = fields.DecryptContact(row.Blob(12), row.Blob(13));
  return {.id = id,
          .number = number,
          .filed = std::move(filed),
          .filed_at = row.Time(7),
          .answer_by = row.Time(8),
          .state = Known(domain::ParseComplaintState(row.Text(1)), "complaint.state"),
          .answer = LatestAnswer(core, number, row.Text(9)),
          .arrival = FindArrival(core.connection(), number)};
}

void InsertComplaint(StoreCore& core, const Complaint& complaint) {
  const FiledComplaint& filed = complaint.filed;
  const bool keeps_words = !IsForTheCityAlone(filed);
  const bool keeps_contact = keeps_words && filed.contact;
  const Fields fields{core, kTable, complaint.id.Text()};
  std::optional<base::Digest> token;
  if (filed.contact) token = LookupToken(core, complaint.number, filed.contact->phone.LastFour());
  std::optional<std::string> order;
  if (keeps_words && filed.order) order = filed.order->text();

  {
    Query insert{core.connection(), kInsertComplaint};
    insert.Bind(complaint.number.Serial()).Bind(complaint.number.text()).Bind(complaint.id.bytes()).Bind(token);
    insert.Bind(domain::WireName(complaint.state)).Bind(domain::WireName(filed.kind));
    insert.Bind(domain::WireName(filed.about)).Bind(filed.subject_code).Bind(domain::WireName(filed.occasion));
    insert.Bind(order).Bind(complaint.filed_at).Bind(complaint.answer_by).Bind(complaint.answer);
    insert.Bind(fields.EncryptIfAny("whom", keeps_words ? std::optional{filed.whom} : std::nullopt))
        .Bind(fields.EncryptIfAny("description", keeps_words ? std::optional{filed.description} : std::nullopt))
        .Bind(fields.EncryptIfAny("name", keeps_contact ? std::optional{filed.contact->name.text()} : std::nullopt))
        .Bind(fields.EncryptIfAny("phone", keeps_contact ? std::optional{filed.contact->phone.digits()} : std::nullopt))
        .Run();
  }
  InsertGrievanceOf(core, complaint);
}

bool UpdateComplaint(Connection& connection, const domain::RecordNumber& number, domain::ComplaintState state,
                     std::string_view answer) {
  Query update{connection, kUpdateComplaint};
  update.Bind(number.Serial()).Bind(number.text()).Bind(domain::WireName(state)).Bind(answer);
  return update.Run() == 1;
}

Result<Complaint> Store::FileComplaint(const FiledComplaint& filed) {
  if (auto sound = CheckComplaint(filed); !sound) return sound.error();
  return Guarded(core_->connection(), [&]() -> Result<Complaint> {
    Act act{*core_};
    Complaint complaint{
        .id = domain::ComplaintId::New(act.now(), core_->parts.random),
        .number = act.NextNumber(),
        .filed = filed,
        .filed_at = act.now(),
        .answer_by = domain::ComplaintDue(core_->parts.times, core_->parts.calendar, filed.kind, act.now()),
        .state = domain::ComplaintState::Received,
        .answer = ""};
    InsertComplaint(*core_, complaint);
    const domain::EventStamp stamp = act.NewStamp();
    const bool is_complaint = filed.kind == domain::ComplaintKind::Complaint;
    act.Tell(stamp, is_complaint ? "complaint.filed" : "suggestion.filed", complaint.number,
             core_->parts.events.ComplaintFiled(complaint, stamp));
    act.Commit();
    return complaint;
  });
}

}  // namespace bianmin::store

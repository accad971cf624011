#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/grievance_rows.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/rating_rows.h"
#include "kiosk/store/rectification_rows.h"
#include "kiosk/store/store.h"
#include "kiosk/store/work_item_rows.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::GivenRating;
using domain::RatedOrder;
using domain::RatedVisit;

constexpr const char* kInsertToken = "INSERT INTO spent_token (token) VALUES (?) ON CONFLICT (token) DO NOTHING";

constexpr const char* kInsertNamed =
    "INSERT INTO named_rating (serial, number, id, given_at, answer_by, order_number, window_code, visit_date, "
    "service_code, overall, timeliness, professionalism, attitude, reason_codes, comment, name, phone) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char* kInsertAnonymous =
    "INSERT INTO anonymous_rating (id, day, service_code, overall, timeliness, professionalism, attitude, "
    "reason_codes, comment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

Result<Done> CheckVisit(const RatedVisit& visit) {
  if (auto code = CheckCode(visit.window_code, "window"); !code) return code;
  if (auto ticket = CheckText(visit.ticket, domain::kMaxTicketCharacters, "ticket"); !ticket) return ticket;
  if (auto id = CheckText(visit.visit_id, domain::kMaxSubjectCharacters, "visit"); !id) return id;
  if (!visit.date.ok()) return Error{ErrorCode::Invalid, "the visit has no date"};
  if (visit.ticket.empty() && visit.visit_id.empty()) {
    return Error{ErrorCode::Invalid, "the visit has neither a ticket nor an id of its own"};
  }
  return Done{};
}

Result<Done> CheckRating(const GivenRating& rating) {
  if (auto code = CheckCode(rating.service_code, "service"); !code) return code;
  if (const auto* visit = std::get_if<RatedVisit>(&rating.rated)) {
    if (auto sound = CheckVisit(*visit); !sound) return sound;
  }
  if (rating.reason_codes.size() > domain::kMaxReasons) {
    return Error{ErrorCode::TooLarge, fmt::format("more than {} reasons are given", domain::kMaxReasons)};
  }
  for (const std::string& code : rating.reason_codes) {
    if (auto sound = CheckCode(code, "reason"); !sound) return sound;
  }
  if (rating.grades.overall.IsBad() && rating.reason_codes.empty()) {
    return Error{ErrorCode::Invalid, "a rating of two stars or below needs a reason"};
  }
  return CheckText(rating.comment, domain::kMaxFreeTextCharacters, "comment");
}

void BindGrades(Query& insert, const domain::Grades& grades) {
  for (const domain::Dimension dimension : domain::kDimensions) {
    const auto grade = grades.Of(dimension);
    if (grade) {
      insert.Bind(std::int64_t{grade->stars()});
    } else {
      insert.BindNull();
    }
  }
}

// One of a window is about whoever sat there.
domain::Concern ConcernOf(const GivenRating& rating) {
  domain::Concern concern;
  concern.is_about_staff = std::holds_alternative<RatedVisit>(rating.rated);
  return concern;
}

// Every rating of two stars and below opens a line of the 整改台账.
void OpenRectificationOf(StoreCore& core, const domain::RatingId& id, const GivenRating& rating, base::Date day,
                         const std::optional<domain::RecordNumber>& number) {
  if (!rating.grades.overall.IsBad()) return;
  OpenRectification(core, {.id = domain::RectificationId::NewTimeless(core.parts.random),
                           .origin = domain::RectificationOrigin::Rating,
                           .grievance = number,
                           .rating = id,
                           .opened_on = day,
                           .concern = ConcernOf(rating),
                           .service_code = rating.service_code,
                           .reason_codes = fmt::format("{}", fmt::join(rating.reason_codes, " "))});
}

RatingReceipt RecordNamed(StoreCore& core, Act& act, const GivenRating& rating) {
  const auto id = domain::RatingId::New(act.now(), core.parts.random);
  RatingReceipt receipt;
  receipt.number = act.NextNumber();
  if (rating.grades.overall.IsBad()) receipt.answer_by = BadRatingDue(core, act.now());
  InsertNamed(core, {.id = id, .number = *receipt.number, .at = act.now(), .answer_by = receipt.answer_by}, rating);
  const domain::EventStamp stamp = act.NewStamp();
  act.Tell(stamp, "rating.given", *receipt.number, core.parts.events.RatingGiven(id, rating, receipt.number, stamp));
  return receipt;
}

RatingReceipt RecordAnonymous(StoreCore& core, Act& act, const GivenRating& rating) {
  const auto id = domain::RatingId::NewTimeless(core.parts.random);
  InsertAnonymous(core, id, rating, act.today());
  const domain::EventStamp stamp = act.NewTimelessStamp();
  act.TellTimelessly(stamp, "rating.given", core.parts.events.RatingGiven(id, rating, std::nullopt, stamp));
  return {};
}

}  // namespace

base::TimePoint BadRatingDue(const StoreCore& core, base::TimePoint from) {
  return core.parts.calendar.AfterWorkingDays(from, core.parts.times.bad_rating_working_days);
}

void InsertNamed(StoreCore& core, const NamedRatingRow& row, const GivenRating& rating) {
  const Fields fields{core, "named_rating", row.id.Text()};
  {
    Query insert{core.connection(), kInsertNamed};
    insert.Bind(row.number.Serial()).Bind(row.number.text()).Bind(row.id.bytes()).Bind(row.at).Bind(row.answer_by);
    if (const auto* order = std::get_if<RatedOrder>(&rating.rated)) {
      insert.Bind(order->number.text()).BindNull().BindNull();
    } else {
      const auto& visit = std::get<RatedVisit>(rating.rated);
      insert.BindNull().Bind(visit.window_code).Bind(base::FormatDate(visit.date));
    }
    insert.Bind(rating.service_code);
    BindGrades(insert, rating.grades);
    insert.Bind(fmt::format("{}", fmt::join(rating.reason_codes, " ")));
    insert.Bind(fields.Encrypt("comment", rating.comment))
        .Bind(fields.Encrypt("name", rating.contact->name.text()))
        .Bind(fields.Encrypt("phone", rating.contact->phone.digits()))
        .Run();
  }
  if (row.answer_by) {
    InsertGrievance(core.connection(), {.number = row.number,
                                        .id = row.id.bytes(),
                                        .kind = domain::GrievanceKind::BadRating,
                                        .is_named = true,
                                        .concern = ConcernOf(rating),
                                        .opened_at = row.at,
                                        .answer_by = *row.answer_by,
                                        .verify_by = row.at + core.parts.times.urgent_order});
  }
  OpenRectificationOf(core, row.id, rating, base::LocalDate(row.at), row.number);
}

void InsertAnonymous(StoreCore& core, const domain::RatingId& id, const GivenRating& rating, base::Date day) {
  const Fields fields{core, "anonymous_rating", id.Text()};
  {
    Query insert{core.connection(), kInsertAnonymous};
    insert.Bind(id.bytes()).Bind(base::FormatDate(day)).Bind(rating.service_code);
    BindGrades(insert, rating.grades);
    insert.Bind(fmt::format("{}", fmt::join(rating.reason_codes, " ")));
    insert.Bind(fields.Encrypt("comment", rating.comment)).Run();
  }
  OpenRectificationOf(core, id, rating, day, std::nullopt);
}

Result<RatingReceipt> Store::GiveRating(const GivenRating& rating) {
  if (auto sound = CheckRating(rating); !sound) return sound.error();
  Connection& connection = core_->connection();
  return Guarded(connection, [&]() -> Result<RatingReceipt> {
    Act act{*core_};
    if (const auto* order = std::get_if<RatedOrder>(&rating.rated)) {
      if (!FindOrderHead(connection, order->number)) {
        return Error{ErrorCode::NotFound, fmt::format("there is no order {} on this kiosk", order->number.text())};
      }
    }
    const base::Digest token = core_->token_key.Token(domain::TokenSource(rating.rated));
    if (Query{connection, kInsertToken}.Bind(token).Run() == 0) {
      return Error{ErrorCode::Conflict, "this order or visit was rated already"};
    }
    RatingReceipt receipt =
        rating.is_anonymous() ? RecordAnonymous(*core_, act, rating) : RecordNamed(*core_, act, rating);
    act.Commit();
    return receipt;
  });
}

}  // namespace bianmin::store

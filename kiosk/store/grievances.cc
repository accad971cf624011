#include "kiosk/store/grievances.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/appeals.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/grievance_rows.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/rectification_rows.h"
#include "kiosk/store/said_rows.h"

namespace bianmin::store {
namespace {

namespace handling = domain::handling;
using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Grievance;
using domain::Handler;
using domain::HandlingStep;
using domain::RecordNumber;

Failure NoSuchGrievance(const RecordNumber& number) {
  return {{ErrorCode::NotFound, fmt::format("there is no complaint or bad rating {} for you", number.text())}};
}

GrievanceHead VisibleHead(StoreCore& core, const RecordNumber& number, const Handler& reader) {
  MustBe(core.connection(), reader);
  auto head = FindGrievance(core.connection(), number);
  if (!head || !domain::MaySee(head->facts.concern, reader)) throw NoSuchGrievance(number);
  return *std::move(head);
}

Result<Done> CheckRequest(const domain::HandlingRequest& request) {
  const std::string words = domain::WordsOf(request);
  if (words.empty() && domain::NeedsWords(request)) return Error{ErrorCode::Invalid, "the words are missing"};
  if (auto sound = CheckText(words, domain::kMaxFreeTextCharacters, "text"); !sound) return sound;
  const auto* verify = std::get_if<handling::Verify>(&request);
  if (verify == nullptr) return Done{};
  if (verify->subject && !verify->is_about_staff) {
    return Error{ErrorCode::Invalid, "a member of staff is named, but it is said not to be about staff"};
  }
  return CheckText(verify->remedy_sought, domain::kMaxFreeTextCharacters, "remedy sought");
}

std::string OutcomeOf(const domain::HandlingRequest& request) {
  if (const auto* verify = std::get_if<handling::Verify>(&request)) {
    return std::string(domain::WireName(verify->severity));
  }
  if (const auto* call = std::get_if<handling::CallBack>(&request)) return std::string(domain::WireName(call->result));
  if (const auto* decision = std::get_if<handling::DecideAppeal>(&request)) {
    return std::string(
        domain::WireName(decision->is_upheld ? domain::AppealState::Upheld : domain::AppealState::Rejected));
  }
  return {};
}

// One act on one grievance: what each request does beside moving the step.
class Handling {
 public:
  Handling(StoreCore& core, Act& act, const RecordNumber& number, GrievanceHead& head, const Handler& by)
      : core_(core), act_(act), number_(number), head_(head), by_(by) {}

  void operator()(const handling::TakeUp&) { head_.owner = by_.number; }

  void operator()(const handling::AssignTo& request) {
    MustBeAbleToOwn(core_.connection(), request.owner, head_.facts.concern);
    head_.owner = request.owner;
  }

  void operator()(const handling::Verify& request) {
    if (request.subject == by_.number) {
      throw Failure{{ErrorCode::Refused, "nobody verifies what is about themself; give it to somebody else"}};
    }
    const domain::Concern concern{.is_about_staff = request.is_about_staff, .subject = request.subject};
    MustBeAllowedToSay(by_, head_.facts.concern, concern);
    head_.severity = request.severity;
    head_.facts.concern = concern;
    if (!head_.owner) head_.owner = by_.number;
    if (head_.owner == request.subject) head_.owner = by_.number;
    if (!head_.times.verified) head_.times.verified = act_.now();
    if (!request.remedy_sought.empty()) head_.remedy_sought = Encrypted("remedy_sought", request.remedy_sought);
    SetConcernOfRectifications(core_.connection(), number_, head_.facts.concern);
  }

  void operator()(const handling::Extend&) {
    head_.facts.is_extended = true;
    head_.times.answer_by = domain::ExtendedDue(core_.parts.times, core_.parts.calendar, head_.times.opened);
  }

  void operator()(const handling::Answer& request) {
    head_.answer = Encrypted("answer", request.words);
    if (!head_.times.answered) head_.times.answered = act_.now();
    AwaitCall();
  }

  void operator()(const handling::RequireRectification& request) {
    const auto id = domain::RectificationId::New(act_.now(), core_.parts.random);
    OpenRectification(
        core_, {.id = id,
                .origin = head_.facts.kind == domain::GrievanceKind::BadRating ? domain::RectificationOrigin::Rating
                                                                               : domain::RectificationOrigin::Complaint,
                .grievance = number_,
                .opened_on = act_.today(),
                .concern = head_.facts.concern,
                .problem = request.problem});
    TellOpened(core_, act_, id, by_);
  }

  void operator()(const handling::Rectify& request) {
    head_.remedy_given = Encrypted("remedy_given", request.remedy_given);
    AwaitCall();
  }

  void operator()(const handling::CallBack& request) {
    head_.facts.step = domain::AfterCallBack(step_before_, request.result);
    if (request.result == domain::CallBackResult::NotReached) {
      ++head_.facts.calls_not_reached;
    } else {
      head_.facts.calls_not_reached = 0;
    }
    if (request.result == domain::CallBackResult::NotSatisfied) BeginAnew();
    SetCallBackOfRectifications(core_.connection(), number_, request.result);
  }

  void operator()(const handling::Close&) { head_.closed_at = act_.now(); }

  void operator()(const handling::TakeUpAgain&) {
    head_.closed_at.reset();
    BeginAnew();
  }

  void operator()(const handling::Appeal& request) {
    InsertAppeal(core_, domain::RatingId{head_.id}, by_.number, act_.now(), request.reason);
  }

  void operator()(const handling::DecideAppeal& request) {
    DecideAppeal(core_, domain::RatingId{head_.id},
                 {.by = by_.number, .at = act_.now(), .is_upheld = request.is_upheld, .reason = request.reason});
    head_.facts.step = domain::AfterAppeal(step_before_, request.is_upheld);
    if (!request.is_upheld) return;
    head_.closed_at = act_.now();
    CloseRectificationsOf(core_.connection(), number_);
  }

 private:
  base::Bytes Encrypted(std::string_view column, std::string_view words) const {
    return Fields{core_, "grievance", base::FormatUuid(head_.id)}.Encrypt(column, words);
  }
  void AwaitCall() {
    if (!head_.facts.is_named || head_.facts.kind == domain::GrievanceKind::Suggestion) return;
    head_.times.call_back_by = domain::CallBackDue(core_.parts.times, core_.parts.calendar, act_.now());
  }
  // Another answer is owed, within the same time.
  void BeginAnew() {
    head_.facts.calls_not_reached = 0;
    head_.times.answered.reset();
    head_.times.call_back_by.reset();
    head_.times.answer_by = domain::AnswerDue(core_.parts.times, core_.parts.calendar, head_.facts.kind, act_.now());
  }

  StoreCore& core_;
  Act& act_;
  const RecordNumber& number_;
  GrievanceHead& head_;
  const Handler& by_;
  HandlingStep step_before_ = head_.facts.step;
};

Grievance LoadGrievance(StoreCore& core, const RecordNumber& number, const GrievanceHead& head) {
  const Fields fields{core, "grievance", base::FormatUuid(head.id)};
  const auto decrypted = [&](std::string_view column, const std::optional<base::Bytes>& bytes) {
    return bytes ? fields.Decrypt(column, *bytes) : std::string{};
  };
  return {.number = number,
          .facts = head.facts,
          .times = head.times,
          .said = LoadSaid(core, number, head.facts.kind),
          .owner = head.owner,
          .severity = head.severity,
          .answer = decrypted("answer", head.answer),
          .remedy_sought = decrypted("remedy_sought", head.remedy_sought),
          .remedy_given = decrypted("remedy_given", head.remedy_given),
          .history = LoadHandling(core, number, head.id),
          .rectifications = RectificationsOf(core.connection(), number)};
}

void TellHandled(StoreCore& core, Act& act, const RecordNumber& number, const GrievanceHead& head,
                 const domain::HandlingEntry& entry) {
  const domain::EventStamp stamp = act.NewStamp();
  const domain::GrievanceHandled handled{.number = number,
                                         .kind = head.facts.kind,
                                         .act = *entry.act,
                                         .step = entry.step,
                                         .outcome = entry.outcome,
                                         .answer_by = head.times.answer_by,
                                         .by = *entry.by,
                                         .owner = head.owner,
                                         .subject = head.facts.concern.subject,
                                         .words = entry.words};
  act.Tell(stamp, "complaint.handled", number, core.parts.events.ComplaintHandled(handled, stamp));
}

}  // namespace

Result<std::vector<domain::GrievanceSummary>> Grievances::Open(const Handler& reader) {
  return Guarded(core_.connection(), [&]() -> Result<std::vector<domain::GrievanceSummary>> {
    Snapshot snapshot{core_.connection()};
    MustBe(core_.connection(), reader);
    auto list = ListGrievances(core_.connection(), reader);
    const base::TimePoint now = core_.parts.clock.Now();
    const auto clock = [&](const domain::GrievanceSummary& each) {
      return domain::ClockAt(core_.parts.times, each.kind, each.step, each.times, now);
    };
    std::stable_sort(list.begin(), list.end(), [&](const auto& one, const auto& other) {
      const auto first = clock(one);
      const auto second = clock(other);
      const bool is_late = first.state == domain::ClockState::Overdue;
      if (is_late != (second.state == domain::ClockState::Overdue)) return is_late;
      return first.due < second.due;
    });
    return list;
  });
}

Result<Grievance> Grievances::Find(const RecordNumber& number, const Handler& reader) {
  return Guarded(core_.connection(), [&]() -> Result<Grievance> {
    Snapshot snapshot{core_.connection()};
    return LoadGrievance(core_, number, VisibleHead(core_, number, reader));
  });
}

Result<domain::Contact> Grievances::ShowContact(const RecordNumber& number, const Handler& reader) {
  const AttemptedAct attempt{ActorText(reader.number), "contact.shown", number.text()};
  return Attempted(core_, attempt, [&]() -> Result<domain::Contact> {
    Act act{core_, reader.number};
    const GrievanceHead head = VisibleHead(core_, number, reader);
    const auto contact = LoadContact(core_, number, head.facts.kind);
    if (!contact) return Error{ErrorCode::NotFound, "whoever said this left no name and telephone number"};
    act.Note("contact.shown", number.text(), number.text());
    act.Commit();
    return *contact;
  });
}

Result<Grievance> Grievances::Perform(const RecordNumber& number, const domain::HandlingRequest& request,
                                      const Handler& by) {
  if (auto sound = CheckRequest(request); !sound) return sound.error();
  const AttemptedAct attempt{ActorText(by.number), "complaint.handled", number.text()};
  return Attempted(core_, attempt, [&]() -> Result<Grievance> {
    Act act{core_, by.number};
    GrievanceHead head = VisibleHead(core_, number, by);
    const auto step = domain::After(head.facts, domain::ActOf(request), by);
    if (!step) return step.error();
    Handling handling{core_, act, number, head, by};
    head.facts.step = *step;
    std::visit(handling, request);
    UpdateGrievance(core_.connection(), number, head);
    const domain::HandlingEntry entry{.act = domain::ActOf(request),
                                      .step = head.facts.step,
                                      .by = by.number,
                                      .at = act.now(),
                                      .outcome = OutcomeOf(request),
                                      .words = domain::WordsOf(request)};
    AppendHandling(core_, number, head.id, entry);
    TellHandled(core_, act, number, head, entry);
    // Read again, because the act may have changed what stands in other tables.
    Grievance after = LoadGrievance(core_, number, *FindGrievance(core_.connection(), number));
    act.Commit();
    return after;
  });
}

}  // namespace bianmin::store

#include "kiosk/store/ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/appeals.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/photos.h"
#include "kiosk/store/rectification_rows.h"

namespace bianmin::store {
namespace {

namespace rectifying = domain::rectifying;
using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Handler;
using domain::Rectification;
using domain::RectificationId;

constexpr const char* kChanged = "rectification.changed";
constexpr const char* kSelectPhoto = "SELECT photo, digest FROM evidence WHERE rectification = ? AND place = ?";

Rectification VisibleLine(StoreCore& core, const RectificationId& id, const Handler& reader) {
  MustBe(core.connection(), reader);
  auto line = FindRectification(core, id);
  if (!line || !domain::MaySee(line->facts.concern, reader)) {
    throw Failure{{ErrorCode::NotFound, "there is no such rectification for you"}};
  }
  return *std::move(line);
}

// Words that must be there.
Result<Done> CheckWords(std::string_view words, std::string_view name) {
  if (words.empty()) return Error{ErrorCode::Invalid, fmt::format("the {} is missing", name)};
  return CheckText(words, domain::kMaxFreeTextCharacters, name);
}

struct RequestCheck {
  base::Date today;

  Result<Done> operator()(const rectifying::Plan& plan) const {
    if (!plan.due.ok() || plan.due < today) return Error{ErrorCode::Invalid, "the due day is past or none"};
    if (plan.subject && !plan.is_about_staff) {
      return Error{ErrorCode::Invalid, "a member of staff is named, but it is said not to be about staff"};
    }
    if (auto cause = CheckWords(plan.cause, "cause"); !cause) return cause;
    return CheckWords(plan.measure, "measure");
  }
  Result<Done> operator()(const rectifying::AddWords& act) const { return CheckWords(act.words, "evidence"); }
  Result<Done> operator()(const rectifying::SendBack& act) const { return CheckWords(act.reason, "reason"); }
  Result<Done> operator()(const rectifying::CallBack& act) const {
    return CheckText(act.words, domain::kMaxFreeTextCharacters, "result of the call");
  }
  Result<Done> operator()(const rectifying::Appeal& act) const { return CheckWords(act.reason, "reason"); }
  Result<Done> operator()(const rectifying::DecideAppeal& act) const { return CheckWords(act.reason, "reason"); }
  Result<Done> operator()(const auto&) const { return Done{}; }
};

// A photo that is stored already, and to be named by the act.
struct TakenPhoto {
  std::string name;
  std::size_t bytes = 0;
  base::Digest digest{};
};

// One act on one line: what each request does beside moving the state.
class Rectifying {
 public:
  Rectifying(StoreCore& core, Act& act, Rectification& line, const Handler& by, const TakenPhoto& photo)
      : core_(core), act_(act), line_(line), by_(by), photo_(photo) {}

  void operator()(const rectifying::Plan& plan) {
    const domain::Concern concern{.is_about_staff = plan.is_about_staff, .subject = plan.subject};
    MustBeAllowedToSay(by_, line_.facts.concern, concern);
    line_.facts.concern = concern;
    if (plan.subject == by_.number) {
      throw Failure{{ErrorCode::Refused, "nobody plans what is about themself; give it to somebody else"}};
    }
    MustBeAbleToOwn(core_.connection(), plan.owner, line_.facts.concern);
    line_.facts.owner = plan.owner;
    line_.cause = plan.cause;
    line_.measure = plan.measure;
    line_.due = plan.due;
  }
  void operator()(const rectifying::AddWords& evidence) {
    Append({.by = by_.number, .at = act_.now(), .words = evidence.words});
  }
  void operator()(const rectifying::AddPhoto&) {
    Append({.by = by_.number,
            .at = act_.now(),
            .photo = photo_.name,
            .photo_bytes = photo_.bytes,
            .photo_digest = photo_.digest});
  }
  void operator()(const rectifying::ReportDone&) { line_.done_on = act_.today(); }
  void operator()(const rectifying::Verify&) {
    if (GaveEvidence(core_.connection(), line_.id, by_.number)) {
      throw Failure{{ErrorCode::Refused, "nobody verifies by their own evidence; give it to somebody else"}};
    }
    line_.verified_by = by_.number;
  }
  void operator()(const rectifying::SendBack&) { line_.done_on.reset(); }
  void operator()(const rectifying::CallBack& call) {
    line_.call_back = call.result;
    line_.call_back_words = call.words;
    if (call.result == domain::CallBackResult::NotReached) ++line_.facts.calls_not_reached;
    if (call.result != domain::CallBackResult::NotSatisfied) return;
    line_.facts.state = domain::RectificationState::Planned;
    line_.done_on.reset();
    line_.verified_by.reset();
  }
  void operator()(const rectifying::Close&) {}
  void operator()(const rectifying::Appeal& appeal) {
    InsertAppeal(core_, *line_.rating, by_.number, act_.now(), appeal.reason);
  }
  void operator()(const rectifying::DecideAppeal& decision) {
    DecideAppeal(core_, *line_.rating,
                 {.by = by_.number, .at = act_.now(), .is_upheld = decision.is_upheld, .reason = decision.reason});
    if (decision.is_upheld) line_.facts.state = domain::RectificationState::Closed;
  }

 private:
  void Append(const NewEvidence& evidence) {
    if (static_cast<std::size_t>(line_.facts.evidence) >= domain::kMaxEvidencePerRectification) {
      throw Failure{{ErrorCode::TooLarge, fmt::format("a rectification has at most {} pieces of evidence",
                                                      domain::kMaxEvidencePerRectification)}};
    }
    AppendEvidence(core_, line_.id, evidence);
  }

  StoreCore& core_;
  Act& act_;
  Rectification& line_;
  const Handler& by_;
  const TakenPhoto& photo_;
};

std::string OutcomeOf(const domain::RectifyingRequest& request) {
  if (const auto* call = std::get_if<rectifying::CallBack>(&request)) {
    return std::string(domain::WireName(call->result));
  }
  if (const auto* decision = std::get_if<rectifying::DecideAppeal>(&request)) {
    const auto state = decision->is_upheld ? domain::AppealState::Upheld : domain::AppealState::Rejected;
    return std::string(domain::WireName(state));
  }
  return {};
}

void TellChanged(StoreCore& core, Act& act, const Rectification& line, const domain::RectifyingRequest& request,
                 const Handler& by) {
  const domain::EventStamp stamp = act.NewStamp();
  const domain::RectificationChanged changed{.id = line.id,
                                             .origin = line.facts.origin,
                                             .number = line.number,
                                             .rating = line.rating,
                                             .act = domain::ActOf(request),
                                             .state = line.facts.state,
                                             .outcome = OutcomeOf(request),
                                             .service_code = line.service_code,
                                             .due = line.due,
                                             .by = by.number,
                                             .owner = line.facts.owner,
                                             .words = domain::WordsOf(request)};
  act.Tell(stamp, kChanged, line.id.Text(), core.parts.events.RectificationHasChanged(changed, stamp));
}

Rectification WithEvidence(StoreCore& core, const RectificationId& id) {
  auto line = FindRectification(core, id);
  CHECK(line.has_value());
  line->evidence = LoadEvidence(core, id);
  return *std::move(line);
}

// Looked at before anything is copied: a picture of somebody else's line is not taken in.
Result<TakenPhoto> TakePhoto(StoreCore& core, const std::filesystem::path& folder, const std::string& file_name,
                             const Rectification& line, const Handler& by) {
  if (auto may = domain::After(line.facts, domain::RectificationAct::AddEvidence, by); !may) return may.error();
  const auto bytes = ReadPicture(folder, file_name);
  if (!bytes) return bytes.error();
  auto name = StorePhoto(core, *bytes);
  if (!name) return name.error();
  return TakenPhoto{.name = *std::move(name), .bytes = bytes->size(), .digest = base::Sha256(*bytes)};
}

}  // namespace

Result<std::vector<Rectification>> Ledger::Open(const Handler& reader) {
  return Guarded(core_.connection(), [&]() -> Result<std::vector<Rectification>> {
    Snapshot snapshot{core_.connection()};
    MustBe(core_.connection(), reader);
    auto lines = ListRectifications(core_, reader, false, domain::kMaxListedRectifications);
    const base::Date today = base::LocalDate(core_.parts.clock.Now());
    std::stable_partition(lines.begin(), lines.end(), [today](const Rectification& line) {
      return domain::ClockAt(line.facts.state, line.due, line.done_on, today) == domain::ClockState::Overdue;
    });
    return lines;
  });
}

Result<Rectification> Ledger::Find(const RectificationId& id, const Handler& reader) {
  return Guarded(core_.connection(), [&]() -> Result<Rectification> {
    Snapshot snapshot{core_.connection()};
    VisibleLine(core_, id, reader);
    return WithEvidence(core_, id);
  });
}

Result<Rectification> Ledger::FindOf(const domain::RatingId& anonymous, const Handler& reader) {
  return Guarded(core_.connection(), [&]() -> Result<Rectification> {
    Snapshot snapshot{core_.connection()};
    const auto id = RectificationOf(core_.connection(), anonymous);
    if (!id) return Error{ErrorCode::NotFound, "there is no rectification of this rating"};
    VisibleLine(core_, *id, reader);
    return WithEvidence(core_, *id);
  });
}

Result<std::vector<Rectification>> Ledger::Export(const Handler& reader) {
  const AttemptedAct attempt{ActorText(reader.number), "ledger.exported"};
  return Attempted(core_, attempt, [&]() -> Result<std::vector<Rectification>> {
    Act act{core_, reader.number};
    MustBe(core_.connection(), reader);
    auto lines = ListRectifications(core_, reader, true, domain::kMaxExportedRectifications);
    for (Rectification& line : lines) line.evidence = LoadEvidence(core_, line.id);
    act.Note("ledger.exported", "", fmt::format("{}", lines.size()));
    act.Commit();
    return lines;
  });
}

Result<Rectification> Ledger::Enter(const domain::FoundProblem& problem, const Handler& by) {
  if (auto words = CheckWords(problem.problem, "problem"); !words) return words.error();
  if (!problem.service_code.empty()) {
    if (auto code = CheckCode(problem.service_code, "service"); !code) return code.error();
  }
  return Attempted(core_, {ActorText(by.number), kChanged}, [&]() -> Result<Rectification> {
    Act act{core_, by.number};
    MustBe(core_.connection(), by);
    const auto id = RectificationId::New(act.now(), core_.parts.random);
    OpenRectification(core_, {.id = id,
                              .origin = domain::RectificationOrigin::Check,
                              .opened_on = act.today(),
                              .service_code = problem.service_code,
                              .problem = problem.problem});
    TellOpened(core_, act, id, by);
    act.Commit();
    return WithEvidence(core_, id);
  });
}

Result<Rectification> Ledger::Perform(const RectificationId& id, const domain::RectifyingRequest& request,
                                      const Handler& by) {
  const base::Date today = base::LocalDate(core_.parts.clock.Now());
  if (auto sound = std::visit(RequestCheck{today}, request); !sound) return sound.error();
  const AttemptedAct attempt{ActorText(by.number), kChanged, id.Text()};
  TakenPhoto photo;
  if (const auto* add = std::get_if<rectifying::AddPhoto>(&request)) {
    const auto line = Attempted(core_, attempt, [&] { return Find(id, by); });
    if (!line) return line.error();
    auto taken = TakePhoto(core_, import_folder_, add->file_name, *line, by);
    if (!taken) return taken.error();
    photo = *std::move(taken);
  }
  return Attempted(core_, attempt, [&]() -> Result<Rectification> {
    Act act{core_, by.number};
    Rectification line = VisibleLine(core_, id, by);
    const auto state = domain::After(line.facts, domain::ActOf(request), by);
    if (!state) return state.error();
    line.facts.state = *state;
    std::visit(Rectifying{core_, act, line, by, photo}, request);
    UpdateRectification(core_, line);
    TellChanged(core_, act, line, request, by);
    Rectification after = WithEvidence(core_, id);
    act.Commit();
    return after;
  });
}

Result<std::vector<std::string>> Ledger::Pictures() { return PicturesIn(import_folder_); }

Result<std::string> Ledger::Photo(const RectificationId& id, std::size_t place, const Handler& reader) {
  return Guarded(core_.connection(), [&]() -> Result<std::string> {
    Snapshot snapshot{core_.connection()};
    VisibleLine(core_, id, reader);
    Query row{core_.connection(), kSelectPhoto};
    row.Bind(id.bytes()).Bind(static_cast<std::int64_t>(place));
    if (!row.Next() || row.IsNull(0)) return Error{ErrorCode::NotFound, "there is no such photo"};
    auto bytes = LoadPhoto(core_, row.Text(0));
    if (bytes && base::Sha256(*bytes) != Exactly<base::Digest>(row.Blob(1), "evidence.digest")) {
      return Error{ErrorCode::Corrupt, "the photo is not the one that was taken in"};
    }
    return bytes;
  });
}

}  // namespace bianmin::store

#include "tests/support/grievance_samples.h"

#include "kiosk/base/time.h"
#include "tests/support/account_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using domain::HandlingAct;
using domain::HandlingStep;
using domain::RectificationAct;
using domain::RectificationState;
using domain::Role;
using namespace std::chrono_literals;

const base::TimePoint kNow = *base::ParseUtc("2026-11-22T02:24:00Z");

domain::RecordNumber Number(std::int64_t serial) {
  return domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), serial);
}
domain::StaffNumber Staff(std::string_view text) { return domain::StaffNumber::Parse(text).value(); }
std::vector<Workmate> Workmates() {
  return {{Staff("1001"), "李梅"}, {Staff("1002"), "张敏"}, {Staff("1003"), "欧阳建国"}, {Staff("2001"), "陈晓东"}};
}

domain::Grievance Complaint(HandlingStep step) {
  domain::Grievance grievance{.number = Number(6900021),
                              .said = domain::SaidByComplaint{.about = domain::About::Facility,
                                                              .subject_code = "lift",
                                                              .whom = "静安物业",
                                                              .occasion = domain::Occasion::Yesterday,
                                                              .description = "电梯三天没有修好，老人下不了楼。",
                                                              .order = Number(6900013)}};
  grievance.facts.step = step;
  grievance.times = {.opened = kNow - 50h, .answer_by = kNow + 70h};
  if (step == HandlingStep::Received) return grievance;
  grievance.owner = Staff("1002");
  grievance.severity = domain::Severity::Serious;
  grievance.remedy_sought = "尽快修好电梯，并说明原因";
  grievance.history.push_back({.act = HandlingAct::Verify,
                               .step = HandlingStep::Verified,
                               .by = Staff("1002"),
                               .at = kNow - 40h,
                               .outcome = "serious",
                               .words = "物业确认电梯停运三天，配件未到。"});
  if (step == HandlingStep::Verified) return grievance;
  grievance.answer = "电梯配件已到，明天上午恢复使用。给您带来不便，我们向您道歉。";
  grievance.times.answered = kNow - 30h;
  grievance.times.call_back_by = kNow - 2h;
  grievance.rectifications = {domain::RectificationId{}};
  grievance.history.push_back({.act = HandlingAct::Answer,
                               .step = HandlingStep::Answered,
                               .by = Staff("1002"),
                               .at = kNow - 30h,
                               .outcome = "",
                               .words = grievance.answer});
  grievance.history.push_back({.act = std::nullopt,
                               .step = HandlingStep::Answered,
                               .by = std::nullopt,
                               .at = kNow - 20h,
                               .outcome = "answered"});
  return grievance;
}

domain::Grievance BadRating() {
  domain::Grievance grievance{.number = Number(6900034),
                              .said = domain::SaidByRating{.stars = 1,
                                                           .service_code = "window-3",
                                                           .window_code = "window-3",
                                                           .reason_codes = {"late", "price"},
                                                           .comment = "等了一个小时，态度也不好",
                                                           .order = std::nullopt}};
  grievance.facts.kind = domain::GrievanceKind::BadRating;
  grievance.facts.concern.is_about_staff = true;
  grievance.facts.appeal = domain::AppealState::Pending;
  grievance.facts.appellant = Staff("1003");
  grievance.times = {.opened = kNow - 2h, .answer_by = kNow + 100h};
  return grievance;
}

domain::Rectification Line(RectificationState state, int days_left) {
  base::UuidBytes id{};
  id.back() = static_cast<std::uint8_t>(days_left + 8);
  domain::Rectification line{.id = domain::RectificationId{id},
                             .facts = {},
                             .number = Number(6900034),
                             .opened_on = base::LocalDate(kNow - 100h),
                             .service_code = "window-3",
                             .reason_codes = {"late", "price"},
                             .due = base::LocalDate(kNow + 24h * days_left)};
  line.facts.origin = domain::RectificationOrigin::Rating;
  line.facts.state = state;
  line.facts.is_named = true;
  if (state == RectificationState::Open) return line;
  line.cause = "午间只开一个窗口";
  line.measure = "午间增开一个窗口，安排引导员";
  line.facts.owner = Staff("1003");
  line.facts.evidence = 2;
  line.evidence = {{.by = Staff("1003"), .at = kNow - 5h, .words = "排班表已更新，今天起执行。"},
                   {.by = Staff("1003"), .at = kNow - 4h, .words = "", .photo_bytes = 1'834'000}};
  if (state != RectificationState::Planned) line.done_on = base::LocalDate(kNow);
  return line;
}

// A counter under a wall, as coarsely as a sample needs it.
std::shared_ptr<const base::Bitmap> AWindow(int width, int height) {
  base::Bitmap bitmap{.width = width, .height = height, .rgba = {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool is_counter = y > height * 2 / 3;
      const auto light = static_cast<std::uint8_t>(120 + 100 * x / width);
      const std::uint8_t red = is_counter ? 140 : light;
      bitmap.rgba.insert(bitmap.rgba.end(), {red, is_counter ? std::uint8_t{100} : light, 90, 255});
    }
  }
  return std::make_shared<const base::Bitmap>(std::move(bitmap));
}

std::function<void(app::Model&)> Shows(app::StaffScreen screen) {
  return [screen = std::move(screen)](app::Model& model) { model.screen = screen; };
}

GrievanceState PageOf(domain::Grievance grievance) {
  return {.number = grievance.number, .grievance = std::move(grievance), .workmates = Workmates()};
}

void AddPages(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, Role role, GrievanceState state) {
    samples.push_back(SignedInSample(name, role, Shows(std::move(state))));
  };
  add("grievance_reading", Role::Clerk, {.number = Number(6900021)});
  add("grievance_not_found", Role::Clerk, {.number = Number(6900021), .problem = HandlingProblem::NotFound});
  add("grievance_received", Role::Clerk, PageOf(Complaint(HandlingStep::Received)));
  GrievanceState answered = PageOf(Complaint(HandlingStep::Answered));
  answered.done = HandlingAct::Answer;
  add("grievance_answered", Role::Clerk, answered);
  add("grievance_rating", Role::Supervisor, PageOf(BadRating()));
  const auto act = [&](const char* name, domain::Grievance grievance, HandlingDraft draft) {
    GrievanceState state = PageOf(std::move(grievance));
    state.draft = std::move(draft);
    add(name, Role::Supervisor, std::move(state));
  };
  act("handle_verify", Complaint(HandlingStep::Received),
      {.act = HandlingAct::Verify, .severity = domain::Severity::Serious, .is_about_staff = true});
  act("handle_answer", Complaint(HandlingStep::Verified), {.act = HandlingAct::Answer, .shows_faults = true});
  act("handle_assign", Complaint(HandlingStep::Verified), {.act = HandlingAct::AssignTo, .shows_faults = true});
  act("handle_call_back", Complaint(HandlingStep::Answered), {.act = HandlingAct::CallBack});
  act("handle_decide_appeal", BadRating(), {.act = HandlingAct::DecideAppeal, .is_upheld = true, .asks = true});
}

void AddLedger(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, LedgerState state) {
    state.workmates = Workmates();
    samples.push_back(SignedInSample(name, Role::Supervisor, Shows(std::move(state))));
  };
  const std::vector lines{Line(RectificationState::Planned, -3), Line(RectificationState::Open, 2),
                          Line(RectificationState::Done, 4)};
  add("ledger_empty", {.lines = std::vector<domain::Rectification>{}});
  add("ledger_lines", {.lines = lines, .exported = "rectifications-2026-11-22.csv"});
  add("ledger_grievances",
      {.tab = LedgerTab::Grievances,
       .lines = lines,
       .grievances = {{.number = Number(6900021), .times = {.opened = kNow - 200h, .answer_by = kNow - 2h}},
                      {.number = Number(6900034),
                       .kind = domain::GrievanceKind::BadRating,
                       .step = HandlingStep::Verified,
                       .times = {.opened = kNow - 2h, .answer_by = kNow + 100h}}}});
  add("ledger_line", {.lines = lines, .line = Line(RectificationState::Done, 4)});
  const auto photo = [&](const char* name, EvidencePhoto shown) {
    add(name, {.lines = lines, .line = Line(RectificationState::Done, 4), .photo = std::move(shown)});
  };
  photo("ledger_photo", {.place = 1, .bitmap = AWindow(800, 600)});
  photo("ledger_photo_upright", {.place = 1, .bitmap = AWindow(600, 800)});
  photo("ledger_photo_waiting", {.place = 1});
  photo("ledger_photo_too_large", {.place = 1, .problem = PhotoProblem::TooLarge});
  const auto act = [&](const char* name, RectificationState state, RectifyingDraft draft) {
    add(name, {.lines = lines,
               .line = Line(state, 2),
               .pictures = {"IMG_0412.JPG", "IMG_0413.JPG", "窗口.png"},
               .has_stick = true,
               .draft = std::move(draft)});
  };
  act("ledger_plan", RectificationState::Open, {.act = RectificationAct::Plan, .shows_faults = true});
  act("ledger_evidence", RectificationState::Planned, {.act = RectificationAct::AddEvidence, .photo = "窗口.png"});
  act("ledger_verify", RectificationState::Done, {.act = RectificationAct::Verify});
  act("ledger_enter", RectificationState::Open, {});
}

}  // namespace

void AddGrievanceSamples(std::vector<ScreenSample>& samples) {
  AddPages(samples);
  AddLedger(samples);
}

}  // namespace bianmin::testing

#include "tests/support/case_samples.h"

#include "kiosk/app/settings.h"
#include "kiosk/screens/staff/order_page.h"
#include "tests/support/casework_acts.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using domain::CaseEntry;
using domain::OrderAct;
using domain::OrderState;
using domain::Role;

const base::TimePoint kSampleNow = *base::ParseUtc("2026-11-22T02:24:00Z");

domain::StaffNumber Staff(std::string_view number) { return domain::StaffNumber::Parse(number).value(); }

domain::StaffMember Member(Role role) {
  return {.number = Staff("1024"), .name = domain::PersonName::Parse("赵敏").value(), .role = role, .is_active = true};
}

CaseEntry Entry(OrderState state, OrderAct act, domain::Actor by, std::chrono::minutes ago, std::string note = "") {
  CaseEntry entry{.what = {.state = state, .act = act, .by = by, .at = kSampleNow - ago, .note = std::move(note)},
                  .staff = {},
                  .service_code = {},
                  .provider_code = {},
                  .assignee = {},
                  .care = {}};
  if (by == domain::Actor::Staff) entry.staff = Staff("1024");
  return entry;
}

domain::CaseFile AFile(OrderState state) {
  domain::Need need = support::LeakingPipe();
  need.service_code = "home.plumbing";
  need.description = "厨房水管漏水，已经关了总阀门。请上午来。";
  need.contact.name = domain::PersonName::Parse("王秀英").value();
  need.address->compound = "yonghe";
  need.address_text = "永和新村 3号楼 2单元 302";
  domain::CaseFile file{.order = {.id = {},
                                  .number = domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 6910013),
                                  .need = std::move(need),
                                  .registered_at = kSampleNow - std::chrono::hours{3},
                                  .respond_by = kSampleNow + std::chrono::hours{21},
                                  .state = state,
                                  .history = {}}};
  file.entries.push_back(
      Entry(OrderState::Registered, OrderAct::Accept, domain::Actor::Resident, std::chrono::minutes{180}));
  return file;
}

std::function<void(app::Model&)> Shows(CaseState page, Role role = Role::Supervisor) {
  return [page = std::move(page), role](app::Model& model) {
    model.staff = app::StaffSession{.member = Member(role)};
    model.screen = app::StaffScreen{page};
  };
}

CaseState Page(domain::CaseFile file) {
  CaseState page;
  page.file = std::move(file);
  return page;
}

CaseState ActPage(OrderState state, OrderAct act) {
  CaseState page = Page(AFile(state));
  page.draft = ActDraft{.act = act};
  return page;
}

domain::Matching Matched(std::string service) {
  static const domain::ProviderList list = app::LoadSettings("config/kiosk.toml").value().providers;
  const domain::MatchQuestion question{
      .service_code = std::move(service),
      .compound = "yonghe",
      .appointment = domain::Appointment{std::chrono::year{2026} / 11 / 24, domain::HalfDay::Morning},
      .language = {},
      .now = kSampleNow};
  return domain::Match(question, list, {{"kuaixiu", {.orders_in_hand = 9, .ratings = 12, .stars = 55}}});
}

void AddOrderPages(std::vector<ScreenSample>& samples) {
  CaseState find;
  find.entries.texts[Field::Number] = "JA";
  find.entries.focus = Field::Number;
  find.entries.keyboard = Keyboard::Digits;
  samples.push_back({"case_find", Shows(find)});
  find.problem = CaseProblem::NoSuchOrder;
  find.entries.texts[Field::Number] = "JA06900013";
  samples.push_back({"case_not_found", Shows(find)});
  samples.push_back({"case_new", Shows(Page(AFile(OrderState::Registered)))});
  samples.push_back({"case_new_clerk", Shows(Page(AFile(OrderState::Registered)), Role::Clerk)});
  CaseState accepted = Page(AFile(OrderState::Accepted));
  accepted.file->entries.push_back(
      Entry(OrderState::Accepted, OrderAct::Accept, domain::Actor::Staff, std::chrono::minutes{12}));
  accepted.done = OrderAct::Accept;
  samples.push_back({"case_accepted", Shows(accepted)});
  CaseState worked = Page(ALongCase());
  samples.push_back({"case_long", Shows(worked)});
  worked.is_contact_shown = true;
  samples.push_back({"case_contact_shown", Shows(worked)});
  CaseState completed = worked;
  completed.file->order.state = OrderState::Completed;
  completed.file->signature = support::ASignature();
  completed.file->city = {};
  completed.problem = CaseProblem::NotPossible;
  samples.push_back({"case_completed", Shows(completed)});
}

void AddActPages(std::vector<ScreenSample>& samples) {
  CaseState decline = ActPage(OrderState::Registered, OrderAct::Decline);
  samples.push_back({"case_decline", Shows(decline)});
  decline.draft->reason_code = "not_offered";
  decline.draft->asks = true;
  samples.push_back({"case_decline_asks", Shows(decline)});
  samples.push_back({"case_cancel", Shows(ActPage(OrderState::Accepted, OrderAct::Cancel))});
  samples.push_back({"case_reclassify", Shows(ActPage(OrderState::Accepted, OrderAct::Reclassify))});
  CaseState assign = ActPage(OrderState::Accepted, OrderAct::Assign);
  assign.colleagues = {{Staff("1024"), "赵敏", Role::Clerk},
                       {Staff("2048"), "欧阳建国", Role::Dispatcher},
                       {Staff("4096"), "钱文", Role::Supervisor}};
  samples.push_back({"case_assign", Shows(assign)});
  CaseState care = ActPage(OrderState::Accepted, OrderAct::SetPriority);
  care.draft->shows_faults = true;
  samples.push_back({"case_priority", Shows(care)});
  samples.push_back({"case_dispatch_waiting", Shows(ActPage(OrderState::Accepted, OrderAct::Dispatch))});
  CaseState dispatch = ActPage(OrderState::Accepted, OrderAct::Dispatch);
  dispatch.matching = Matched("home.plumbing");
  dispatch.draft->provider_code = "kuaixiu";
  samples.push_back({"case_dispatch", Shows(dispatch)});
  CaseState lower = dispatch;
  lower.draft->provider_code = lower.matching->proposals.back().provider_code;
  lower.draft->is_manual = true;
  lower.draft->shows_faults = true;
  samples.push_back({"case_dispatch_lower", Shows(lower)});
  dispatch.draft->shows_others = true;
  dispatch.draft->is_manual = true;
  dispatch.draft->provider_code = "juxin";
  dispatch.draft->language = "wuu";
  samples.push_back({"case_dispatch_manual", Shows(dispatch)});
  CaseState nobody = ActPage(OrderState::Accepted, OrderAct::Dispatch);
  nobody.matching = Matched("child.care");
  nobody.matching->proposals.clear();
  nobody.matching->neighbours = {"xiling", "beiyuan"};
  samples.push_back({"case_dispatch_nobody", Shows(nobody)});
  CaseState details = ActPage(OrderState::Dispatched, OrderAct::ConfirmDetails);
  details.draft->day = std::chrono::year{2026} / 11 / 24;
  details.entries.focus = Field::Fee;
  details.entries.keyboard = Keyboard::Digits;
  samples.push_back({"case_details", Shows(details)});
  details.draft->shows_faults = true;
  samples.push_back({"case_details_faults", Shows(details)});
  CaseState sign = ActPage(OrderState::AwaitingAcceptance, OrderAct::ConfirmCompletion);
  samples.push_back({"case_sign", Shows(sign)});
  sign.draft->signature = {{{0.2F, 0.2F}, {0.4F, 0.1F}, {0.5F, 0.3F}}, {{0.6F, 0.1F}, {0.7F, 0.3F}}};
  samples.push_back({"case_signed", Shows(sign)});
  samples.push_back({"case_ask_back", Shows(ActPage(OrderState::Accepted, OrderAct::AskBack))});
  samples.push_back({"case_problem", Shows(ActPage(OrderState::InService, OrderAct::ReportProblem))});
  samples.push_back({"case_reopen", Shows(ActPage(OrderState::Completed, OrderAct::Reopen))});
}

}  // namespace

domain::CaseFile ALongCase() {
  domain::CaseFile file = AFile(OrderState::Dispatched);
  file.order.respond_by = kSampleNow - std::chrono::hours{1};
  file.first = {.service_code = "home.drain", .package_code = "simple"};
  file.assigned_to = Staff("2048");
  file.care = domain::CareClass::Elder;
  file.provider_code = "kuaixiu";
  file.confirm_by = kSampleNow - std::chrono::minutes{50};
  file.on_behalf = domain::BehalfRecord{Staff("1024"), domain::IdentityProof::IdCard, kSampleNow};
  file.details = support::TomorrowMorning();
  file.city = {.waiting = 3, .waiting_since = kSampleNow - std::chrono::hours{2}, .refused = {}};
  const auto add = [&](OrderState state, OrderAct act, int ago, std::string note = "") -> CaseEntry& {
    file.entries.push_back(Entry(state, act, domain::Actor::Staff, std::chrono::minutes{ago}, std::move(note)));
    return file.entries.back();
  };
  add(OrderState::Accepted, OrderAct::Accept, 100, "已电话联系居民");
  add(OrderState::Accepted, OrderAct::Reclassify, 98).service_code = "home.plumbing";
  add(OrderState::Accepted, OrderAct::SetPriority, 95, "独居，八十七岁").care = domain::CareClass::Elder;
  add(OrderState::Dispatched, OrderAct::Dispatch, 90).provider_code = "kuaixiu";
  file.entries.push_back(
      Entry(OrderState::Dispatched, OrderAct::Dispatch, domain::Actor::Centre, std::chrono::minutes{80}));
  add(OrderState::Dispatched, OrderAct::ConfirmDetails, 10);
  return file;
}

void AddCaseSamples(std::vector<ScreenSample>& samples) {
  AddOrderPages(samples);
  AddActPages(samples);
  samples.push_back({"on_behalf", [](app::Model& model) {
                       model.staff = app::StaffSession{.member = Member(Role::Clerk)};
                       model.screen = app::StaffScreen{OnBehalfState{}};
                     }});
}

}  // namespace bianmin::testing

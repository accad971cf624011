#include "tests/support/screen_samples.h"

#include <stdexcept>

#include "kiosk/base/text.h"
#include "kiosk/print/qr.h"
#include "tests/support/account_samples.h"
#include "tests/support/case_samples.h"
#include "tests/support/entry_samples.h"
#include "tests/support/found_samples.h"
#include "tests/support/grievance_samples.h"
#include "tests/support/interruption_samples.h"
#include "tests/support/notice_samples.h"
#include "tests/support/paper_samples.h"
#include "tests/support/queue_samples.h"
#include "tests/support/shift_samples.h"
#include "tests/support/staff_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using domain::Dimension;

const app::Settings& Demonstration() {
  static const app::Settings settings = [] {
    auto loaded = app::LoadSettings("config/kiosk.toml");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return settings;
}

const i18n::Library& Texts() {
  static const i18n::Library texts = [] {
    auto loaded = i18n::Library::Load(BIANMIN_LOCALE_DIR);
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return texts;
}

const base::TimePoint kNow = *base::ParseUtc("2026-11-22T02:24:00Z");  // a Sunday, 10:24 in China

domain::RecordNumber Number() { return domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 690018); }

NeedDraft FullNeed(NeedPage page) {
  NeedDraft draft;
  const app::Settings& demo = Demonstration();
  const domain::Service* longest = &demo.catalogue.services.front();
  for (const domain::Service& service : demo.catalogue.services) {
    const bool asks_all = service.needs_address && service.needs_appointment && service.may_be_urgent;
    if (asks_all && service.packages.size() > longest->packages.size()) longest = &service;
  }
  draft.group = longest->group;
  draft.service_code = longest->code;
  draft.package_code = longest->packages.front().code;
  draft.phrases = {0, 2};
  const domain::Compound& compound = demo.addresses.compounds.front();
  draft.address = {.compound = compound.code,
                   .building = compound.buildings.front().name,
                   .unit = compound.buildings.front().units.empty() ? "" : compound.buildings.front().units.front(),
                   .room = {},
                   .note = {}};
  draft.has_time = true;
  draft.day = base::Date{std::chrono::sys_days{base::LocalDate(kNow)} + std::chrono::days{1}};
  draft.half = domain::HalfDay::Morning;
  draft.person = {.surname = "沈", .salutation = Salutation::Ms, .has_consented = true};
  draft.entries.texts = {
      {Field::Phone, "13800138000"}, {Field::Room, "302"}, {Field::Description, "家里有老人，请先打电话"}};
  draft.page = page;
  if (page == NeedPage::Phone) draft.entries.focus = Field::Phone, draft.entries.keyboard = Keyboard::Digits;
  if (page == NeedPage::Room) draft.entries.focus = Field::Room, draft.entries.keyboard = Keyboard::Digits;
  return draft;
}

RatingDraft FullRating(RatingPage page) {
  RatingDraft draft;
  draft.rates_order = false;
  draft.window_code = Demonstration().catalogue.windows.front().code;
  draft.entries.texts = {{Field::Ticket, "A023"}, {Field::Comment, "等了一个小时"}, {Field::Phone, "13800138000"}};
  draft.stars = {{Dimension::Overall, 2}, {Dimension::Timeliness, 1}, {Dimension::Professionalism, 4}};
  draft.reasons = {Demonstration().catalogue.rating_reasons.front().code};
  draft.is_named = true;
  draft.person = {.surname = "沈", .salutation = Salutation::Ms, .has_consented = true};
  draft.page = page;
  if (page == RatingPage::Window) draft.entries.focus = Field::Ticket, draft.entries.keyboard = Keyboard::Digits;
  return draft;
}

ComplaintDraft FullComplaint(ComplaintPage page) {
  ComplaintDraft draft;
  draft.kind = domain::ComplaintKind::Complaint;
  draft.about = domain::About::Charge;
  draft.subject_code = Demonstration().catalogue.complaint_subjects.front().code;
  draft.occasion = domain::Occasion::Yesterday;
  draft.is_named = true;
  draft.person = {.surname = "沈", .salutation = Salutation::Ms, .has_consented = true};
  draft.entries.texts = {{Field::Phone, "13800138000"}, {Field::Description, "说好三十元，收了八十元，没有发票"}};
  draft.page = page;
  return draft;
}

domain::Order OrderIn(domain::OrderState state) {
  const NeedDraft draft = FullNeed(NeedPage::Review);
  domain::Order order{.id = {},
                      .number = Number(),
                      .need = NeedOf(draft, Demonstration().catalogue, Demonstration().addresses),
                      .registered_at = kNow - std::chrono::hours{26},
                      .respond_by = kNow - std::chrono::hours{2},
                      .state = state,
                      .history = {}};
  order.history.push_back(
      {domain::OrderState::Registered, domain::OrderAct::Accept, domain::Actor::Resident, order.registered_at, ""});
  if (state == domain::OrderState::Registered) return order;
  order.history.push_back({domain::OrderState::Accepted, domain::OrderAct::Accept, domain::Actor::Centre,
                           order.registered_at + std::chrono::hours{1}, "工作人员已受理，正在联系师傅"});
  order.history.push_back({domain::OrderState::Accepted, domain::OrderAct::Remind, domain::Actor::Resident,
                           order.registered_at + std::chrono::hours{20}, ""});
  order.history.push_back({state, domain::OrderAct::Dispatch, domain::Actor::Centre, kNow - std::chrono::hours{3},
                           "请在家等候，师傅会提前十五分钟到"});
  return order;
}

QrModules SampleQr() {
  auto qr = print::EncodeQr(Number().text());
  return {qr->modules, qr->side};
}

template <class State>
std::function<void(app::Model&)> Shows(State state) {
  return [state = std::move(state)](app::Model& model) { model.screen = state; };
}

template <class Draft>
std::function<void(app::Model&)> Faulty(Draft draft) {
  draft.shows_faults = true;
  return Shows(std::move(draft));
}

void AddNeeds(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, NeedPage page) { samples.push_back({name, Shows(FullNeed(page))}); };
  add("register_group", NeedPage::Group);
  add("register_service", NeedPage::Service);
  add("register_package", NeedPage::Package);
  add("register_details", NeedPage::Details);
  add("register_privacy", NeedPage::Privacy);
  add("register_compound", NeedPage::Compound);
  add("register_building", NeedPage::Building);
  add("register_unit", NeedPage::Unit);
  add("register_room", NeedPage::Room);
  add("register_time", NeedPage::Time);
  add("register_name", NeedPage::Name);
  add("register_phone", NeedPage::Phone);
  add("register_review", NeedPage::Review);
  NeedDraft urgent = FullNeed(NeedPage::Details);
  urgent.urgency = domain::Urgency::Urgent;
  samples.push_back({"register_details_urgent", Shows(urgent)});
  NeedDraft elsewhere = FullNeed(NeedPage::Room);
  elsewhere.is_elsewhere = true;
  elsewhere.entries.focus = Field::AddressNote;
  elsewhere.entries.keyboard = Keyboard::Letters;
  samples.push_back({"register_elsewhere", Faulty(elsewhere)});
  NeedDraft unsure = FullNeed(NeedPage::Privacy);
  unsure.person.has_consented = false;
  samples.push_back({"register_privacy_fault", Faulty(unsure)});
  NeedDraft short_phone = FullNeed(NeedPage::Phone);
  short_phone.entries.texts[Field::Phone] = "1380013";
  samples.push_back({"register_phone_fault", Faulty(short_phone)});
  samples.push_back({"register_group_fault", Faulty(NeedDraft{})});
}

void AddRatings(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, RatingPage page) { samples.push_back({name, Shows(FullRating(page))}); };
  add("rate_what", RatingPage::What);
  add("rate_window", RatingPage::Window);
  add("rate_stars", RatingPage::Stars);
  add("rate_dimensions", RatingPage::Dimensions);
  add("rate_reasons", RatingPage::Reasons);
  add("rate_who", RatingPage::Who);
  add("rate_review", RatingPage::Review);
  RatingDraft order = FullRating(RatingPage::Order);
  order.rates_order = true;
  order.entries.texts[Field::Number] = "JA";
  order.entries.focus = Field::Number;
  order.entries.keyboard = Keyboard::Digits;
  order.problem.kind = FindProblem::Kind::CannotBeRated;
  samples.push_back({"rate_order", Faulty(order)});
}

void AddComplaints(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, ComplaintPage page) { samples.push_back({name, Shows(FullComplaint(page))}); };
  add("complain_kind", ComplaintPage::Kind);
  add("complain_about", ComplaintPage::About);
  add("complain_subject", ComplaintPage::Subject);
  add("complain_occasion", ComplaintPage::Occasion);
  add("complain_words", ComplaintPage::Words);
  add("complain_who", ComplaintPage::Who);
  add("complain_review", ComplaintPage::Review);
  ComplaintDraft typing = FullComplaint(ComplaintPage::Words);
  typing.entries.focus = Field::Whom;
  typing.entries.keyboard = Keyboard::Letters;
  samples.push_back({"complain_words_typing", Shows(typing)});
}

// As the centre would have signed it, a minute after it was registered.
domain::ArrivalProof Arrived() {
  base::SeededRandom random{7};
  return domain::Prove({Number(), base::Sha256("an event"), kNow + std::chrono::minutes{1}},
                       base::SecretKey::New(random));
}

void AddLookUps(std::vector<ScreenSample>& samples) {
  LookUpDraft form;
  form.entries.texts[Field::Number] = "JA0690";
  form.entries.focus = Field::Number;
  form.entries.keyboard = Keyboard::Digits;
  samples.push_back({"lookup_form", Shows(form)});
  form.entries.keyboard = Keyboard::Letters;
  form.problem.kind = FindProblem::Kind::NoSuchPair;
  samples.push_back({"lookup_letters", Faulty(form)});
  LookUpDraft found;
  domain::Order arrived = OrderIn(domain::OrderState::Dispatched);
  arrived.arrival = Arrived();
  found.found = arrived;
  found.notice = LookUpNotice::Reminded;
  samples.push_back({"lookup_order", Shows(found)});
  found.notice = LookUpNotice::None;
  found.asks_cancel = true;
  samples.push_back({"lookup_cancel", Shows(found)});
  found.asks_cancel = false;
  found.found = OrderIn(domain::OrderState::Registered);
  samples.push_back({"lookup_order_new", Shows(found)});
  found.found = OrderIn(domain::OrderState::Completed);
  samples.push_back({"lookup_order_done", Shows(found)});
  found.found = OrderIn(domain::OrderState::AwaitingAcceptance);
  samples.push_back({"lookup_order_awaiting", Shows(found)});
  found.found = domain::Complaint{.id = {},
                                  .number = Number(),
                                  .filed = ComplaintOf(FullComplaint(ComplaintPage::Review)),
                                  .filed_at = kNow,
                                  .answer_by = kNow + std::chrono::hours{120},
                                  .state = domain::ComplaintState::Answered,
                                  .answer = "经核实，多收的五十元已退还给您，并要求服务商整改。",
                                  .arrival = Arrived()};
  samples.push_back({"lookup_complaint", Shows(found)});
}

CityLookUp AskedOfTheCity(std::optional<domain::CityAnswer> answer) {
  return {.number = Number(), .inquiry = {}, .answer = std::move(answer)};
}

domain::CityRecord CityOrderIn(domain::OrderState state) {
  const domain::Order order = OrderIn(state);
  domain::CityOrder told{
      .service_code = order.need.service_code, .urgency = domain::Urgency::Urgent, .state = state, .history = {}};
  for (const domain::HistoryEntry& entry : order.history) {
    if (told.history.empty() || told.history.back().state != entry.state) {
      told.history.push_back({entry.state, entry.at});
    }
  }
  return {.number = order.number,
          .taken_at = order.registered_at,
          .due = order.respond_by,
          .as_of = kNow,
          .what = std::move(told)};
}

void AddForeign(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, std::optional<domain::CityAnswer> answer) {
    LookUpDraft draft;
    draft.city = AskedOfTheCity(std::move(answer));
    samples.push_back({name, Shows(std::move(draft))});
  };
  add("city_waiting", std::nullopt);
  add("city_order", CityOrderIn(domain::OrderState::Dispatched));
  add("city_order_new", CityOrderIn(domain::OrderState::Registered));
  add("city_complaint", domain::CityRecord{.number = Number(),
                                           .taken_at = kNow - std::chrono::hours{30},
                                           .due = kNow + std::chrono::hours{90},
                                           .as_of = kNow,
                                           .what = domain::CityComplaint{.kind = domain::ComplaintKind::Suggestion,
                                                                         .state = domain::ComplaintState::BeingHandled,
                                                                         .since = kNow - std::chrono::hours{2}}});
  add("city_unknown", domain::UnknownToCity{});
  add("city_unreachable", domain::CityUnreachable{});
  add("city_too_late", domain::CityTooLate{});
}

void AddInformation(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, std::optional<Topic> topic) {
    InformationState state{.topic = topic, .group = domain::ServiceGroup::Life, .figures = {}, .counted_at = kNow};
    state.figures = domain::Publish({128, 96, 17, 3, 240, 1104});
    samples.push_back({name, Shows(state)});
  };
  add("information", std::nullopt);
  add("information_prices", Topic::Prices);
  add("information_phones", Topic::Phones);
  add("information_figures", Topic::Figures);
  add("information_rules", Topic::Rules);
  samples.push_back({"information_waiting", Shows(InformationState{.topic = Topic::Figures})});
}

void AddOutcomes(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, OutcomeKind kind) {
    samples.push_back({name, Shows(app::Outcome{std::move(kind), base::Milliseconds{40'000}})});
  };
  add("outcome_order",
      OrderDone{Number(), domain::Urgency::Ordinary, kNow + std::chrono::hours{24}, SampleQr(), "home.cleaning"});
  add("outcome_complaint",
      ComplaintDone{Number(), domain::ComplaintKind::Complaint, kNow + std::chrono::hours{120}, false, SampleQr()});
  add("outcome_anonymous", ComplaintDone{Number(), domain::ComplaintKind::Suggestion, kNow, true, SampleQr()});
  add("outcome_rating", RatingDone{Number(), kNow + std::chrono::hours{168}, SampleQr()});
  add("outcome_rating_anonymous", RatingDone{});
  add("outcome_rated_before", RatedBefore{});
  add("outcome_not_saved", NotSaved{"cannot write /var/lib/bianmin/kiosk.db: the disk is full; free some space"});
  samples.push_back(
      {"unavailable", Shows(app::Unavailable{"cannot open /var/lib/bianmin/kiosk.db: Permission denied"})});
}

void AddComfort(std::vector<ScreenSample>& samples) {
  samples.push_back({"greeting", Shows(app::Greeting{Errand::RegisterNeed})});
  samples.push_back({"comfort", [](app::Model& model) {
                       model.screen = FullNeed(NeedPage::Details);
                       model.is_comfort_open = true;
                     }});
  samples.push_back({"comfort_voice", [](app::Model& model) {
                       model.is_comfort_open = true;
                       model.comfort.voice = {.is_on = true, .listens_first = true, .rate_percent = kMostVoicePercent};
                     }});
}

}  // namespace

const std::vector<ScreenSample>& ScreenSamples() {
  static const std::vector<ScreenSample> samples = [] {
    std::vector<ScreenSample> all{{"home", Shows(app::Home{})}};
    AddComfort(all);
    AddNeeds(all);
    AddRatings(all);
    AddComplaints(all);
    AddLookUps(all);
    AddFoundSamples(OrderIn(domain::OrderState::Dispatched), kNow, all);
    AddForeign(all);
    AddInformation(all);
    AddNoticeSamples(all);
    AddOutcomes(all);
    AddEntrySamples(FullNeed(NeedPage::Details), FullComplaint(ComplaintPage::Words), all);
    AddStaffSamples(all);
    AddAccountSamples(all);
    AddCaseSamples(all);
    AddShiftSamples(all);
    AddPaperSamples(all);
    AddQueueSamples(all);
    AddGrievanceSamples(all);
    AddInterruptions(FullNeed(NeedPage::Details), FullNeed(NeedPage::Phone), kNow, all);
    return all;
  }();
  return samples;
}

SampleKiosk::SampleKiosk(const Panel& panel, const screens::Comfort& comfort, i18n::Language language)
    : world_(panel, comfort.step, comfort.theme),
      clock_(kNow),
      comfort_(comfort),
      language_(language),
      app_({.settings = Demonstration(),
            .texts = Texts(),
            .clock = clock_,
            .random = random_,
            .give = [](const app::StoreCommand&) {},  // SampleKiosk::Show answers the one that is asked for
            .ask_engines = [](const app::Question&) {},
            .forget_session = [this] { world_.Context().ForgetSession(); }}),
      machine_(app_.model().machine) {}

void SampleKiosk::Show(const ScreenSample& sample) {
  app::Model& model = app_.model();
  app::Reset(model);
  auto offer = std::make_shared<app::CityOffer>();
  offer->notices = NoticesOf(sample.name, base::LocalDate(kNow));
  app_.Take(app::CityOffered{offer});
  app_.Take(app::OfferTaken{offer, base::Done{}});
  model.machine = machine_;
  model.comfort = comfort_;
  sample.prepare(model);
  model.language = language_;
  world_.Context().ForgetSession();
  const ui::Look look = app_.LookFor(world_.look.pixels);
  world_.look.step = look.step;
  world_.look.theme = look.theme;
  world_.look.is_low = look.is_low;
  world_.look.words = look.words;
  world_.look.is_animated = false;
  world_.Show([this](ui::Frame& frame) { app_.Draw(frame); });
}

}  // namespace bianmin::testing

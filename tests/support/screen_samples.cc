#include "tests/support/screen_samples.h"

#include <stdexcept>

#include "kiosk/base/text.h"
#include "kiosk/print/qr.h"

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
  found.found = OrderIn(domain::OrderState::Dispatched);
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
                                  .answer = "经核实，多收的五十元已退还给您，并要求服务商整改。"};
  samples.push_back({"lookup_complaint", Shows(found)});
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
  add("outcome_order", OrderDone{Number(), domain::Urgency::Ordinary, kNow + std::chrono::hours{24}, SampleQr()});
  add("outcome_complaint",
      ComplaintDone{Number(), domain::ComplaintKind::Complaint, kNow + std::chrono::hours{120}, false, SampleQr()});
  add("outcome_anonymous", ComplaintDone{Number(), domain::ComplaintKind::Suggestion, kNow, true, SampleQr()});
  add("outcome_rating", RatingDone{true});
  add("outcome_rated_before", RatedBefore{});
  add("outcome_not_saved", NotSaved{"cannot write /var/lib/bianmin/kiosk.db: the disk is full; free some space"});
  samples.push_back(
      {"unavailable", Shows(app::Unavailable{"cannot open /var/lib/bianmin/kiosk.db: Permission denied"})});
}

ui::PenStroke Stroke(std::initializer_list<ui::Point> points) {
  ui::PenStroke stroke;
  for (const ui::Point& at : points) stroke.push_back({at, {}});
  return stroke;
}

void AddTextEntry(std::vector<ScreenSample>& samples) {
  NeedDraft draft = FullNeed(NeedPage::Details);
  draft.entries.focus = Field::Description;
  const auto add = [&](const char* name, Composition composition) {
    composition.engine = EngineState::Ready;
    draft.entries.sheet = std::move(composition);
    samples.push_back({name, Shows(draft)});
  };
  add("entry_ink", {.way = ui::EntryWay::Ink,
                    .ink = {Stroke({{40, 20}, {38, 60}}), Stroke({{20, 30}, {60, 28}}), Stroke({{30, 50}, {55, 70}})},
                    .candidates = {{"水", 0}, {"木", 0}, {"永", 0}, {"氷", 0}, {"求", 0}, {"本", 0}, {"术", 0}}});
  Composition pinyin{.way = ui::EntryWay::Pinyin,
                     .letters = "shuiguanloushui",
                     .shown_letters = "shui guan lou shui",
                     .candidates = {{"水管漏水", 15},
                                    {"水管", 8},
                                    {"税关", 8},
                                    {"水", 4},
                                    {"睡", 4},
                                    {"税", 4},
                                    {"谁", 4},
                                    {"说", 4},
                                    {"随", 4},
                                    {"岁", 4},
                                    {"虽", 4},
                                    {"髓", 4}}};
  add("entry_pinyin", pinyin);
  pinyin.shows_all = true;
  add("entry_all", pinyin);
  add("entry_nine_keys", {.way = ui::EntryWay::Pinyin, .has_nine_keys = true, .letters = "7484"});
  add("entry_strokes",
      {.way = ui::EntryWay::Strokes, .letters = "szpn", .candidates = {{"水", 4}, {"永", 4}, {"书", 4}}});
  add("entry_latin", {.way = ui::EntryWay::Latin});
  ComplaintDraft complaint = FullComplaint(ComplaintPage::Words);
  complaint.entries.focus = Field::Comment;
  complaint.entries.texts[Field::Comment].clear();
  complaint.entries.sheet = Composition{.way = ui::EntryWay::Ink, .engine = EngineState::Missing};
  samples.push_back({"entry_empty", Shows(complaint)});
}

// Every part of the machine, working.
void AllWell(app::Machine& machine) {
  using screens::DeviceHealth;
  using screens::DeviceReason;
  using screens::DeviceThing;
  for (const auto thing : {DeviceThing::Pinyin, DeviceThing::Handwriting, DeviceThing::Strokes, DeviceThing::Voice,
                           DeviceThing::Printer}) {
    Notice(machine, {.thing = thing, .health = DeviceHealth::Ok});
  }
  machine.outbox = store::OutboxStatus{};
  machine.contact =
      store::CentreContact{.last_success = kNow - std::chrono::minutes{3}, .last_failure = {}, .last_error = {}};
  machine.free_bytes = 12ULL << 30;
  machine.panel.measured_on = base::LocalDate(kNow);
}

void AllAmiss(app::Machine& machine) {
  using screens::DeviceHealth;
  using screens::DeviceReason;
  using screens::DeviceThing;
  Notice(machine, {DeviceThing::Pinyin, DeviceHealth::Missing, DeviceReason::NotInstalled, "libime-data"});
  Notice(machine, {DeviceThing::Handwriting, DeviceHealth::Missing, DeviceReason::FileMissing,
                   "/usr/share/bianmin/handwriting.model"});
  Notice(machine, {DeviceThing::Strokes, DeviceHealth::Unknown, DeviceReason::Loading});
  Notice(machine, {DeviceThing::Voice, DeviceHealth::Missing, DeviceReason::NoSoundCard});
  Notice(machine, {DeviceThing::Printer, DeviceHealth::Degraded, DeviceReason::PaperOut});
  Notice(machine, {DeviceThing::ChineseFont, DeviceHealth::Degraded, DeviceReason::AnotherFont, "fonts-noto-cjk"});
  machine.may_calibrate = true;
  machine.store_trouble = "cannot open /var/lib/bianmin/kiosk.db: Permission denied";
  machine.outbox = store::OutboxStatus{.waiting = 12, .waiting_since = kNow - std::chrono::hours{5}};
  machine.contact = store::CentreContact{};
  machine.free_bytes = 120ULL << 20;
  machine.panel.trouble = "display.toml:1:12: must lie between 100 and 3000";
  machine.calibration_file = "/var/lib/bianmin/display.toml";
}

void AddCalibrations(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, CalibrationStage stage, bool may_calibrate, const char* problem = "") {
    samples.push_back({name, [=](app::Model& model) {
                         model.machine.may_calibrate = may_calibrate;
                         model.screen = CalibrationState{.stage = stage, .width_mm = 476.3, .problem = problem};
                       }});
  };
  add("calibration_locked", CalibrationStage::Match, false);
  add("calibration_match", CalibrationStage::Match, true);
  add("calibration_confirm", CalibrationStage::Confirm, true);
  add("calibration_problem", CalibrationStage::Confirm, true,
      "cannot create /var/lib/bianmin/display.toml.new: Permission denied");
  add("calibration_stored", CalibrationStage::Stored, true);
}

void AddStaff(std::vector<ScreenSample>& samples) {
  const auto device = [&](const char* name, void (*prepare)(app::Machine&)) {
    samples.push_back({name, [prepare](app::Model& model) {
                         prepare(model.machine);
                         model.screen = app::Device{};
                       }});
  };
  device("device_well", AllWell);
  device("device_amiss", AllAmiss);
  samples.push_back({"home_needs_staff", [](app::Model& model) {
                       Notice(model.machine, {DeviceThing::Printer, DeviceHealth::Degraded, DeviceReason::PaperOut});
                     }});
  samples.push_back({"home_no_font", [](app::Model& model) {
                       ui::FontState fonts;
                       fonts.chinese = ui::ChineseFont::None;
                       NoticeFonts(model.machine, fonts);
                     }});
  AddCalibrations(samples);
  TouchTestState test;
  samples.push_back({"touch_test", Shows(test)});
  test.is_over = true;
  samples.push_back({"touch_test_nothing", Shows(test)});
  std::vector<std::size_t> most;
  for (std::size_t i = 0; i < 24 * 14; ++i) {
    if (i > 2 && i != 24 * 7 && i != 24 * 14 - 1) most.push_back(i);
  }
  Reach(test, {24, 14}, most);
  samples.push_back({"touch_test_dead", Shows(test)});
  Reach(test, {24, 14}, {0, 1, 2, 24 * 7, 24 * 14 - 1});
  samples.push_back({"touch_test_sound", Shows(test)});
}

void BeginWarning(app::Model& model) {
  model.session.Touched(base::Milliseconds{1000} - model.session_times.idle - std::chrono::seconds{8});
}

void AddInterruptions(std::vector<ScreenSample>& samples) {
  const domain::DraftCode code = *domain::DraftCode::Parse("482913");
  const auto warn = [&](const char* name, app::Keeping::State state) {
    samples.push_back({name, [code, state](app::Model& model) {
                         model.screen = FullNeed(NeedPage::Phone);
                         model.keeping = app::Keeping{.code = code, .state = state};
                         BeginWarning(model);
                       }});
  };
  warn("idle_keeping", app::Keeping::State::BeingSaved);
  warn("idle_kept", app::Keeping::State::Kept);
  samples.push_back({"outcome_kept", Shows(app::Outcome{FormKept{code}, base::Milliseconds{40'000}})});
  samples.push_back({"leave_not_kept", [code](app::Model& model) {
                       model.screen = FullNeed(NeedPage::Details);
                       model.keeping = app::Keeping{.code = code, .state = app::Keeping::State::Failed};
                       model.asks_leave = true;
                     }});
  samples.push_back({"resume", Shows(ResumeState{.digits = "4829"})});
  samples.push_back(
      {"resume_wait",
       Shows(ResumeState{.digits = "4829", .shows_faults = true, .problem = {ResumeProblem::Kind::Wait, kNow}})});
  samples.push_back(
      {"resume_no_such", Shows(ResumeState{.digits = "482913", .problem = {ResumeProblem::Kind::NoSuchDraft, {}}})});
}

void AddOverlays(std::vector<ScreenSample>& samples) {
  samples.push_back({"leave_question", [](app::Model& model) {
                       model.screen = FullNeed(NeedPage::Details);
                       model.asks_leave = true;
                     }});
  samples.push_back({"idle_warning", [](app::Model& model) {
                       model.screen = FullNeed(NeedPage::Phone);
                       BeginWarning(model);
                     }});
}

}  // namespace

const std::vector<ScreenSample>& ScreenSamples() {
  static const std::vector<ScreenSample> samples = [] {
    std::vector<ScreenSample> all{{"home", Shows(app::Home{})}};
    AddNeeds(all);
    AddRatings(all);
    AddComplaints(all);
    AddLookUps(all);
    AddInformation(all);
    AddOutcomes(all);
    AddTextEntry(all);
    AddStaff(all);
    AddInterruptions(all);
    AddOverlays(all);
    return all;
  }();
  return samples;
}

SampleKiosk::SampleKiosk(const Panel& panel, ui::TextStep step, i18n::Language language)
    : world_(panel, step),
      clock_(kNow),
      step_(step),
      language_(language),
      app_({.settings = Demonstration(),
            .texts = Texts(),
            .clock = clock_,
            .random = random_,
            .give = [](const app::StoreCommand&) {},
            .ask_engines = [](const app::Question&) {},
            .forget_session = [this] { world_.Context().ForgetSession(); }}),
      machine_(app_.model().machine) {}

void SampleKiosk::Show(const ScreenSample& sample) {
  app::Model& model = app_.model();
  app::Reset(model);
  model.machine = machine_;
  sample.prepare(model);
  model.step = step_;
  model.language = language_;
  world_.Context().ForgetSession();
  const ui::Look look = app_.LookFor(world_.look.pixels);
  world_.look.words = look.words;
  world_.look.step = look.step;
  world_.look.is_animated = false;
  world_.Show([this](ui::Frame& frame) { app_.Draw(frame); });
}

}  // namespace bianmin::testing

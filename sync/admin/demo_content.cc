#include "sync/admin/demo_content.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/admin/demo_texts.h"

namespace bianmin::admin {
namespace {

using base::TimePoint;
using domain::OrderAct;
using domain::OrderState;
using namespace std::chrono_literals;

// So many a day at a busy centre; a small demonstration is spread over three days at least.
constexpr std::int64_t kRecordsADay = 60;
constexpr std::int64_t kLeastDays = 3;
constexpr std::int64_t kMostDays = 400;
constexpr auto kOpens = 8h + 30min;
constexpr auto kOpenFor = 9h;
constexpr auto kNewest = 4min;
constexpr auto kMostlyDoneAfter = std::chrono::days{6};
constexpr std::size_t kRecentOrders = 50;
constexpr std::array<std::string_view, 3> kOwners{"1001", "1002", "1003"};

struct Step {
  OrderAct act;
  OrderState state;
  domain::Actor by;
};
constexpr std::array<Step, 5> kWayOfAnOrder{
    {{OrderAct::Accept, OrderState::Accepted, domain::Actor::Staff},
     {OrderAct::Dispatch, OrderState::Dispatched, domain::Actor::Staff},
     {OrderAct::BeginService, OrderState::InService, domain::Actor::Provider},
     {OrderAct::FinishService, OrderState::AwaitingAcceptance, domain::Actor::Provider},
     {OrderAct::ConfirmCompletion, OrderState::Completed, domain::Actor::Resident}}};

constexpr std::uint64_t kSeedsApart = 10'000'019;  // a prime above the most records

}  // namespace

DemoContent::DemoContent(const DemoWorld& world, const DemoPlan& plan)
    : world_(world),
      plan_(plan),
      random_(plan.seed),
      days_(std::clamp(plan.records / kRecordsADay, kLeastDays, kMostDays)) {}

std::vector<store::BulkRecord> DemoContent::Next(std::size_t most) {
  std::vector<store::BulkRecord> records;
  while (place_ < plan_.records && records.size() < most) {
    // Each record from numbers of its own: how far one has come depends on the hour, and no other may differ by that.
    random_ = base::SeededRandom{plan_.seed * kSeedsApart + static_cast<std::uint64_t>(place_)};
    at_ = MomentOf(place_++);
    records.push_back(MakeOne());
  }
  return records;
}

store::BulkRecord DemoContent::MakeOne() {
  const std::uint64_t kind = random_.Below(100);
  if (kind < 78 || recent_orders_.empty()) return MakeOrder();
  if (kind < 86) return MakeComplaint(domain::ComplaintKind::Complaint);
  if (kind < 91) return MakeComplaint(domain::ComplaintKind::Suggestion);
  return MakeRating();
}

// Evenly over the days' opening hours up to now.
TimePoint DemoContent::MomentOf(std::int64_t place) const {
  const std::int64_t day = place * days_ / plan_.records;
  const std::int64_t first = (day * plan_.records + days_ - 1) / days_;
  const std::int64_t last = ((day + 1) * plan_.records + days_ - 1) / days_;
  const auto in_day = base::Milliseconds{kOpenFor} * (place - first) / std::max<std::int64_t>(last - first, 1);
  const auto today = base::FromLocal({.date = base::LocalDate(plan_.now)});
  const TimePoint moment = today - std::chrono::days{days_ - 1 - day} + kOpens + in_day;
  return std::min(moment, plan_.now - kNewest - base::Milliseconds{plan_.records - place});
}

bool DemoContent::IsOld() const { return plan_.now - at_ > kMostlyDoneAfter; }

domain::RecordNumber DemoContent::NextNumber() {
  last_serial_ = domain::NextSerial(last_serial_, base::LocalDate(at_));
  return domain::RecordNumber::Of(world_.kiosk, *last_serial_);
}

domain::Contact DemoContent::MakeContact() {
  std::string name(OneOf(kSurnames));
  name += InPercent(60) ? OneOf(kTitles) : OneOf(kGivenNames);
  const std::string phone = InPercent(12) ? fmt::format("021{}{:07}", 5 + random_.Below(2), random_.Below(10'000'000))
                                          : fmt::format("1{}{:09}", 3 + random_.Below(7), random_.Below(1'000'000'000));
  return {domain::PersonName::Parse(name).value(), domain::Phone::Parse(phone).value()};
}

domain::Need DemoContent::MakeNeed() {
  const domain::Service& service = OneOf(world_.catalogue.services);
  domain::Need need{.service_code = service.code,
                    .package_code = OneOf(service.packages).code,
                    .description = service.phrases.empty() ? service.name.zh : OneOf(service.phrases).zh,
                    .wants_home_registration = InPercent(4),
                    .contact = MakeContact()};
  if (InPercent(55)) need.description += fmt::format("，{}", OneOf(kDetails));
  need.description += "。";
  if (service.may_be_urgent && InPercent(9)) need.urgency = domain::Urgency::Urgent;
  if (service.needs_address) {
    const domain::Compound& compound = OneOf(world_.addresses.compounds);
    const domain::Building& building = OneOf(compound.buildings);
    const auto rooms = domain::RoomsOnFloor(building, 1 + static_cast<int>(random_.Below(building.floors)));
    need.address = domain::Address{.compound = compound.code,
                                   .building = building.name,
                                   .unit = building.units.empty() ? "" : OneOf(building.units),
                                   .room = OneOf(rooms),
                                   .note = ""};
    need.address_text = domain::Describe(*need.address, world_.addresses);
  }
  if (service.needs_appointment) {
    const auto day = base::LocalDate(at_ + std::chrono::days{1 + static_cast<int>(random_.Below(4))});
    need.appointment = {.date = day, .half = InPercent(50) ? domain::HalfDay::Morning : domain::HalfDay::Afternoon};
  }
  return need;
}

// How far an order of this age has come. Most of the old ones are finished; some of every age still wait.
std::vector<domain::HistoryEntry> DemoContent::MakeHistory(const domain::Order& order) {
  std::vector<domain::HistoryEntry> history{
      {.state = OrderState::Registered, .by = domain::Actor::Resident, .at = order.registered_at}};
  const bool waits = plan_.everything_waits ? InPercent(60) : InPercent(IsOld() ? 2 : 35);
  if (waits) return history;
  const TimePoint now = plan_.now;
  if (!plan_.everything_waits && InPercent(4)) {
    const TimePoint at = std::min(order.registered_at + 2h, now);
    history.push_back(
        {.state = OrderState::Cancelled, .act = OrderAct::Cancel, .by = domain::Actor::Resident, .at = at});
    return history;
  }
  std::size_t steps = 1 + random_.Below(kWayOfAnOrder.size());
  if (IsOld() && InPercent(94)) steps = kWayOfAnOrder.size();
  if (plan_.everything_waits) steps = std::min(steps, kWayOfAnOrder.size() - 1);
  TimePoint at = order.registered_at;
  for (std::size_t i = 0; i < steps; ++i) {
    at += 20min + std::chrono::minutes{static_cast<int>(random_.Below(30 * 60))};
    if (at > now) break;
    history.push_back(
        {.state = kWayOfAnOrder[i].state, .act = kWayOfAnOrder[i].act, .by = kWayOfAnOrder[i].by, .at = at});
  }
  return history;
}

store::BulkStanding DemoContent::MakeStanding(bool is_old) {
  store::BulkStanding standing;
  if (InPercent(15)) standing.priority = InPercent(40) ? domain::PriorityClass::First : domain::PriorityClass::Second;
  if (InPercent(is_old ? 80 : 40)) standing.owner = domain::StaffNumber::Parse(OneOf(kOwners)).value();
  return standing;
}

store::BulkOrder DemoContent::MakeOrder() {
  domain::Order order{.id = domain::OrderId::New(at_, random_),
                      .number = NextNumber(),
                      .need = MakeNeed(),
                      .registered_at = at_,
                      .respond_by = at_};
  order.respond_by = domain::OrderDue(world_.times, order.need.urgency, at_);
  order.history = MakeHistory(order);
  order.state = order.history.back().state;
  if (recent_orders_.size() == kRecentOrders) recent_orders_.erase(recent_orders_.begin());
  recent_orders_.push_back(order.number);
  return {.order = std::move(order), .standing = MakeStanding(IsOld())};
}

store::BulkComplaint DemoContent::MakeComplaint(domain::ComplaintKind kind) {
  const bool is_complaint = kind == domain::ComplaintKind::Complaint;
  domain::FiledComplaint filed{.kind = kind, .occasion = domain::Occasion::Yesterday};
  constexpr std::array kAbout{domain::About::Service,  domain::About::Provider, domain::About::Charge,
                              domain::About::Facility, domain::About::Other,    domain::About::Staff,
                              domain::About::Centre};
  filed.about =
      is_complaint ? kAbout[std::min<std::size_t>(random_.Below(8), kAbout.size() - 1)] : domain::About::Other;
  if (is_complaint) filed.subject_code = OneOf(world_.catalogue.complaint_subjects).code;
  if (is_complaint && InPercent(60)) filed.whom = OneOf(kAboutWhom);
  filed.description = fmt::format("{}：{}。", OneOf(world_.addresses.compounds).name.zh,
                                  is_complaint ? OneOf(kComplaints) : OneOf(kSuggestions));
  if (is_complaint && InPercent(40)) filed.order = OneOf(recent_orders_);
  if (InPercent(75)) filed.contact = MakeContact();
  domain::Complaint complaint{.id = domain::ComplaintId::New(at_, random_),
                              .number = NextNumber(),
                              .filed = std::move(filed),
                              .filed_at = at_,
                              .answer_by = domain::ComplaintDue(world_.times, world_.calendar, kind, at_)};
  using enum domain::ComplaintState;
  constexpr std::array kStates{Received, BeingHandled, Answered, Closed};
  complaint.state = IsOld() && InPercent(93) ? Closed : kStates[random_.Below(kStates.size())];
  if (plan_.everything_waits && complaint.state == Closed) complaint.state = Received;
  if (complaint.state == Answered || complaint.state == Closed) complaint.answer = "已核实，已联系处理。";
  return {.complaint = std::move(complaint), .standing = MakeStanding(IsOld())};
}

store::BulkRecord DemoContent::MakeRating() {
  constexpr std::array kStars{5, 5, 5, 5, 5, 4, 4, 3, 2, 1};
  const domain::Grade grade = *domain::Grade::Of(plan_.everything_waits ? 2 : OneOf(kStars));
  domain::GivenRating rating{.rated = domain::RatedOrder{OneOf(recent_orders_)},
                             .service_code = OneOf(world_.catalogue.services).code,
                             .grades = {.overall = grade},
                             .comment = std::string(grade.IsBad() ? OneOf(kBadComments) : OneOf(kGoodComments))};
  if (grade.IsBad()) rating.reason_codes = {OneOf(world_.catalogue.rating_reasons).code};
  store::BulkStanding standing{.is_answered = !plan_.everything_waits && IsOld() && InPercent(90)};
  if (InPercent(50)) return store::BulkAnonymousRating{rating, base::LocalDate(at_), standing};
  rating.contact = MakeContact();
  return store::BulkNamedRating{NextNumber(), rating, at_, standing};
}

}  // namespace bianmin::admin

#include "tests/support/x_clerk.h"

#include <algorithm>
#include <array>

#include "tests/support/x_journey.h"

namespace bianmin::support {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;
constexpr int kMostRows = 300;
constexpr int kMostActs = 12;  // on one record
constexpr std::string_view kQueueIsEmpty = "没有待办";
constexpr std::array<std::string_view, 3> kEndsOfOrders{"已完成", "已取消", "不予受理"};

// The pages of one record are headed "what it is · where it stands".
bool Stands(const SeenScreen& screen, std::string_view state) {
  const std::string ending = " · " + std::string(state);
  return std::any_of(screen.items.begin(), screen.items.end(),
                     [&](const SeenItem& item) { return item.text.ends_with(ending); });
}

bool Offers(const SeenScreen& screen, std::string_view id) { return screen.Find(id) != nullptr; }

bool OffersAny(const SeenScreen& screen, std::string_view prefix) {
  return std::any_of(screen.items.begin(), screen.items.end(),
                     [&](const SeenItem& item) { return item.kind == "control" && item.id.starts_with(prefix); });
}

bool IsEnabled(const SeenScreen& screen, std::string_view id) {
  const SeenItem* item = screen.Find(id);
  return item != nullptr && item->is_enabled;
}

// The first of these acts that the page offers; empty: none.
std::string FirstOffered(const SeenScreen& screen, std::string_view prefix,
                         const std::vector<std::string_view>& furthest_first) {
  for (const std::string_view act : furthest_first) {
    if (Offers(screen, std::string(prefix) + "." + std::string(act))) return std::string(act);
  }
  return {};
}

std::vector<SeenItem> RowsIn(const SeenScreen& screen) {
  std::vector<SeenItem> rows;
  for (const SeenItem& item : screen.items) {
    const bool is_row = item.kind == "control" && item.is_visible && item.id.starts_with("queue.row");
    if (is_row) rows.push_back(item);
  }
  return rows;
}

// The number of the record in a row; of an anonymous rating, which has none, the words of the row.
std::string RecordIn(const SeenScreen& screen, const std::string& row) {
  SeenScreen words;
  for (const SeenItem& item : screen.items) {
    if (item.id == row) words.items.push_back(item);
  }
  const std::string number = XJourney::NumberOn(words);
  return number.empty() ? words.Words() : number;
}

}  // namespace

SeenScreen XClerk::SeesPage(std::string_view page) {
  return hand_.WaitUntil(
      "the page " + std::string(page), [&](const SeenScreen& seen) { return seen.page == page; }, kPatience);
}

void XClerk::GoesBackTo(std::string_view page) {
  hand_.Tap("footer.back");
  SeesPage(page);
}

void XClerk::EntersDigits(std::string_view page, std::string_view digits) {
  SeesPage(page);
  if (IsEnabled(hand_.Look(), "keys.clear")) hand_.Tap("keys.clear");  // what stayed from an earlier try
  hand_.Type(digits);
  hand_.Tap("footer.next");
}

void XClerk::Writes(std::string_view field) {
  hand_.Tap(field);
  hand_.Tap("entry.phrase.0");
  hand_.Tap("entry.done");
}

void XClerk::Confirms(std::string_view dialog) {
  hand_.Tap("footer.next");
  hand_.Tap(std::string(dialog) + ".primary");
}

void XClerk::SignsIn() {
  SeesPage("home");
  hand_.Tap("header.logo");
  hand_.Tap("device.sign_in");
  EntersDigits("sign_in.number", who_.number);
  EntersDigits("sign_in.pin", who_.pin);
  SeesPage("workbench");
}

void XClerk::SignsOut() {
  hand_.Tap("header.leave");
  SeesPage("home");
}

// ---- 交接班

void XClerk::OpensTheShift() {
  hand_.Tap("workbench.shift");
  hand_.Tap("shift.open");
  SeesPage("shift.check");
  hand_.Tap("footer.next");
  hand_.WaitUntil(
      "an open shift", [](const SeenScreen& seen) { return seen.page == "shift" && Offers(seen, "shift.close"); },
      kPatience);
  GoesBackTo("workbench");
}

void XClerk::ReviewsTheShift() {
  hand_.Tap("workbench.shift");
  hand_.Tap("shift.close");
  SeesPage("shift.close.came_in");
  hand_.Tap("footer.next");
  if (Offers(SeesPage("shift.close.left"), "field.shift_reason")) Writes("field.shift_reason");
  hand_.Tap("footer.next");
  SeesPage("shift.close.city");
  hand_.Tap("footer.next");
  SeesPage("shift.close.notes");
  Writes("field.shift_notes");
  hand_.Tap("footer.next");
  SeesPage("shift.close.who");
  hand_.Tap("shift.who.somebody");
  hand_.Tap("footer.next");
}

void XClerk::Signs(const XAccount& successor) {
  EntersDigits("shift.sign.leaver", who_.pin);
  // Who takes over is known still when it is signed again.
  const std::string known = SeesPage("shift.sign.taker_number").TextOf("field.taker_number");
  EntersDigits("shift.sign.taker_number", known.find(successor.number) == std::string::npos ? successor.number : "");
  SeesPage("shift.sign.taker");
  hand_.Type(successor.pin);
}

void XClerk::ClosesTheShift() {
  hand_.Tap("footer.next");
  SeesPage("shift.closed");
}

// ---- acts

void XClerk::Does(std::string_view prefix, const Step& step) {
  const std::string button = std::string(prefix) + "." + step.act;
  const std::string page = hand_.Look().page;
  hand_.Tap(button);
  if (step.finish) step.finish();
  hand_.WaitUntil(
      "the page " + page + " after " + button,
      [&](const SeenScreen& seen) {
        if (seen.page != page) return false;
        if (step.leads.empty()) return !Offers(seen, button);
        return std::any_of(step.leads.begin(), step.leads.end(), [&](auto state) { return Stands(seen, state); });
      },
      kPatience);
  ++done_[button];
}

void XClerk::Dispatches() {
  const SeenScreen page = hand_.WaitUntil(
      "who could serve",
      [](const SeenScreen& seen) { return seen.FindFirst("provider.") || Offers(seen, "match.show_others"); },
      kPatience);
  if (page.FindFirst("provider.") == nullptr) {
    hand_.Tap("match.show_others");
    hand_.TapFirst("provider.");
    Writes("field.staff_text");  // why somebody who was not proposed
  } else {
    hand_.TapFirst("provider.");
  }
  hand_.Tap("footer.next");
}

// Of the new ones every seventh is declined, and every ninth cancelled at the resident's word.
std::string XClerk::NextOrderAct(const SeenScreen& page) {
  if (Offers(page, "case.act.accept")) {
    ++new_orders_;
    if (new_orders_ % 7 == 3) return "decline";
    if (new_orders_ % 9 == 5) return "cancel";
  }
  return FirstOffered(page, "case.act",
                      {"confirm_completion", "finish_service", "begin_service", "dispatch", "accept"});
}

XClerk::Step XClerk::OrderStep(const std::string& act) {
  const auto with_reason = [this] {
    hand_.TapFirst("reason.");
    Confirms("case.ask");
  };
  if (act == "accept") return {act, {}, {"已受理"}};
  if (act == "decline") return {act, with_reason, {"不予受理"}};
  if (act == "cancel") return {act, with_reason, {"已取消"}};
  if (act == "dispatch") return {act, [this] { Dispatches(); }, {"已派单"}};
  if (act == "begin_service") return {act, {}, {"服务中"}};
  if (act == "finish_service") return {act, {}, {"待验收"}};
  const auto sign = [this] {
    hand_.WriteOn("case.sign.pad", "小");
    hand_.Tap("footer.next");
  };
  return {act, sign, {"已完成"}};
}

void XClerk::HandlesOrder() {
  for (int acts = 0; acts < kMostActs; ++acts) {
    const SeenScreen page = hand_.Look();
    const bool has_ended =
        std::any_of(kEndsOfOrders.begin(), kEndsOfOrders.end(), [&](auto state) { return Stands(page, state); });
    const std::string act = has_ended ? std::string() : NextOrderAct(page);
    if (act.empty()) return;
    Does("case.act", OrderStep(act));
  }
}

void XClerk::Verifies(const std::string& subject) {
  hand_.Tap("severity.minor");
  const SeenItem* about_staff = hand_.Look().Find("concern.yes");
  if (about_staff == nullptr || !about_staff->is_selected) {
    hand_.Tap("concern.no");
  } else if (!subject.empty()) {
    hand_.Tap("workmate." + subject);
  }
  Writes("field.staff_words");
  hand_.Tap("footer.next");
}

XClerk::Step XClerk::GrievanceStep(const std::string& act, const std::string& subject) {
  if (act == "verify") return {act, [this, subject] { Verifies(subject); }, {"已核实"}};
  if (act == "close") return {act, [this] { Confirms("handle.sure"); }, {"已办结"}};
  if (act == "call_back") {
    const auto call = [this] {
      hand_.Tap("result.satisfied");
      hand_.Tap("footer.next");
    };
    return {act, call, {"已回访"}};
  }
  const auto answer = [this] {
    Writes("field.staff_words");
    hand_.Tap("footer.next");
  };
  return {act, answer, {"已答复"}};
}

void XClerk::HandlesGrievance(const std::string& subject) {
  for (int acts = 0; acts < kMostActs; ++acts) {
    const SeenScreen page = hand_.Look();
    if (Stands(page, "已办结")) return;
    std::vector<std::string_view> acts_wanted{"close"};
    const bool is_new = Stands(page, "已收到");
    if (is_new || Stands(page, "已核实")) acts_wanted.insert(acts_wanted.end(), {"answer", "verify"});
    if (Stands(page, "已答复") || Stands(page, "已整改")) acts_wanted.emplace_back("call_back");
    const std::string act = FirstOffered(page, "handle", acts_wanted);
    if (act.empty()) return;
    Does("handle", GrievanceStep(act, subject));
  }
}

XClerk::Step XClerk::LineStep(const std::string& act) {
  const auto next = [this] { hand_.Tap("footer.next"); };
  if (act == "plan") {
    const auto plan = [this] {
      Writes("field.staff_words");
      Writes("field.staff_more");
      hand_.Tap("workmate." + who_.number);
      hand_.Tap("due.7");
      hand_.Tap("footer.next");
    };
    return {act, plan, {"整改中"}};
  }
  if (act == "report_done") return {act, {}, {"待复核"}};
  if (act == "verify") return {act, next, {"已复核"}};
  if (act == "close") return {act, [this] { Confirms("handle.sure"); }, {"已销号"}};
  const auto call = [this] {
    hand_.Tap("result.satisfied");
    hand_.Tap("footer.next");
  };
  return {act, call, {}};
}

// Evidence leaves the line where it stands: it is there when the line can be reported done.
void XClerk::HandlesLine() {
  for (int acts = 0; acts < kMostActs; ++acts) {
    const SeenScreen page = hand_.Look();
    if (Stands(page, "已销号")) return;
    std::vector<std::string_view> acts_wanted{"close", "call_back", "verify", "report_done"};
    if (Stands(page, "待整改")) acts_wanted.emplace_back("plan");
    if (Stands(page, "整改中")) acts_wanted.emplace_back("add_evidence");
    const std::string act = FirstOffered(page, "rectify", acts_wanted);
    if (act.empty()) return;
    if (act != "add_evidence") {
      Does("rectify", LineStep(act));
      continue;
    }
    hand_.Tap("rectify.add_evidence");
    Writes("field.staff_words");
    hand_.Tap("footer.next");
    hand_.WaitFor("rectify.report_done");
    ++done_["rectify.add_evidence"];
  }
}

// ---- lists

// The id of the first row that was not left, from the top of the list on; empty: there is none.
std::string XClerk::NextRow() {
  const auto read = [this] {
    return hand_.WaitUntil(
        "the rows of the queue",
        [](const SeenScreen& seen) {
          const std::vector<SeenItem> rows = RowsIn(seen);
          const auto is_read = [](const SeenItem& row) { return row.is_enabled; };
          const bool is_empty = seen.Words().find(kQueueIsEmpty) != std::string::npos;
          return seen.page == "queue" &&
                 (is_empty || (!rows.empty() && std::all_of(rows.begin(), rows.end(), is_read)));
        },
        kPatience);
  };
  while (IsEnabled(read(), "list.previous")) hand_.Tap("list.previous");
  while (true) {
    const SeenScreen screen = read();
    for (const SeenItem& row : RowsIn(screen)) {
      if (!left_.contains(RecordIn(screen, row.id))) return row.id;
    }
    if (!IsEnabled(screen, "list.next")) return {};
    hand_.Tap("list.next");
  }
}

bool XClerk::WorksOffTheQueue() {
  left_.clear();
  hand_.Tap("workbench.queue");
  SeesPage("queue");
  for (int rows = 0; rows < kMostRows; ++rows) {
    const std::string row = NextRow();
    if (row.empty()) break;
    left_.insert(RecordIn(hand_.Look(), row));
    hand_.Tap(row);
    const SeenScreen page = hand_.WaitUntil(
        "the page of the row",
        [](const SeenScreen& seen) {
          return seen.page == "ledger.line" || (seen.page == "case" && OffersAny(seen, "case.act.")) ||
                 (seen.page == "grievance" && OffersAny(seen, "handle."));
        },
        kPatience);
    if (page.page == "case") HandlesOrder();
    if (page.page == "grievance") HandlesGrievance();
    if (page.page == "ledger.line") HandlesLine();  // of an anonymous rating
    hand_.Tap("footer.back");
    SeesPage("queue");
  }
  NextRow();
  const bool is_empty = hand_.Look().Words().find(kQueueIsEmpty) != std::string::npos;
  GoesBackTo("workbench");
  return is_empty;
}

void XClerk::WorksOffTheLedger() {
  left_.clear();
  hand_.Tap("workbench.rectification");
  const auto next_line = [this]() -> std::string {
    const SeenScreen screen = hand_.WaitUntil(
        "the ledger", [](const SeenScreen& seen) { return seen.page == "ledger" && Offers(seen, "tab.lines"); },
        kPatience);
    for (const SeenItem& item : screen.items) {
      if (item.kind == "control" && item.id.starts_with("line.") && !left_.contains(item.id)) return item.id;
    }
    return {};
  };
  for (std::string line = next_line(); !line.empty(); line = next_line()) {
    left_.insert(line);
    hand_.Tap(line);
    SeesPage("ledger.line");
    HandlesLine();
    GoesBackTo("ledger");
  }
  GoesBackTo("workbench");
}

}  // namespace bianmin::support

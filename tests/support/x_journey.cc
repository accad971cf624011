#include "tests/support/x_journey.h"

#include <regex>

namespace bianmin::support {
namespace {

constexpr std::string_view kPhone = "13800001234";
constexpr std::chrono::milliseconds kPagePatience{15'000};
constexpr int kMostPages = 40;

}  // namespace

void XJourney::SeePage(std::string_view page) {
  if (!is_hasty_) resident_.Picture(page);
}

std::string XJourney::NumberOn(const SeenScreen& screen) {
  static const std::regex kNumber("[A-HJ-NP-Z]{2} [0-9]{4} [0-9]{4}");
  const std::string words = screen.Words();
  std::smatch match;
  return std::regex_search(words, match, kNumber) ? match.str() : std::string();
}

void XJourney::TapFirst(std::string_view prefix) {
  const SeenScreen screen = resident_.WaitUntil(
      "a choice \"" + std::string(prefix) + "…\"",
      [prefix](const SeenScreen& now) {
        for (const SeenItem& item : now.items) {
          if (item.kind == "control" && item.is_visible && item.is_enabled && item.id.starts_with(prefix)) return true;
        }
        return false;
      },
      kPagePatience);
  for (const SeenItem& item : screen.items) {
    if (item.kind == "control" && item.is_visible && item.is_enabled && item.id.starts_with(prefix)) {
      resident_.Tap(item.id);
      return;
    }
  }
}

void XJourney::GoHome() {
  for (int step = 0; step < kMostPages; ++step) {
    const SeenScreen screen = resident_.WaitUntil(
        "any page", [](const SeenScreen& now) { return !now.page.empty(); }, kPagePatience);
    if (screen.page == "home") return;
    for (const std::string_view id : {"leave.primary", "idle.primary", "result.finish", "header.leave"}) {
      const SeenItem* item = screen.Find(id);
      if (item == nullptr || !item->is_visible || !item->is_enabled) continue;
      resident_.Tap(id);
      break;
    }
  }
  throw StepFailed("no way leads back to the home screen");
}

SeenScreen XJourney::Walk(std::string_view errand, const std::map<std::string, PageAct>& acts, std::string_view last) {
  GoHome();
  resident_.Tap(errand);
  std::string before = "home";
  for (int step = 0; step < kMostPages; ++step) {
    SeenScreen screen = resident_.WaitUntil(
        "the page after \"" + before + "\"", [&](const SeenScreen& now) { return now.page != before; }, kPagePatience);
    if (screen.page == last) return resident_.WaitUntilSettled();
    const auto act = acts.find(screen.page);
    if (act == acts.end()) throw StepFailed("nobody told the resident what to do on the page \"" + screen.page + "\"");
    before = screen.page;
    act->second();
    if (resident_.Look().page != before) continue;  // a choice that leads on by itself
    SeePage(before);
    resident_.Tap("footer.next");
  }
  throw StepFailed("the errand " + std::string(errand) + " has no end");
}

std::map<std::string, XJourney::PageAct> XJourney::PersonPages() {
  return {{"privacy", [this] { resident_.Tap("privacy.consent"); }},
          {"name",
           [this] {
             resident_.Tap("salutation.ms");
             TapFirst("surname.");
           }},
          {"phone", [this] { EntersPhone(); }}};
}

void XJourney::EntersPhone() {
  if (is_hasty_) {
    resident_.Type(kPhone);
  } else {
    resident_.TapKeys("keys", kPhone);
  }
}

std::string XJourney::RegistersNeed() {
  std::map<std::string, PageAct> acts{
      {"register.group", [this] { resident_.Tap("group.life"); }},
      {"register.service", [this] { TapFirst("service."); }},
      {"register.package", [this] { TapFirst("package."); }},
      {"register.details", [this] { resident_.Tap("phrase.0"); }},
      {"register.compound", [this] { TapFirst("compound."); }},
      {"register.building", [this] { TapFirst("building."); }},
      {"register.unit", [this] { TapFirst("unit."); }},
      {"register.room", [this] { resident_.TapKeys("keys", "302"); }},
      {"register.time", [this] { resident_.Tap("day.soon"); }},
      {"register.review", [] {}},
  };
  for (const auto& [page, act] : PersonPages()) acts.emplace("register." + page, act);
  const SeenScreen result = Walk("home.register", acts, "register.result");
  SeePage(result.page);
  return NumberOn(result);
}

void XJourney::RatesVisit() {
  const std::map<std::string, PageAct> acts{
      {"rate.what", [this] { resident_.Tap("rate.visit"); }},
      {"rate.window",
       [this] {
         TapFirst("window.");
         resident_.Tap("ticket.none");
       }},
      {"rate.stars", [this] { resident_.Tap("stars.overall.5"); }},
      {"rate.dimensions", [] {}},
      {"rate.reasons", [] {}},
      {"rate.who", [this] { resident_.Tap("who.anonymous"); }},
      {"rate.review", [] {}},
  };
  SeePage(Walk("home.rate", acts, "rate.result").page);
}

std::string XJourney::FilesComplaint() {
  std::map<std::string, PageAct> acts{
      {"complain.kind", [this] { resident_.Tap("kind.complaint"); }},
      {"complain.about", [this] { TapFirst("about."); }},
      {"complain.subject", [this] { TapFirst("subject."); }},
      {"complain.when", [this] { TapFirst("occasion."); }},
      {"complain.details", [this] { resident_.Type("电梯坏了三天 lift"); }},
      {"complain.who", [this] { resident_.Tap("who.named"); }},
      {"complain.review", [] {}},
  };
  for (const auto& [page, act] : PersonPages()) acts.emplace("complain." + page, act);
  const SeenScreen result = Walk("home.complain", acts, "complain.result");
  SeePage(result.page);
  return NumberOn(result);
}

void XJourney::LooksUp(const std::string& number) {
  std::string digits;
  for (const char letter : number) {
    if (letter != ' ') digits += letter;
  }
  const std::map<std::string, PageAct> acts{
      {"lookup.find",
       [this, digits] {
         resident_.Tap("field.number");
         resident_.Type(digits);
         resident_.Tap("field.last_four");
         resident_.Type(LastFourDigits());
       }},
  };
  SeePage(Walk("home.lookup", acts, "lookup.order").page);
}

}  // namespace bianmin::support

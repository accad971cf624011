#include "tests/support/x_journey.h"

#include <regex>
#include <utility>

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

void XJourney::GoHome() {
  for (int step = 0; step < kMostPages; ++step) {
    const SeenScreen screen = resident_.WaitUntil(
        "any page", [](const SeenScreen& now) { return !now.page.empty(); }, kPagePatience);
    if (screen.page == "home") return;
    for (const std::string_view id : {"idle.secondary", "leave.secondary", "header.leave", "footer.next"}) {
      const SeenItem* item = screen.Find(id);
      if (item == nullptr || !item->is_visible || !item->is_enabled) continue;
      resident_.Tap(id);
      break;
    }
  }
  throw StepFailed("no way leads back to the home screen");
}

SeenScreen XJourney::Walk(std::string_view errand, const Acts& acts, std::string_view last) {
  GoHome();
  resident_.Tap(errand);
  std::string before = "home";
  for (int step = 0; step < kMostPages; ++step) {
    const SeenScreen screen = resident_.WaitUntil(
        "the page after \"" + before + "\"", [&](const SeenScreen& now) { return now.page != before; }, kPagePatience);
    if (screen.page == last) return resident_.WaitUntilSettled();
    const auto found = acts.find(screen.page);
    if (found == acts.end())
      throw StepFailed("nobody told the resident what to do on the page \"" + screen.page + "\"");
    before = screen.page;
    resident_.WaitUntilSettled();
    if (found->second.leads_on) SeePage(before);
    found->second.act();
    if (found->second.leads_on) continue;
    SeePage(before);
    resident_.Tap("footer.next");
  }
  throw StepFailed("the errand " + std::string(errand) + " has no end");
}

XJourney::PageAct XJourney::Chooses(std::string id) {
  return {.act = [this, id = std::move(id)] { resident_.Tap(id); }, .leads_on = true};
}

XJourney::PageAct XJourney::ChoosesFirst(std::string prefix) {
  return {.act = [this, prefix = std::move(prefix)] { resident_.TapFirst(prefix); }, .leads_on = true};
}

void XJourney::EntersPhone() {
  if (is_hasty_) {
    resident_.Type(kPhone);
  } else {
    resident_.TapKeys("keys", kPhone);
  }
}

void XJourney::WritesByFinger(const std::vector<std::string>& characters) {
  resident_.Tap("entry.way.ink");
  for (const std::string& character : characters) {
    resident_.WriteOn("entry.pad", character);
    resident_.WaitFor("entry.pick.0");
    SeePage("entry.ink");
    resident_.Tap("entry.pick.0");
  }
}

void XJourney::Types(std::string_view words) {
  resident_.Tap("entry.way.latin");
  resident_.Type(words);
}

void XJourney::WritesInPinyin(std::string_view letters) {
  resident_.Tap("entry.way.pinyin");
  resident_.TapKeys("entry", letters);
  resident_.WaitFor("entry.pick.0");
  SeePage("entry.pinyin");
  resident_.Tap("entry.pick.0");
}

void XJourney::AddPersonPages(const std::string& errand, Acts& acts) {
  acts[errand + ".privacy"].act = [this] { resident_.Tap("privacy.consent"); };
  acts[errand + ".name"].act = [this] {
    resident_.Tap("salutation.ms");
    resident_.TapFirst("surname.");
  };
  acts[errand + ".phone"].act = [this] { EntersPhone(); };
}

std::string XJourney::RegistersNeed() {
  Acts acts;
  AddPersonPages("register", acts);
  acts["register.group"] = Chooses("group.life");
  acts["register.service"] = ChoosesFirst("service.");
  acts["register.package"] = ChoosesFirst("package.");
  acts["register.details"].act = [this] {
    resident_.Tap("phrase.0");
    if (is_hasty_) return;
    resident_.Tap("field.description");
    WritesByFinger({"水", "太", "小"});
    resident_.Tap("entry.done");
  };
  acts["register.compound"] = ChoosesFirst("compound.");
  acts["register.building"] = ChoosesFirst("building.");
  acts["register.unit"] = ChoosesFirst("unit.");
  acts["register.room"].act = [this] { resident_.TapKeys("keys", "302"); };
  acts["register.time"].act = [this] { resident_.Tap("day.soon"); };
  acts["register.review"].act = [] {};
  const SeenScreen result = Walk("home.register", acts, "outcome");
  SeePage("register.outcome");
  return NumberOn(result);
}

void XJourney::RatesVisit() {
  Acts acts;
  acts["rate.what"] = Chooses("rate.visit");
  acts["rate.window"].act = [this] {
    resident_.TapFirst("window.");
    resident_.Tap("ticket.none");
  };
  acts["rate.stars"].act = [this] { resident_.Tap("stars.overall.5"); };
  acts["rate.dimensions"].act = [] {};
  acts["rate.reasons"].act = [] {};
  acts["rate.who"] = Chooses("who.anonymous");
  acts["rate.review"].act = [] {};
  Walk("home.rate", acts, "outcome");
  SeePage("rate.outcome");
}

std::string XJourney::FilesComplaint(const std::string& about, std::string_view words, std::string_view whom) {
  Acts acts;
  AddPersonPages("complain", acts);
  acts["complain.kind"] = Chooses("kind.complaint");
  acts["complain.about"] = Chooses("about." + about);
  acts["complain.subject"] = ChoosesFirst("subject.");
  acts["complain.occasion"] = Chooses("occasion.today");
  acts["complain.words"].act = [this, words, whom] {
    resident_.Tap("field.description");
    if (is_hasty_) {
      Types(words);
    } else {
      WritesInPinyin("diantihuaile");
    }
    resident_.Tap("entry.done");
    if (whom.empty()) return;
    resident_.Tap("field.whom");
    Types(whom);
    resident_.Tap("entry.done");
  };
  acts["complain.who"] = Chooses("who.named");
  acts["complain.review"].act = [] {};
  const SeenScreen result = Walk("home.complain", acts, "outcome");
  SeePage("complain.outcome");
  return NumberOn(result);
}

void XJourney::LooksUp(const std::string& number) {
  Acts acts;
  std::string digits;  // the two letters of this kiosk stand in the field already
  for (const char letter : number) digits += letter >= '0' && letter <= '9' ? std::string(1, letter) : std::string();
  acts["lookup.form"].act = [this, digits] {
    resident_.Tap("field.number");
    resident_.TapKeys("keys", digits);
    resident_.Tap("field.last_four");
    resident_.TapKeys("keys", LastFourDigits());
  };
  Walk("home.lookup", acts, "lookup.record");
  SeePage("lookup.record");
}

}  // namespace bianmin::support

// What of a form is kept, and how it comes back to a kiosk whose catalogue, addresses and day have changed.
#include "kiosk/app/draft_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/app/draft_text.h"
#include "kiosk/domain/limits.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using domain::Dimension;
using screens::ComplaintDraft;
using screens::ComplaintPage;
using screens::Field;
using screens::NeedDraft;
using screens::NeedPage;
using screens::RatingDraft;
using screens::RatingPage;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A kiosk whose catalogue, addresses and clock a test may change between keeping and reopening.
struct Kiosk {
  domain::Catalogue catalogue = ShippedSettings().catalogue;
  domain::AddressTree addresses = ShippedSettings().addresses;
  base::SeededRandom random{1};
  base::TimePoint now = *base::ParseUtc("2026-11-23T01:30:00Z");  // half past nine on a Monday

  Circumstances At() { return {catalogue, addresses, ShippedSettings().kiosk.code, random, now, {}}; }
  std::string Keep(const Screen& screen) { return DraftBytes(screen, At()).value(); }
  ReopenedForm Reopen(std::string_view bytes) { return ReopenDraft(bytes, At()).value(); }
  domain::Service& Service(std::string_view code) {
    for (domain::Service& service : catalogue.services) {
      if (service.code == code) return service;
    }
    throw std::runtime_error("no such service");
  }
};

NeedDraft ANeed(NeedPage page) {
  Counter counter;
  FillsInALeakingPipe(counter);
  NeedDraft draft = counter.On<NeedDraft>();
  draft.page = page;
  return draft;
}

RatingDraft ARating(RatingPage page) {
  RatingDraft draft;
  draft.rates_order = false;
  draft.window_code = "window_2";
  draft.entries.texts = {{Field::Ticket, "A012"}, {Field::Comment, "很耐心"}, {Field::Phone, "13800138000"}};
  draft.stars = {{Dimension::Overall, 1}, {Dimension::Attitude, 5}};
  draft.reasons = {"attitude", "slow"};
  draft.is_named = true;
  draft.person.surname = "王";
  draft.person.salutation = screens::Salutation::Mr;
  draft.page = page;
  return draft;
}

ComplaintDraft AComplaint(ComplaintPage page) {
  ComplaintDraft draft;
  draft.kind = domain::ComplaintKind::Complaint;
  draft.about = domain::About::Staff;
  draft.subject_code = "attitude";
  draft.occasion = domain::Occasion::Today;
  draft.is_named = false;
  draft.entries.texts = {{Field::Description, "说话难听"}, {Field::Whom, "2 号窗口"}};
  draft.page = page;
  return draft;
}

TEST(AKeptNeed, ComesBackWithEveryAnswerButTheConsent) {
  Kiosk kiosk;
  const NeedDraft kept = ANeed(NeedPage::Phone);
  ASSERT_TRUE(kept.person.has_consented);
  const ReopenedForm reopened = kiosk.Reopen(kiosk.Keep(kept));
  EXPECT_EQ(reopened.page, static_cast<int>(NeedPage::Privacy));
  EXPECT_EQ(reopened.after_consent, static_cast<int>(NeedPage::Phone));
  const auto& draft = std::get<NeedDraft>(reopened.form);
  EXPECT_FALSE(draft.person.has_consented);
  EXPECT_EQ(draft.group, kept.group);
  EXPECT_EQ(draft.service_code, kept.service_code);
  EXPECT_EQ(draft.package_code, kept.package_code);
  EXPECT_EQ(draft.phrases, kept.phrases);
  EXPECT_EQ(draft.urgency, kept.urgency);
  EXPECT_EQ(draft.address.compound, kept.address.compound);
  EXPECT_EQ(draft.address.building, kept.address.building);
  EXPECT_EQ(draft.address.unit, kept.address.unit);
  EXPECT_TRUE(draft.has_time);
  EXPECT_EQ(draft.day, kept.day);
  EXPECT_EQ(draft.half, kept.half);
  EXPECT_EQ(draft.person.surname, kept.person.surname);
  EXPECT_EQ(draft.person.salutation, kept.person.salutation);
  EXPECT_EQ(draft.entries.texts, kept.entries.texts);
}

TEST(AKeptNeed, OpensBeforeTheNoticeWithoutAskingForIt) {
  Kiosk kiosk;
  const ReopenedForm reopened = kiosk.Reopen(kiosk.Keep(ANeed(NeedPage::Details)));
  EXPECT_EQ(reopened.page, static_cast<int>(NeedPage::Details));
  EXPECT_FALSE(reopened.after_consent);
}

TEST(AKeptNeed, WhoseServiceIsGoneAsksForAnother) {
  Kiosk kiosk;
  const std::string bytes = kiosk.Keep(ANeed(NeedPage::Review));
  std::erase_if(kiosk.catalogue.services, [](const auto& each) { return each.code == "home.plumbing"; });
  const ReopenedForm reopened = kiosk.Reopen(bytes);
  EXPECT_EQ(reopened.page, static_cast<int>(NeedPage::Service));
  const auto& draft = std::get<NeedDraft>(reopened.form);
  EXPECT_EQ(draft.service_code, "");
  EXPECT_EQ(draft.package_code, "");
  EXPECT_THAT(draft.entries.Text(Field::Description), HasSubstr("已经三天"));
}

TEST(AKeptNeed, WhosePackageIsGoneAsksForAnother) {
  Kiosk kiosk;
  const std::string bytes = kiosk.Keep(ANeed(NeedPage::Review));
  domain::Service& service = kiosk.Service("home.plumbing");
  for (domain::Package& package : service.packages) package.code = "new_" + package.code;
  ASSERT_GT(service.packages.size(), 1u);
  EXPECT_EQ(kiosk.Reopen(bytes).page, static_cast<int>(NeedPage::Package));
}

TEST(AKeptNeed, WhosePhraseIsGoneKeepsItAsWords) {
  Kiosk kiosk;
  const NeedDraft kept = ANeed(NeedPage::Details);
  const std::string bytes = kiosk.Keep(kept);
  domain::Service& service = kiosk.Service("home.plumbing");
  const std::string phrase = service.phrases[*kept.phrases.begin()].zh;
  service.phrases.erase(service.phrases.begin() + static_cast<std::ptrdiff_t>(*kept.phrases.begin()));
  const auto draft = std::get<NeedDraft>(kiosk.Reopen(bytes).form);
  EXPECT_TRUE(draft.phrases.empty());
  EXPECT_EQ(draft.entries.Text(Field::Description), phrase + "；已经三天");
}

TEST(AKeptNeed, WhosePhrasesWereReorderedKeepsTheirMeaning) {
  Kiosk kiosk;
  const NeedDraft kept = ANeed(NeedPage::Details);
  const std::string before = DescriptionOf(kept, kiosk.catalogue);
  const std::string bytes = kiosk.Keep(kept);
  domain::Service& service = kiosk.Service("home.plumbing");
  std::rotate(service.phrases.begin(), service.phrases.begin() + 1, service.phrases.end());
  EXPECT_EQ(DescriptionOf(std::get<NeedDraft>(kiosk.Reopen(bytes).form), kiosk.catalogue), before);
}

TEST(AKeptNeed, WhoseBuildingIsGoneAsksForAnother) {
  Kiosk kiosk;
  const std::string bytes = kiosk.Keep(ANeed(NeedPage::Review));
  for (domain::Compound& compound : kiosk.addresses.compounds) {
    for (domain::Building& building : compound.buildings) building.name = "新" + building.name;
  }
  const ReopenedForm changed = kiosk.Reopen(bytes);
  EXPECT_EQ(changed.page, static_cast<int>(NeedPage::Privacy));
  EXPECT_EQ(changed.after_consent, static_cast<int>(NeedPage::Building));
  for (domain::Compound& compound : kiosk.addresses.compounds) compound.code = "new_" + compound.code;
  EXPECT_EQ(kiosk.Reopen(bytes).after_consent, static_cast<int>(NeedPage::Compound));
}

TEST(AKeptNeed, ForADayThatHasComeAsksForAnother) {
  Kiosk kiosk;
  const std::string bytes = kiosk.Keep(ANeed(NeedPage::Review));  // for Tuesday afternoon
  EXPECT_EQ(kiosk.Reopen(bytes).after_consent, static_cast<int>(NeedPage::Review));
  kiosk.now += 20h;
  const ReopenedForm late = kiosk.Reopen(bytes);
  EXPECT_EQ(late.after_consent, static_cast<int>(NeedPage::Time));
  EXPECT_FALSE(std::get<NeedDraft>(late.form).has_time);
}

TEST(AKeptNeed, AtItsLimitsFits) {
  Kiosk kiosk;
  NeedDraft draft = ANeed(NeedPage::Review);
  domain::Service& service = kiosk.Service("home.plumbing");
  std::string longest;
  for (std::size_t i = 0; i < domain::kMaxConfiguredTextCharacters; ++i) longest += "𠮷";
  service.phrases.clear();
  for (std::size_t i = 0; i < domain::kMaxPhrasesPerService; ++i) {
    service.phrases.push_back({longest, longest});
    draft.phrases.insert(i);
  }
  for (const Field field : {Field::Name, Field::Description, Field::AddressNote, Field::Room, Field::Phone}) {
    std::string text;
    for (std::size_t i = 0; i < screens::MostCharacters(field); ++i) text += "𠮷";
    draft.entries.texts[field] = text;
  }
  EXPECT_LE(kiosk.Keep(draft).size(), domain::kMaxDraftBytes);
}

TEST(AKeptRating, ComesBackWithEveryAnswerOnTheSameDay) {
  Kiosk kiosk;
  const RatingDraft kept = ARating(RatingPage::Review);
  const ReopenedForm reopened = kiosk.Reopen(kiosk.Keep(kept));
  EXPECT_EQ(reopened.after_consent, static_cast<int>(RatingPage::Review));
  const auto& draft = std::get<RatingDraft>(reopened.form);
  EXPECT_EQ(draft.rates_order, false);
  EXPECT_EQ(draft.window_code, "window_2");
  EXPECT_EQ(draft.stars, kept.stars);
  EXPECT_THAT(draft.reasons, ElementsAre("attitude", "slow"));
  EXPECT_EQ(draft.is_named, true);
  EXPECT_EQ(draft.person.salutation, screens::Salutation::Mr);
  EXPECT_EQ(draft.entries.texts, kept.entries.texts);
}

TEST(AKeptRating, OfYesterdayAsksForTheTicketAgain) {
  Kiosk kiosk;
  const std::string bytes = kiosk.Keep(ARating(RatingPage::Reasons));
  kiosk.now += 20h;
  const ReopenedForm reopened = kiosk.Reopen(bytes);
  EXPECT_EQ(reopened.page, static_cast<int>(RatingPage::Window));
  EXPECT_EQ(std::get<RatingDraft>(reopened.form).entries.Text(Field::Ticket), "");
}

TEST(AKeptRating, OfAnOrderKeepsItsNumberButNotThePhoneDigits) {
  Kiosk kiosk;
  RatingDraft kept = ARating(RatingPage::Stars);
  kept.rates_order = true;
  kept.order = SomeNumber();
  kept.order_service = "home.plumbing";
  kept.entries.texts[Field::LastFour] = "8000";
  const std::string bytes = kiosk.Keep(kept);
  const auto texts = ReadDraftTexts(bytes).value();
  for (const auto& [name, text] : texts) EXPECT_NE(text, "8000") << name;
  const ReopenedForm reopened = kiosk.Reopen(bytes);
  EXPECT_EQ(reopened.page, static_cast<int>(RatingPage::Stars));
  EXPECT_EQ(std::get<RatingDraft>(reopened.form).order, SomeNumber());
}

TEST(AKeptRating, WithoutASoundOrderAsksForIt) {
  Kiosk kiosk;
  const auto reopened = kiosk.Reopen(WriteDraftTexts(
      {{"form", "rating"}, {"page", "review"}, {"rates", "order"}, {"order", "JA06900014"}, {"order_service", "x"}}));
  EXPECT_EQ(reopened.page, static_cast<int>(RatingPage::Order));
}

TEST(AKeptComplaint, WithoutANameIsAskedForNoConsent) {
  Kiosk kiosk;
  const ComplaintDraft kept = AComplaint(ComplaintPage::Review);
  const ReopenedForm reopened = kiosk.Reopen(kiosk.Keep(kept));
  EXPECT_EQ(reopened.page, static_cast<int>(ComplaintPage::Review));
  EXPECT_FALSE(reopened.after_consent);
  const auto& draft = std::get<ComplaintDraft>(reopened.form);
  EXPECT_EQ(draft.kind, kept.kind);
  EXPECT_EQ(draft.about, kept.about);
  EXPECT_EQ(draft.subject_code, kept.subject_code);
  EXPECT_EQ(draft.occasion, kept.occasion);
  EXPECT_EQ(draft.is_named, false);
  EXPECT_EQ(draft.entries.texts, kept.entries.texts);
}

TEST(AKeptComplaint, OfYesterdayAsksWhenItWas) {
  Kiosk kiosk;
  const std::string bytes = kiosk.Keep(AComplaint(ComplaintPage::Review));
  kiosk.now += 20h;
  EXPECT_EQ(kiosk.Reopen(bytes).page, static_cast<int>(ComplaintPage::Occasion));
}

TEST(AKeptForm, OnEveryPageOfEveryErrandComesBackToIt) {
  Kiosk kiosk;
  const auto comes_back = [&](const Screen& screen, int page) {
    const ReopenedForm reopened = kiosk.Reopen(kiosk.Keep(screen));
    EXPECT_EQ(reopened.after_consent.value_or(reopened.page), page);
  };
  for (const NeedPage page : PagesOf(ANeed(NeedPage::Review), kiosk.catalogue, kiosk.addresses))
    comes_back(ANeed(page), static_cast<int>(page));
  for (const RatingPage page : PagesOf(ARating(RatingPage::Review))) comes_back(ARating(page), static_cast<int>(page));
  for (const ComplaintPage page : PagesOf(AComplaint(ComplaintPage::Review)))
    comes_back(AComplaint(page), static_cast<int>(page));
}

TEST(AKeptForm, WithWordsNobodyKnowsOpensAtItsFirstPage) {
  Kiosk kiosk;
  for (const char* form : {"need", "rating", "complaint"}) {
    const auto reopened = kiosk.Reopen(WriteDraftTexts({{"form", form},
                                                        {"page", "page_of_next_year"},
                                                        {"kind", "x"},
                                                        {"about", "x"},
                                                        {"stars.overall", "9"},
                                                        {"day", "2026-02-30"},
                                                        {"salutation", "x"},
                                                        {"text.phone", std::string(500, '1')},
                                                        {"text.next_year", "x"}}));
    EXPECT_EQ(reopened.page, 0) << form;
  }
  EXPECT_FALSE(ReopenDraft(WriteDraftTexts({{"form", "form_of_next_year"}}), kiosk.At()));
  EXPECT_FALSE(ReopenDraft("spoilt", kiosk.At()));
}

TEST(NoForm, IsKeptOfOtherScreens) {
  Kiosk kiosk;
  EXPECT_FALSE(DraftBytes(Home{}, kiosk.At()));
  EXPECT_FALSE(DraftBytes(screens::LookUpDraft{}, kiosk.At()));
}

}  // namespace
}  // namespace bianmin::app

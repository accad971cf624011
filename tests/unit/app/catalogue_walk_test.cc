// Every service of the shipped catalogue, in each of its packages, can be registered: no page of any of them is a trap.
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using screens::GoBack;
using screens::GoNext;
using screens::NeedDraft;
using screens::NeedPage;

// Answers the page that is shown.
void Answer(Counter& counter, const domain::Service& service, const domain::Package& package) {
  switch (counter.On<NeedDraft>().page) {
    case NeedPage::Group:
      counter.Do(screens::ChooseGroup{service.group});
      return;
    case NeedPage::Service:
      counter.Do(screens::ChooseService{service.code});
      return;
    case NeedPage::Package:
      counter.Do(screens::ChoosePackage{package.code});
      return;
    case NeedPage::Details:
      for (std::size_t i = 0; i < service.phrases.size(); ++i) counter.Do(screens::TogglePhrase{i});
      counter.Do(GoNext{});
      return;
    case NeedPage::Privacy:
      counter.Do(screens::GiveConsent{true});
      counter.Do(GoNext{});
      return;
    case NeedPage::Compound:
      counter.Do(screens::ChooseCompound{"yonghe"});
      return;
    case NeedPage::Building:
      counter.Do(screens::ChooseBuilding{"1号楼"});
      return;
    case NeedPage::Unit:
      counter.Do(screens::ChooseUnit{"3单元"});
      return;
    case NeedPage::Room:
      counter.Type("602");
      counter.Do(GoNext{});
      return;
    case NeedPage::Time:
      counter.Do(screens::ChooseDay{std::nullopt});
      counter.Do(GoNext{});
      return;
    case NeedPage::Name:
      counter.Do(screens::ChooseSurname{"沈"});
      counter.Do(screens::ChooseSalutation{screens::Salutation::Mr});
      counter.Do(GoNext{});
      return;
    case NeedPage::Phone:
      counter.Type("13800138000");
      counter.Do(GoNext{});
      return;
    case NeedPage::Review:
      return;
  }
}

std::vector<NeedPage> WalkToReview(Counter& counter, const domain::Service& service, const domain::Package& package) {
  counter.Do(screens::Open{screens::Errand::RegisterNeed});
  std::vector<NeedPage> pages;
  for (int i = 0; i < 20 && counter.On<NeedDraft>().page != NeedPage::Review; ++i) {
    pages.push_back(counter.On<NeedDraft>().page);
    Answer(counter, service, package);
  }
  return pages;
}

TEST(TheCatalogue, LeadsToACompleteNeedForEveryPackageOfEveryService) {
  for (const domain::Service& service : ShippedSettings().catalogue.services) {
    for (const domain::Package& package : service.packages) {
      SCOPED_TRACE(service.code + " " + package.code);
      Counter counter;
      WalkToReview(counter, service, package);
      ASSERT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
      const auto need = Only<RegisterOrder>(counter.Do(GoNext{})).need;
      EXPECT_EQ(need.service_code, service.code);
      EXPECT_EQ(need.package_code, package.code);
      EXPECT_EQ(need.address.has_value(), service.needs_address);
      EXPECT_EQ(need.address_text.empty(), !service.needs_address);
      EXPECT_EQ(need.contact.name.text(), "沈先生");
      EXPECT_TRUE(domain::ParseText(need.description, domain::kMaxFreeTextCharacters)) << "all phrases fit together";
    }
  }
}

TEST(TheCatalogue, IsWalkedBackTheWayItWasWalkedForward) {
  for (const domain::Service& service : ShippedSettings().catalogue.services) {
    SCOPED_TRACE(service.code);
    Counter counter;
    std::vector<NeedPage> forward = WalkToReview(counter, service, service.packages.front());
    std::vector<NeedPage> back;
    while (counter.On<NeedDraft>().page != NeedPage::Group && back.size() < 20) {
      counter.Do(GoBack{});
      back.push_back(counter.On<NeedDraft>().page);
    }
    std::reverse(back.begin(), back.end());
    EXPECT_EQ(forward, back);
  }
}

// What 修改 leads to on each page, and that one press of 下一步 for each page of its step leads back.
TEST(TheReview, IsComeBackToFromEveryPage) {
  const domain::Service& service = *ShippedSettings().catalogue.Find("home.plumbing");
  for (const NeedPage page :
       {NeedPage::Group, NeedPage::Details, NeedPage::Compound, NeedPage::Time, NeedPage::Name, NeedPage::Phone}) {
    Counter counter;
    WalkToReview(counter, service, service.packages.front());
    const auto before = counter.On<NeedDraft>().entries.texts;
    counter.Do(screens::Edit{static_cast<int>(page)});
    ASSERT_EQ(counter.On<NeedDraft>().page, page);
    int presses = 0;
    for (; presses < 6 && counter.On<NeedDraft>().page != NeedPage::Review; ++presses) counter.Do(GoNext{});
    EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review) << static_cast<int>(page);
    EXPECT_LE(presses, 4) << "only the pages of the same step are shown again";
    EXPECT_EQ(counter.On<NeedDraft>().entries.texts, before);
  }
}

}  // namespace
}  // namespace bianmin::app

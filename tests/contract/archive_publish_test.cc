// What the city publishes: versions, scopes and the feed that tells of it, in every kind of archive.

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/publication_limits.h"
#include "kiosk/wire/changes.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using base::ErrorCode;
using domain::Publication;
using domain::PublicationKind;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kElsewhere = "urn:bianmin:demo-city:jingan-east:k01";

class ArchivePublishTest : public ArchiveTest {
 protected:
  static Publication Document(const std::string& scope, const std::string& content,
                              PublicationKind kind = PublicationKind::Notices) {
    return {.kind = kind,
            .scope = Must(domain::KioskScope::Parse(scope)),
            .version = 77,  // the archive counts itself
            .published_at = support::kMondayMorning,
            .content = content,
            .signature = std::nullopt};
  }
  std::int64_t Publish(const std::string& scope, const std::string& content) {
    return Must(desk_.archive->Publish(Document(scope, content)));
  }
  base::Result<std::int64_t> Withdraw(const std::string& scope) {
    Publication document = Document(scope, "");
    document.content.reset();
    return desk_.archive->Publish(document);
  }
  domain::ChangesPage Page(const std::string& source, const std::string& after = "",
                           std::size_t limit = domain::kMaxChangesPerPage) {
    const auto answer =
        desk_.Handle(support::GetOf("/v1/changes?after=" + after + "&limit=" + std::to_string(limit), source));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Must(wire::ReadChanges(answer.body));
  }
  // What a kiosk reads of documents, from the start: "2 text".
  std::vector<std::string> ReadBy(const std::string& source) {
    std::vector<std::string> all;
    for (const domain::Change& change : Page(source).changes) {
      const auto* published = std::get_if<domain::PublicationChange>(&change.what);
      if (published == nullptr) continue;
      EXPECT_EQ(published->fault, "");
      all.push_back(std::to_string(published->publication.version) + " " +
                    published->publication.content.value_or("(withdrawn)"));
    }
    return all;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, ArchivePublishTest, kBothArchives, NameOf);

TEST_P(ArchivePublishTest, VersionsAreCountedByKindAndScope) {
  EXPECT_EQ(Publish("", "a"), 1);
  EXPECT_EQ(Publish("", "b"), 2);
  EXPECT_EQ(Publish("demo-city", "c"), 1);
  EXPECT_EQ(Must(desk_.archive->Publish(Document("", "d", PublicationKind::Calendar))), 1);
  EXPECT_EQ(Publish("", "e"), 3);
}

TEST_P(ArchivePublishTest, EachKioskIsToldWhatIsForItAndNothingElse) {
  Publish("", "all");
  Publish("demo-city", "city");
  Publish("demo-city/jingan", "centre");
  Publish("demo-city/jingan/k01", "kiosk");
  Publish("demo", "a city whose name begins alike");
  EXPECT_THAT(ReadBy(kFirstKiosk), ElementsAre("1 all", "1 city", "1 centre", "1 kiosk"));
  EXPECT_THAT(ReadBy(kSecondKiosk), ElementsAre("1 all", "1 city", "1 centre"));
  EXPECT_THAT(ReadBy(kElsewhere), ElementsAre("1 all", "1 city"));
  EXPECT_THAT(ReadBy("urn:bianmin:other-city:a:k01"), ElementsAre("1 all"));
}

TEST_P(ArchivePublishTest, WhoReadsFromTheStartGetsWhatIsInForceAndNothingOlder) {
  for (int n = 1; n <= 5; ++n) Publish("", "notices of day " + std::to_string(n));
  Publish("demo-city", "theirs");
  EXPECT_THAT(ReadBy(kFirstKiosk), ElementsAre("5 notices of day 5", "1 theirs"));
  EXPECT_EQ(Must(Withdraw("demo-city")), 2);
  EXPECT_THAT(ReadBy(kFirstKiosk), ElementsAre("5 notices of day 5", "2 (withdrawn)"));
}

TEST_P(ArchivePublishTest, ACursorGoesOnAcrossWhatWasReplaced) {
  Publish("", "one");
  const auto first = Page(kFirstKiosk);
  EXPECT_THAT(Page(kFirstKiosk, first.next).changes, IsEmpty());
  Publish("", "two");
  Publish("", "three");
  const auto second = Page(kFirstKiosk, first.next);
  ASSERT_EQ(second.changes.size(), 1u);
  EXPECT_EQ(std::get<domain::PublicationChange>(second.changes[0].what).publication.content, "three");
  EXPECT_THAT(Page(kFirstKiosk, second.next).changes, IsEmpty());
}

TEST_P(ArchivePublishTest, DocumentsAndStatesComeInTheirOrderPageByPage) {
  ASSERT_EQ(desk_.Post({Told{}.Text()}).status, 200);
  Publish("", "before");
  Must(desk_.archive->AddStatus({NumberOf(1), "accepted", "", desk_.now}, false));
  Publish("demo-city/jingan/k01", "after");
  std::vector<std::string> types;
  std::string cursor;
  for (int page = 1; page <= 3; ++page) {
    const auto one = Page(kFirstKiosk, cursor, 1);
    ASSERT_EQ(one.changes.size(), 1u);
    EXPECT_EQ(one.more, page < 3);
    types.push_back(one.changes[0].type);
    cursor = one.next;
  }
  EXPECT_THAT(types, ElementsAre("cn.bianmin.document.published.v1", "cn.bianmin.order.status.v1",
                                 "cn.bianmin.document.published.v1"));
}

TEST_P(ArchivePublishTest, NewsNamesTheScope) {
  Publish("demo-city", "city");
  const centre::News news = Must(desk_.archive->NewsSince(0));
  EXPECT_THAT(news.sources, ElementsAre("urn:bianmin:demo-city"));
  Publish("", "all");
  EXPECT_THAT(Must(desk_.archive->NewsSince(news.newest)).sources, ElementsAre("urn:bianmin"));
}

TEST_P(ArchivePublishTest, WhatIsPublishedIsListedWithoutItsContent) {
  Publish("", "one");
  Publish("demo-city", "two words");
  EXPECT_EQ(Must(Withdraw("")), 2);
  const auto all = Must(desk_.archive->PublishedNow());
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].publication.scope.text(), "");
  EXPECT_EQ(all[0].publication.version, 2);
  EXPECT_EQ(all[0].sha256, "");
  EXPECT_EQ(all[1].publication.scope.text(), "demo-city");
  EXPECT_EQ(all[1].publication.published_at, support::kMondayMorning);
  EXPECT_EQ(all[1].sha256, base::ToHex(base::Sha256("two words")));
  EXPECT_EQ(all[1].bytes, 9);
}

TEST_P(ArchivePublishTest, NothingIsWithdrawnThatIsNotThere) {
  const auto refused = Withdraw("demo-city");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
  EXPECT_THAT(refused.error().message, HasSubstr("'notices' is published for demo-city"));
  Publish("demo-city", "once");
  EXPECT_TRUE(Withdraw("demo-city").ok());
  EXPECT_FALSE(Withdraw("demo-city").ok()) << "not twice";
}

TEST_P(ArchivePublishTest, TheLargestComesWholeWithItsSignature) {
  Publication largest = Document("", std::string(domain::kMaxPublicationBytes, '\n'), PublicationKind::Settings);
  largest.signature.emplace();
  largest.signature->fill(9);
  Must(desk_.archive->Publish(largest));
  const auto page = Page(kFirstKiosk);
  ASSERT_EQ(page.changes.size(), 1u);
  const auto& read = std::get<domain::PublicationChange>(page.changes[0].what);
  EXPECT_EQ(read.fault, "");
  EXPECT_EQ(read.publication.content, largest.content);
  EXPECT_EQ(read.publication.signature, largest.signature);
}

TEST_P(ArchivePublishTest, IsThereAfterTheArchiveWasOpenedAnew) {
  Publish("", "kept");
  desk_.archive = house_->Open();
  EXPECT_THAT(ReadBy(kFirstKiosk), ElementsAre("1 kept"));
  EXPECT_EQ(Publish("", "next"), 2);
}

}  // namespace
}  // namespace bianmin::contract

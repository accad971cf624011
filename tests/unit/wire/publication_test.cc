#include "kiosk/wire/publication.h"

#include <gtest/gtest.h>

#include "kiosk/base/ed25519.h"
#include "kiosk/domain/publication_limits.h"
#include "kiosk/wire/changes.h"

namespace bianmin::wire {
namespace {

using domain::Publication;
using domain::PublicationChange;
using domain::PublicationKind;
namespace json = boost::json;

Publication ACatalogue() {
  return {.kind = PublicationKind::Catalogue,
          .scope = *domain::KioskScope::Parse("demo-city/jingan"),
          .version = 3,
          .published_at = *base::ParseUtc("2026-11-22T10:09:00.120Z"),
          .content = "version = \"二〇二六\"\n\"quoted\" = '\\'\n",
          .signature = std::nullopt};
}

PublicationChange Read(const json::object& data) {
  auto read = ReadPublication(data);
  EXPECT_TRUE(read) << read.error().message;
  return *std::move(read);
}

TEST(APublicationOnTheWire, ComesOutAsItWentIn) {
  Publication sent = ACatalogue();
  sent.signature.emplace();
  sent.signature->fill(7);
  const json::value text = json::parse(json::serialize(WritePublication(sent)));
  const PublicationChange read = Read(text.as_object());
  EXPECT_EQ(read.fault, "");
  EXPECT_EQ(read.publication.kind, sent.kind);
  EXPECT_EQ(read.publication.scope, sent.scope);
  EXPECT_EQ(read.publication.version, sent.version);
  EXPECT_EQ(read.publication.published_at, sent.published_at);
  EXPECT_EQ(read.publication.content, sent.content);
  EXPECT_EQ(read.publication.signature, sent.signature);
}

TEST(APublicationOnTheWire, IsWithdrawnByWordOnly) {
  Publication withdrawn = ACatalogue();
  withdrawn.content.reset();
  const PublicationChange read = Read(WritePublication(withdrawn));
  EXPECT_EQ(read.fault, "");
  EXPECT_FALSE(read.publication.content);
  json::object lost = WritePublication(ACatalogue());
  lost.erase("content");
  EXPECT_EQ(Read(lost).fault, "it comes without its content");
}

TEST(APublicationOnTheWire, SaysWhenItIsDamaged) {
  json::object data = WritePublication(ACatalogue());
  data["content"] = "version = \"another\"\n";
  EXPECT_EQ(Read(data).fault, "its content is not what its digest says");
  data = WritePublication(ACatalogue());
  data["sha256"] = "00";
  EXPECT_NE(Read(data).fault, "");
  data = WritePublication(ACatalogue());
  data["content"] = 7;
  EXPECT_NE(Read(data).fault, "");
  data["signature"] = "AAAA";
  EXPECT_FALSE(Read(data).publication.signature);
}

TEST(APublicationOnTheWire, HasALimit) {
  Publication large = ACatalogue();
  large.content = std::string(domain::kMaxPublicationBytes, 'x');
  EXPECT_EQ(Read(WritePublication(large)).fault, "");
  *large.content += 'x';
  EXPECT_NE(Read(WritePublication(large)).fault, "");
}

TEST(APublicationOnTheWire, IsNoneWhenItDoesNotSayWhatItIs) {
  for (const char* member : {"kind", "for", "version", "published"}) {
    json::object data = WritePublication(ACatalogue());
    data.erase(member);
    EXPECT_FALSE(ReadPublication(data).ok()) << member;
    data[member] = "?";
    EXPECT_FALSE(ReadPublication(data).ok()) << member;
  }
  json::object data = WritePublication(ACatalogue());
  data["version"] = 0;
  EXPECT_FALSE(ReadPublication(data).ok());
  data["version"] = UINT64_MAX;
  EXPECT_FALSE(ReadPublication(data).ok());
}

TEST(APublicationOnTheWire, IsAChangeOfTheFeed) {
  const auto page_of = [](const json::object& data) {
    const json::object event{{"id", "e1"}, {"type", kPublished}, {"data", data}};
    return ReadChanges(json::serialize(json::object{{"events", {event}}, {"next", "c1"}, {"more", false}})).value();
  };
  const auto page = page_of(WritePublication(ACatalogue()));
  ASSERT_TRUE(std::holds_alternative<PublicationChange>(page.changes.at(0).what));
  json::object of_tomorrow = WritePublication(ACatalogue());
  of_tomorrow["kind"] = "wallpaper";
  EXPECT_TRUE(std::holds_alternative<domain::UnknownChange>(page_of(of_tomorrow).changes.at(0).what));
}

}  // namespace
}  // namespace bianmin::wire

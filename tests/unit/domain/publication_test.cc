#include "kiosk/domain/publication.h"

#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/publication_limits.h"

namespace bianmin::domain {
namespace {

constexpr PublicationKind kAll[] = {PublicationKind::Catalogue, PublicationKind::Providers, PublicationKind::Calendar,
                                    PublicationKind::Notices, PublicationKind::Settings};

TEST(APublication, OfEveryKindIsReadAsTheKiosksOwnFileIs) {
  for (const PublicationKind kind : kAll) {
    const std::string file = "config/" + std::string(WireName(kind)) + ".toml";
    const std::string toml = base::ReadFile(file, 1 << 20).value();
    const auto checked = CheckPublication(kind, toml, file);
    EXPECT_TRUE(checked) << checked.error().message;
    const auto refused = CheckPublication(kind, toml + "\nsurprise = 1\n", file);
    ASSERT_FALSE(refused) << file;
    EXPECT_TRUE(refused.error().message.starts_with(file + ":")) << refused.error().message;
    EXPECT_EQ(ParsePublicationKind(WireName(kind)), kind);
  }
}

TEST(APublication, HasALimit) {
  std::string toml = "# " + std::string(kMaxPublicationBytes - 2, 'x');
  EXPECT_TRUE(CheckPublication(PublicationKind::Notices, toml, "n.toml").ok());
  toml += 'x';
  const auto refused = CheckPublication(PublicationKind::Notices, toml, "n.toml");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::TooLarge);
}

TEST(APublication, IsSignedForItsKiosksAndItsTime) {
  Publication one{.kind = PublicationKind::Settings,
                  .scope = *KioskScope::Parse("demo-city"),
                  .version = 1,
                  .published_at = *base::ParseUtc("2026-11-22T10:00:00Z"),
                  .content = "[voice]\non = true\n",
                  .signature = {}};
  const std::string signed_text = SignedText(one);
  Publication other = one;
  other.scope = *KioskScope::Parse("demo-city/jingan");
  EXPECT_NE(SignedText(other), signed_text);
  other = one;
  other.published_at += std::chrono::milliseconds{1};
  EXPECT_NE(SignedText(other), signed_text);
  other = one;
  other.content = "[voice]\non = false\n";
  EXPECT_NE(SignedText(other), signed_text);
  other = one;
  other.version = 2;
  EXPECT_EQ(SignedText(other), signed_text) << "the centre counts, after it was signed";
}

}  // namespace
}  // namespace bianmin::domain

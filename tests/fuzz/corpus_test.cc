// The parsers over everything that was kept in tests/fuzz/corpus, and over copies of it that were damaged in the ways
// in which bytes are damaged: cut, repeated, changed, made of two. An input that ever broke a parser stays there.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/notice.h"
#include "kiosk/domain/provider.h"
#include "kiosk/domain/remote_settings.h"
#include "kiosk/domain/working_calendar.h"
#include "sync/parcel/reader.h"
#include "tests/fuzz/targets.h"
#include "tests/support/file_text.h"

namespace bianmin::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = fs::path(BIANMIN_SOURCE_DIR) / "tests/fuzz/corpus";
constexpr int kDamagedCopies = 5000;  // of each target's corpus
constexpr std::uint64_t kSeed = 20261126;

std::vector<std::string> CorpusOf(std::string_view target) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(kCorpus / target)) {
    files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const fs::path& file : files) corpus.push_back(support::TextOf(file));
  return corpus;
}

std::string Damaged(const std::vector<std::string>& corpus, base::Random& random) {
  std::string bytes = corpus[random.Below(corpus.size())];
  for (std::uint64_t i = random.Below(4) + 1; i > 0; --i) {
    const std::size_t at = random.Below(bytes.size() + 1);
    const std::size_t length = std::min<std::size_t>(random.Below(16) + 1, bytes.size() - at);
    switch (random.Below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 3:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random.Below(256));
        break;
      case 4:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.Below(8)));
        break;
      default:
        const std::string& other = corpus[random.Below(corpus.size())];
        bytes.replace(at, std::string::npos, other.substr(std::min(at, other.size())));
    }
  }
  return bytes;
}

class AParser : public testing::TestWithParam<Target> {};

TEST_P(AParser, TakesWhatItOnceStumbledOverAndWhatIsDamaged) {
  ASSERT_TRUE(base::StartCrypto());
  const std::vector<std::string> corpus = CorpusOf(GetParam().name);
  ASSERT_FALSE(corpus.empty());
  for (const std::string& bytes : corpus) GetParam().run(bytes);
  base::SeededRandom random(kSeed);
  for (int copy = 0; copy < kDamagedCopies; ++copy) {
    SCOPED_TRACE(fmt::format("copy {}", copy));
    GetParam().run(Damaged(corpus, random));
  }
  GetParam().run("");
}

std::string Kept(const fs::path& name) { return support::TextOf(kCorpus / name); }

// A search begins with what is kept: where nothing of it is good, only refusals are searched.
TEST(TheCorpus, HoldsDocumentsOfTheCityThatAreGood) {
  EXPECT_TRUE(domain::ReadCatalogue(Kept("city_document/catalogue"), "catalogue").ok());
  EXPECT_TRUE(domain::ReadProviders(Kept("city_document/providers"), "providers").ok());
  EXPECT_TRUE(domain::ReadCalendar(Kept("city_document/calendar"), "calendar").ok());
  EXPECT_TRUE(domain::ReadNotices(Kept("city_document/notices"), "notices").ok());
  EXPECT_TRUE(domain::ReadRemoteSettings(Kept("city_document/settings"), "settings").ok());
}

TEST(TheCorpus, HoldsAParcelWhoseSignatureIsGood) {
  ASSERT_TRUE(base::StartCrypto());
  const auto reader = parcel::Reader::Open(kCorpus / "parcel/whole");
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE((*reader)->CheckSignature().ok());
}

INSTANTIATE_TEST_SUITE_P(Of, AParser, testing::ValuesIn(Targets().begin(), Targets().end()),
                         [](const auto& parser) { return std::string(parser.param.name); });

}  // namespace
}  // namespace bianmin::fuzz

// The line is dead, and a memory stick carries what a kiosk has to tell to the centre: real programs, a centre that
// runs meanwhile on either database, and a line that comes back.

#include <gmock/gmock.h>

#include <cerrno>
#include <fstream>

#include "kiosk/store/outbox.h"
#include "sync/admin/parcel_commands.h"
#include "tests/contract/archive_house.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace std::chrono_literals;
using support::Must;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr const char* kRegistered = "cn.bianmin.order.registered.v1";

std::string TablesOf(ArchiveKind kind) {
  if (kind == ArchiveKind::Sqlite) return "[archive]\ndatabase = \"centre.db\"\n";
  return fmt::format("[postgres]\nconnection = \"{}\"\n", TheServer().Connection(TheServer().NewDatabase()));
}

class AStick : public testing::TestWithParam<ArchiveKind> {
 protected:
  void SetUp() override {
    centre_.Start();
    store_.emplace(kiosk_.desk().OpenStore());
    tls::WritePem(kiosk_.Place("centre.key"), kiosk_.desk().centre.secret_key.Text());
    fs::create_directory(stick_);
  }

  void Register(int count) {
    for (int i = 0; i < count; ++i) numbers_[Must(store_->RegisterOrder(support::LeakingPipe())).number.text()] = 1;
  }
  void Settle(std::int64_t sequence, const std::variant<store::Delivered, store::Refused>& is) {
    const store::Answer answer{sequence, is};
    Must(store::Outbox(store_->database()).RecordAnswers(std::span(&answer, 1), kiosk_.desk().clock.Now()));
  }
  Outcome Export(std::vector<std::string> words = {}) {
    words.insert(words.begin(), {"export", "--config", kiosk_.Place("sync.toml").string(), "--json"});
    if (std::find(words.begin(), words.end(), "--to") == words.end()) {
      words.insert(words.end(), {"--to", stick_.string()});
    }
    return Admin(words);
  }
  std::string Exported(std::vector<std::string> words = {}) {
    const Outcome outcome = Export(std::move(words));
    EXPECT_EQ(outcome.code, 0) << outcome.text;
    return std::string(outcome.Json().at("file").as_string());
  }
  Outcome Import(const std::vector<std::string>& files, std::vector<std::string> words = {"--json"}) {
    words.insert(words.begin(), {"centre", "import", "--config", centre_.config().string(), "--key",
                                 kiosk_.Place("centre.key").string()});
    words.insert(words.end(), files.begin(), files.end());
    return Admin(words);
  }
  // What became of the events of the n-th file.
  static std::vector<std::int64_t> CountsIn(const Outcome& outcome, std::size_t n = 0) {
    const json::value file = outcome.Json().at("files").at(n);
    return {file.at("accepted").as_int64(), file.at("duplicate").as_int64(), file.at("conflict").as_int64(),
            file.at("broken").as_int64()};
  }
  std::vector<std::string> OnStick() const {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(stick_)) names.push_back(file.path().filename());
    return names;
  }
  store::OutboxStatus Status() { return Must(store::Outbox(store_->database()).Status()); }

  CentreHouse centre_{"", TablesOf(GetParam())};
  KioskHouse kiosk_{centre_};
  const fs::path stick_ = kiosk_.Place("stick");
  std::optional<store::Store> store_;
  std::map<std::string, int> numbers_;
};

TEST_P(AStick, CarriesAllThereIsAndWhenTheLineIsBackNothingIsMissingOrDoubled) {
  Register(4);
  const std::string file = Exported();
  EXPECT_THAT(fs::path(file).filename().string(), MatchesRegex("demo-city_jingan_k01_[0-9]{8}T[0-9]{6}Z\\.bianmin"));
  EXPECT_EQ(Status().waiting, 4) << "nothing changes on the kiosk";
  const Outcome imported = Import({file});
  EXPECT_EQ(imported.code, 0) << imported.text;
  EXPECT_EQ(CountsIn(imported), (std::vector<std::int64_t>{4, 0, 0, 0}));
  EXPECT_EQ(NumbersAt(centre_, kRegistered), numbers_);
  const Outcome again = Import({file, file});
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(CountsIn(again, 1), (std::vector<std::int64_t>{0, 4, 0, 0}));

  Register(2);
  kiosk_.StartSync();
  ASSERT_TRUE(Comes([&] { return Status().waiting == 0; }));
  EXPECT_TRUE(Comes([&] { return NumbersAt(centre_, kRegistered) == numbers_; }));
  EXPECT_EQ(Status().delivered, 6);
  EXPECT_EQ(Status().dead, 0);
  EXPECT_EQ(CountsIn(Import({file})), (std::vector<std::int64_t>{0, 4, 0, 0})) << "or later than the line";
  const json::object counts = Admin({"centre", "counts", "--json", "--config", centre_.config().string()}).Json();
  EXPECT_EQ(counts.at("events").as_int64(), 6);
  EXPECT_EQ(counts.at("conflicts").as_int64() + counts.at("broken").as_int64(), 0);
  // The running centre knows of them: what staff set on one of them reaches the kiosk.
  const std::string number = numbers_.begin()->first;
  ASSERT_EQ(Admin({"centre", "set-status", number, "accepted", "--config", centre_.config().string()}).code, 0);
  const auto reaches = [&] {
    const auto order = store_->FindOrder(*domain::RecordNumber::Parse(number));
    return order.ok() && order->state == domain::OrderState::Accepted;
  };
  EXPECT_TRUE(Comes(reaches));
}

TEST_P(AStick, CarriesOnTheOperatorsWordWhatIsDeadAndWhatWasDelivered) {
  Register(3);
  Settle(1, store::Delivered{});
  Settle(2, store::Refused{"the centre was set up wrongly"});
  const auto events_in = [&](std::vector<std::string> words, const std::string& name) {
    words.insert(words.end(), {"--to", (stick_ / name).string()});
    return Export(std::move(words)).Json().at("events").as_int64();
  };
  EXPECT_EQ(events_in({}, "waiting"), 1);
  EXPECT_EQ(events_in({"--dead"}, "dead"), 2);
  EXPECT_EQ(events_in({"--all"}, "all"), 3);
  EXPECT_EQ(Export({"--all", "--dead"}).code, 2);
  const Outcome over = Export({"--to", (stick_ / "all").string()});
  EXPECT_EQ(over.code, 1);
  EXPECT_THAT(over.text, HasSubstr("not written over"));
  const std::vector<std::string> files{stick_ / "waiting", stick_ / "dead", stick_ / "all"};
  const Outcome imported = Import(files);
  EXPECT_EQ(CountsIn(imported, 0), (std::vector<std::int64_t>{1, 0, 0, 0}));
  EXPECT_EQ(CountsIn(imported, 1), (std::vector<std::int64_t>{1, 1, 0, 0}));
  EXPECT_EQ(CountsIn(imported, 2), (std::vector<std::int64_t>{1, 2, 0, 0}));
  EXPECT_EQ(NumbersAt(centre_, kRegistered), numbers_);
  // A revived one is a duplicate there, and nobody takes that for a loss.
  ASSERT_EQ(Admin({"outbox", "--config", kiosk_.Place("sync.toml").string(), "--revive", "2"}).code, 0);
  kiosk_.StartSync();
  EXPECT_TRUE(Comes([&] { return Status().delivered == 3; }));
  Settle(3, store::Delivered{});
  const Outcome nothing = Export();
  EXPECT_EQ(nothing.code, 0);
  EXPECT_TRUE(nothing.Json().at("file").is_null());
}

TEST_P(AStick, ThatIsBadKeepsNoGoodOneOut) {
  Register(1);
  const std::string good = Exported({"--to", (stick_ / "good").string()});
  const fs::path bad = stick_ / "bad";
  fs::copy_file(good, bad);
  fs::resize_file(bad, fs::file_size(bad) - 1);
  const Outcome imported = Import({bad, (stick_ / "none").string(), good});
  EXPECT_EQ(imported.code, 1);
  EXPECT_THAT(imported.text, HasSubstr("not whole"));
  EXPECT_EQ(CountsIn(imported, 2), (std::vector<std::int64_t>{1, 0, 0, 0}));
  tls::WritePem(kiosk_.Place("other.key"), base::NewSealKeys().secret_key.Text());
  const Outcome wrong_key = Admin(
      {"centre", "import", "--config", centre_.config().string(), "--key", kiosk_.Place("other.key").string(), good});
  EXPECT_EQ(wrong_key.code, 1);
  EXPECT_THAT(wrong_key.text, HasSubstr("centre_public_key"));
  kiosk_.Change("sync.toml", "centre_public_key = \"centre.pub\"", "");
  EXPECT_THAT(Export().text, HasSubstr("add centre_public_key to [storage]"));
}

TEST_P(AStick, ThatIsFullOrPulledOutHoldsNothingThatLooksWhole) {
  Register(20);
  const fs::path order = kiosk_.Place("bad_disk");
  const fs::path output = kiosk_.Place("export.out");
  const auto export_to_it = [&] {
    fs::remove(output);
    support::Process process("bianmin-admin export",
                             {(fs::path(BIANMIN_BINARY_DIR) / "bianmin-admin").string(), "export", "--config",
                              kiosk_.Place("sync.toml").string(), "--to", stick_.string()},
                             output,
                             {{"LD_PRELOAD", BIANMIN_BAD_DISK_LIBRARY},
                              {"BIANMIN_BAD_DISK", order.string()},
                              {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
    const int code = process.Wait(60s);
    return Outcome{code, support::TextOf(output)};
  };
  for (const int fault : {ENOSPC, EIO}) {
    std::ofstream(order) << fault << ' ' << stick_.string();
    const Outcome failed = export_to_it();
    EXPECT_EQ(failed.code, 1);
    EXPECT_THAT(failed.text, HasSubstr("cannot write " + stick_.string()));
    EXPECT_THAT(OnStick(), IsEmpty());
  }
  fs::remove(order);
  EXPECT_EQ(export_to_it().code, 0);
  ASSERT_EQ(OnStick().size(), 1U);
  EXPECT_EQ(CountsIn(Import({stick_ / OnStick()[0]})), (std::vector<std::int64_t>{20, 0, 0, 0}));
}

TEST_P(AStick, TakesAsManyEventsAsItMayAndNoneBeyond) {
  Register(5);
  base::SystemRandom random;
  admin::ExportOrder order{.config = kiosk_.Place("sync.toml").string(), .to = stick_ / "events", .most_events = 4};
  EXPECT_EQ(admin::ExportEvents(order, base::SystemClock(), random).error().code, base::ErrorCode::TooLarge);
  EXPECT_THAT(OnStick(), IsEmpty());
  order.most_events = 5;
  EXPECT_EQ(Must(admin::ExportEvents(order, base::SystemClock(), random)).json.at("events").as_uint64(), 5U);
  EXPECT_EQ(admin::ExportOrder{}.most_events, domain::kMaxParcelEvents);
}

INSTANTIATE_TEST_SUITE_P(Of, AStick, kBothArchives, NameOf);

}  // namespace
}  // namespace bianmin::contract

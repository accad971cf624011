// The real centre loses its archive and is brought back from a copy that is older than what kiosks delivered; the real
// daemon of a kiosk finds that out by itself and sends again what is missing, once each.

#include <gmock/gmock.h>

#include <map>
#include <thread>

#include "tests/contract/kiosk_house.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using support::Must;
namespace fs = std::filesystem;

constexpr const char* kRegistered = "cn.bianmin.order.registered.v1";

class ALostArchive : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    kiosk_.StartSync();
    store_.emplace(kiosk_.desk().OpenStore());
  }
  void Register(int count) {
    for (int i = 0; i < count; ++i) numbers_[Must(store_->RegisterOrder(support::LeakingPipe())).number.text()] = 1;
  }
  bool AllArrive() {
    return Comes([&] { return Must(store_->Waiting()).waiting == 0; }) &&
           Comes([&] { return NumbersAt(centre_, kRegistered) == numbers_; });
  }
  // The centre stands still meanwhile, as an operator would have it.
  void Copy(const fs::path& from, const fs::path& to) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      fs::remove(to.string() + suffix);
      if (fs::exists(from.string() + suffix)) fs::copy_file(from.string() + suffix, to.string() + suffix);
    }
  }

  CentreHouse centre_;
  KioskHouse kiosk_{centre_};
  std::optional<store::Store> store_;
  std::map<std::string, int> numbers_;
};

TEST_F(ALostArchive, IsFilledAgainByTheKioskWithWhatTheCopyLacks) {
  Register(3);
  ASSERT_TRUE(AllArrive());
  const fs::path copy = centre_.folder() / "copy.db";
  ASSERT_EQ(centre_.Stop(20s), 0);
  Copy(centre_.archive(), copy);
  centre_.Start();
  Register(4);
  ASSERT_TRUE(AllArrive());

  kiosk_.sync().Stop(20s);
  ASSERT_EQ(centre_.Stop(20s), 0);
  Copy(copy, centre_.archive());
  centre_.Start();
  ASSERT_EQ(NumbersAt(centre_, kRegistered).size(), 3u);
  kiosk_.StartSync();  // it asks at its start, and every ten minutes
  EXPECT_TRUE(AllArrive());
}

}  // namespace
}  // namespace bianmin::contract

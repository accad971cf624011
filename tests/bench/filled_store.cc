#include "tests/bench/filled_store.h"

#include <stdexcept>
#include <utility>

#include "kiosk/domain/kiosk_name.h"

namespace bianmin::bench {
namespace {

template <class T>
T Must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

domain::Need InventedNeed() {
  return {.service_code = "home.plumbing",
          .package_code = "visit",
          .description = "厨房水管漏水，水一直滴到楼下，请上午来看一下。",
          .urgency = domain::Urgency::Ordinary,
          .address = std::nullopt,
          .address_text = "永和新村3号楼2单元302室",
          .appointment = std::nullopt,
          .wants_home_registration = false,
          .contact = {.name = domain::PersonName::Parse("王女士").value(),
                      .phone = domain::Phone::Parse("13800001234").value()}};
}

}  // namespace

FilledStore::FilledStore(const std::filesystem::path& state) : file_(state / "kiosk.db"), need_(InventedNeed()) {
  Must(base::StartCrypto());
  const base::PublicKey centre = Must(base::LoadPublicKey(state / "centre.pub"));
  events_ = std::make_unique<wire::CloudEventWriter>(domain::KioskName{"demo-city", "jingan", "k01"}.Source(),
                                                     wire::WriterKeys{.centre = centre, .city = std::nullopt});
  store_ = std::make_unique<store::Store>(
      Must(store::Store::Open({.database = Must(store::Database::Open({.file = file_})),
                               .key = Must(base::SecretKey::Load((state / "field.key").string())),
                               .clock = base::SystemClock(),
                               .random = random_,
                               .events = *events_,
                               .kiosk = *domain::KioskCode::Parse("JA"),
                               .times = {},
                               .calendar = {}})));
}

void FilledStore::RegisterOrder() { Must(store_->RegisterOrder(need_)); }

std::int64_t FilledStore::Waiting() { return Must(store_->Waiting()).waiting; }

}  // namespace bianmin::bench

#pragma once
// Parcels as kiosks write them, for tests of what reads them.

#include <filesystem>
#include <string>
#include <vector>

#include "sync/parcel/writer.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/tls_pki.h"

namespace bianmin::support {

// A kiosk's certificate from an authority, and its key.
inline parcel::Sender SenderOf(const tls::Authority& authority, const std::string& source,
                               std::chrono::hours ends_in = std::chrono::hours{24}) {
  const tls::Pem pem = authority.Issue(
      {.common_name = "kiosk", .alt_names = "URI:" + source, .usage = "clientAuth", .ends_in = ends_in});
  return {Must(pki::Certificate::ReadAll(pem.certificate)), Must(pki::PrivateKey::Read(pem.key))};
}

inline void WriteParcel(const std::filesystem::path& file, const parcel::Sender& sender, const base::PublicKey& centre,
                        const std::vector<std::string>& batches, base::TimePoint now = base::SystemClock().Now()) {
  base::SystemRandom random;
  const auto writer = Must(parcel::Writer::Begin(file, sender, centre, now, random));
  for (const std::string& batch : batches) Must(writer->Add(batch));
  Must(writer->Finish());
}

}  // namespace bianmin::support

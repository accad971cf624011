#include "sync/admin/verify_receipt.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/arrival.h"

namespace bianmin::admin {

base::Result<Report> VerifyReceipt(const std::string& code, const std::vector<std::string>& key_files) {
  const auto proof = domain::ReadArrivalCode(code);
  if (!proof) return proof.error();
  bool is_genuine = false;
  for (const std::string& file : key_files) {
    const auto key = base::LoadPublicKey(file);
    if (!key) return key.error();
    is_genuine = is_genuine || domain::IsProven(*proof, *key);
  }
  const domain::Arrival& arrival = proof->arrival;
  const std::string received = base::FormatUtc(arrival.received);
  const std::string event = base::ToHex(arrival.event);
  Report report;
  report.is_sound = is_genuine;
  report.lines = {is_genuine ? fmt::format("genuine: the centre received {} on {}", arrival.number.Grouped(), received)
                             : fmt::format("NOT PROVEN: none of the keys given has signed this; it names the key {}. "
                                           "Give the public key of that name, or treat the receipt as false",
                                           proof->key),
                  fmt::format("SHA-256 of the event: {}", event)};
  report.json = {{"genuine", is_genuine},
                 {"number", arrival.number.text()},
                 {"received", received},
                 {"event", event},
                 {"key", proof->key}};
  return report;
}

}  // namespace bianmin::admin

#include "sync/admin/keygen.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/file.h"

namespace bianmin::admin {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;

constexpr unsigned kOwnerOnly = 0600;
constexpr unsigned kForAll = 0644;

base::Result<Done> MustBeNew(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return Done{};
  return Error{ErrorCode::Refused,
               fmt::format("{} is there already and is not written over, because what was encrypted "
                           "with it could not be read any more; give another name",
                           file.string())};
}

base::Result<Report> MakeKey(const std::filesystem::path& file, std::string_view what, base::Random& random) {
  if (auto is_new = MustBeNew(file); !is_new) return is_new.error();
  auto written = base::ReplaceFile(file, base::SecretKey::New(random).Text(), kOwnerOnly);
  if (!written) return written.error();
  Report report;
  report.lines = {fmt::format("wrote {}: {}", file.string(), what)};
  report.json = {{"written", boost::json::array{file.string()}}};
  return report;
}

struct KeyFile {
  std::filesystem::path file;
  std::string_view what;
  std::string text;
};

base::Result<Report> WritePair(const KeyFile& secret, const KeyFile& public_half) {
  for (const auto& file : {secret.file, public_half.file}) {
    if (auto is_new = MustBeNew(file); !is_new) return is_new.error();
  }
  auto written = base::ReplaceFile(secret.file, secret.text, kOwnerOnly);
  if (!written) return written.error();
  written = base::ReplaceFile(public_half.file, public_half.text, kForAll);
  if (!written) return written.error();
  Report report;
  for (const KeyFile& half : {secret, public_half})
    report.lines.push_back(fmt::format("wrote {}: {}", half.file.string(), half.what));
  report.json = {{"written", boost::json::array{secret.file.string(), public_half.file.string()}}};
  return report;
}

}  // namespace

base::Result<Report> MakeFieldKey(const std::filesystem::path& file, base::Random& random) {
  return MakeKey(file, "the key of this kiosk's personal fields; keep a copy in a safe place", random);
}

base::Result<Report> MakeCityKey(const std::filesystem::path& file, base::Random& random) {
  return MakeKey(file, "the key of this city's receipts; copy it to every kiosk of the city", random);
}

base::Result<Report> MakeArrivalKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half,
                                     base::Random& random) {
  const auto key = base::SecretKey::New(random);
  return WritePair(
      {secret, "the secret half, by which the centre signs that records arrived; it stays at the centre", key.Text()},
      {public_half, "the public half, by which anybody checks a receipt", base::ToHex(base::VerifyKeyOf(key)) + "\n"});
}

base::Result<Report> MakeOperatorKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half,
                                      base::Random& random) {
  const base::SecretKey key = base::SecretKey::New(random);
  return WritePair(
      {secret, "the secret half; it signs settings for kiosks, keep it off the centre where you can", key.Text()},
      {public_half, "the public half; it goes to the kiosks (storage.operator_public_key)",
       base::ToHex(base::VerifyKeyOf(key)) + "\n"});
}

base::Result<Report> MakeSealKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half) {
  const base::SealKeys keys = base::NewSealKeys();
  return WritePair(
      {secret, "the secret half; it opens what kiosks seal and stays at the centre", keys.secret_key.Text()},
      {public_half, "the public half; it goes to the kiosks", base::ToHex(keys.public_key) + "\n"});
}

}  // namespace bianmin::admin

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

// The two halves of a key, each with what is to be said of it.
struct Halves {
  std::filesystem::path secret, public_half;
  std::string_view of_secret, of_public;
};

base::Result<Report> WriteHalves(const Halves& files, const base::SecretKey& secret,
                                 const std::array<std::uint8_t, 32>& public_half) {
  for (const auto& file : {files.secret, files.public_half}) {
    if (auto is_new = MustBeNew(file); !is_new) return is_new.error();
  }
  auto written = base::ReplaceFile(files.secret, secret.Text(), kOwnerOnly);
  if (!written) return written.error();
  written = base::ReplaceFile(files.public_half, base::ToHex(public_half) + "\n", kForAll);
  if (!written) return written.error();
  Report report;
  report.lines = {fmt::format("wrote {}: {}", files.secret.string(), files.of_secret),
                  fmt::format("wrote {}: {}", files.public_half.string(), files.of_public)};
  report.json = {{"written", boost::json::array{files.secret.string(), files.public_half.string()}}};
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
  return WriteHalves(
      {secret, public_half, "the secret half, by which the centre signs that records arrived; it stays at the centre",
       "the public half, by which anybody checks a receipt"},
      key, base::VerifyKeyOf(key));
}

base::Result<Report> MakeSealKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half) {
  const base::SealKeys keys = base::NewSealKeys();
  return WriteHalves({secret, public_half, "the secret half; it opens what kiosks seal and stays at the centre",
                      "the public half; it goes to the kiosks"},
                     keys.secret_key, keys.public_key);
}

}  // namespace bianmin::admin

#include "kiosk/store/pin_rows.h"

#include <algorithm>

#include "kiosk/domain/limits.h"

namespace bianmin::store {
namespace {

constexpr const char* kSelect = "SELECT failures, latest FROM pin_failure WHERE token = ?";
constexpr const char* kCount =
    "INSERT INTO pin_failure (token, is_known, failures, latest) VALUES (?, ?, 1, ?) "
    "ON CONFLICT (token) DO UPDATE SET is_known = excluded.is_known, failures = failures + 1, latest = excluded.latest";
constexpr const char* kMakeRoom =
    "DELETE FROM pin_failure WHERE is_known = 0 AND token NOT IN "
    "(SELECT token FROM pin_failure WHERE is_known = 0 ORDER BY latest DESC, token LIMIT ?)";
constexpr const char* kForget = "DELETE FROM pin_failure WHERE token = ?";

base::Digest TokenOf(const StoreCore& core, const domain::StaffNumber& number) {
  return core.staff_key.Token("number " + number.text());
}

}  // namespace

base::Result<base::Digest> TokenOfPin(const StoreCore& core, std::string_view pin, const base::Digest& salt,
                                      const base::CodeWork& work) {
  const auto both = base::KeyWithCode(core.staff_key.For("pin " + base::ToHex(salt)), pin, work);
  if (!both) return both.error();
  return both->Token("pin");
}

base::Result<PinSeal> SealPin(StoreCore& core, std::string_view pin) {
  PinSeal seal{.work = core.parts.code_work};
  core.parts.random.Fill(seal.salt);
  const auto token = TokenOfPin(core, pin, seal.salt, seal.work);
  if (!token) return token.error();
  seal.token = *token;
  return seal;
}

domain::PinFailures FailuresOf(StoreCore& core, const domain::StaffNumber& number, base::TimePoint now) {
  Query row{core.connection(), kSelect};
  row.Bind(TokenOf(core, number));
  if (!row.Next()) return {};
  return {.count = static_cast<int>(row.Integer(0)), .latest = std::min(row.Time(1), now)};
}

domain::PinFailures CountWrongPin(StoreCore& core, const domain::StaffNumber& number, bool is_known,
                                  base::TimePoint now) {
  Query{core.connection(), kCount}.Bind(TokenOf(core, number)).Bind(std::int64_t{is_known}).Bind(now).Run();
  Query{core.connection(), kMakeRoom}.Bind(std::int64_t{domain::kMaxUnknownNumbersTried}).Run();
  return FailuresOf(core, number, now);
}

void ForgetWrongPins(StoreCore& core, const domain::StaffNumber& number) {
  Query{core.connection(), kForget}.Bind(TokenOf(core, number)).Run();
}

}  // namespace bianmin::store

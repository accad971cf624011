#pragma once
// bianmin-admin keygen: makes the keys that kiosk and centre need. It never writes over a key: what was encrypted under
// the old one would be lost.

#include <filesystem>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

// The key of a kiosk's personal fields, mode 0600. Refused when the file is there already.
base::Result<Report> MakeFieldKey(const std::filesystem::path& file, base::Random& random);

// The key that all kiosks of a city share, by which each knows the receipts of the others; mode 0600. Made once and
// copied to each. Refused when the file is there already.
base::Result<Report> MakeCityKey(const std::filesystem::path& file, base::Random& random);

// The pair that personal fields are sealed with on their way: the secret half (0600) stays with whoever may read them,
// the public half goes to the kiosks. Refused when either file is there already.
base::Result<Report> MakeSealKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half);

// The pair by which the centre signs that records arrived: the secret half (0600) stays there, the public half is for
// whoever checks receipts. Refused when either file is there already.
base::Result<Report> MakeArrivalKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half,
                                     base::Random& random);
// The pair that settings for kiosks are signed with: the secret half (0600) stays with the operator, the public half
// goes to the kiosks. Refused when either file is there already.
base::Result<Report> MakeOperatorKeys(const std::filesystem::path& secret, const std::filesystem::path& public_half,
                                      base::Random& random);

}  // namespace bianmin::admin

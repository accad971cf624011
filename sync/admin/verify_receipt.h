#pragma once
// Whether the proof of arrival on a receipt is genuine, offline: only the centre's public keys are needed.

#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

// `code` is what the lower code of the receipt holds. The report is not sound when no key of the files proves it.
base::Result<Report> VerifyReceipt(const std::string& code, const std::vector<std::string>& key_files);

}  // namespace bianmin::admin

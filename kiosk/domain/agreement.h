#pragma once
// 服务合同: what provider and resident agree on before the work begins, the terms it stands under, and what is signed
// by a finger. The terms come from a file of their own (config/agreement.toml) with a version; an agreement names the
// version it was signed under. kiosk/app makes the paper of it, kiosk/store archives it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/signature.h"

namespace bianmin::domain {

struct AgreementTerms {
  std::string version;
  std::vector<LocalisedText> clauses;
};

// One to kMaxClauses of them, each a text of at most kMaxClauseCharacters in both languages.
base::Result<AgreementTerms> ReadAgreementTerms(std::string_view toml, std::string_view name);

struct Agreement {
  RecordNumber order;
  std::string resident;        // the name, for the paper alone
  std::string resident_phone;  // digits
  std::string provider;
  std::string provider_phone;
  std::string service_code;
  std::string package_code;
  Appointment when;
  std::string place;
  std::int64_t fee_fen = 0;
  Signature resident_signature;  // none: a line to sign on
  Signature provider_signature;
};

}  // namespace bianmin::domain

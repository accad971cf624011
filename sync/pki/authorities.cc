#include "sync/pki/authorities.h"

#include <openssl/x509_vfy.h>

#include "sync/pki/openssl.h"

namespace bianmin::pki {

using base::Error;
using base::ErrorCode;

base::Result<Authorities> Authorities::Of(const std::vector<Certificate>& trusted) {
  Authorities authorities;
  authorities.store_ = {X509_STORE_new(), &X509_STORE_free};
  CHECK(authorities.store_ != nullptr);
  for (const Certificate& each : trusted) {
    if (X509_STORE_add_cert(authorities.store_.get(), each.native()) == 1) continue;
    ERR_clear_error();
    return Error{ErrorCode::Invalid, "it holds a certificate that is none of an authority"};
  }
  return authorities;
}

Standing Authorities::Judge(const Certificate& certificate, const std::vector<Certificate>& between,
                            base::TimePoint at) const {
  if (!store_) return Standing::Unknown;
  const int fault = FaultOf(certificate, between, at);
  if (fault == X509_V_OK) return Standing::Good;
  const bool is_about_time = fault == X509_V_ERR_CERT_HAS_EXPIRED || fault == X509_V_ERR_CERT_NOT_YET_VALID;
  if (!is_about_time) return Standing::Unknown;
  // OpenSSL goes from the authority down and ends at the first fault: whether one that is out of date has signed what
  // stands below it, it has not looked yet.
  const bool is_signed = FaultOf(certificate, between, std::nullopt) == X509_V_OK;
  return is_signed ? Standing::OutOfDate : Standing::Unknown;
}

// OpenSSL's X509_V_ERR_…, or X509_V_OK. Without a moment no time is looked at.
int Authorities::FaultOf(const Certificate& certificate, const std::vector<Certificate>& between,
                         std::optional<base::TimePoint> at) const {
  const std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>> check(X509_STORE_CTX_new());
  const auto free_chain = [](STACK_OF(X509) * chain) { sk_X509_free(chain); };  // its certificates are `between`'s
  const std::unique_ptr<STACK_OF(X509), decltype(free_chain)> chain(sk_X509_new_null(), free_chain);
  CHECK(check != nullptr && chain != nullptr);
  for (const Certificate& each : between) CHECK(sk_X509_push(chain.get(), each.native()) > 0);
  CHECK(X509_STORE_CTX_init(check.get(), store_.get(), certificate.native(), chain.get()) == 1);
  CHECK(X509_STORE_CTX_set_purpose(check.get(), X509_PURPOSE_SSL_CLIENT) == 1);
  X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(check.get());
  if (at) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*at).time_since_epoch().count();
    X509_VERIFY_PARAM_set_time(rules, static_cast<std::time_t>(seconds));
  } else {
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
  }
  const bool is_good = X509_verify_cert(check.get()) == 1;
  const int fault = X509_STORE_CTX_get_error(check.get());
  ERR_clear_error();
  return is_good ? X509_V_OK : fault == X509_V_OK ? X509_V_ERR_UNSPECIFIED : fault;
}

}  // namespace bianmin::pki

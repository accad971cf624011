#include "sync/pki/certificate.h"

#include <fmt/format.h>

#include <ctime>

#include "kiosk/base/bytes.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/limits.h"
#include "sync/pki/openssl.h"

namespace bianmin::pki {
namespace {

using base::Error;
using base::ErrorCode;

// A time that cannot be read counts as long over.
base::TimePoint TimeOf(const ASN1_TIME* time) {
  std::tm fields{};
  if (ASN1_TIME_to_tm(time, &fields) != 1) return base::TimePoint{};
  using namespace std::chrono;
  const year_month_day date{year{fields.tm_year + 1900}, month{static_cast<unsigned>(fields.tm_mon + 1)},
                            day{static_cast<unsigned>(fields.tm_mday)}};
  return base::TimePoint{sys_days{date}} + hours{fields.tm_hour} + minutes{fields.tm_min} + seconds{fields.tm_sec};
}

std::string SerialOf(X509* certificate) {
  const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  if (number == nullptr) return {};
  base::Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
  BN_bn2bin(number.get(), bytes.data());
  return base::ToHex(bytes);
}

std::optional<std::string> SourceOf(X509* certificate) {
  const auto free_names = [](GENERAL_NAMES* names) { GENERAL_NAMES_free(names); };
  const std::unique_ptr<GENERAL_NAMES, decltype(free_names)> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)), free_names);
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* uri = name->d.uniformResourceIdentifier;
    std::string source(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                       static_cast<std::size_t>(ASN1_STRING_length(uri)));
    if (source.size() > domain::kMaxSourceBytes) return std::nullopt;
    return source;
  }
  return std::nullopt;
}

}  // namespace

Certificate::Certificate(std::shared_ptr<X509> certificate)
    : certificate_(std::move(certificate)),
      serial_(SerialOf(certificate_.get())),
      not_before_(TimeOf(X509_get0_notBefore(certificate_.get()))),
      not_after_(TimeOf(X509_get0_notAfter(certificate_.get()))),
      source_(SourceOf(certificate_.get())),
      is_authority_(X509_check_ca(certificate_.get()) == 1) {
  ERR_clear_error();
}

Certificate Certificate::Of(X509* native) {
  X509_up_ref(native);
  return Certificate(std::shared_ptr<X509>(FreedX509(native)));
}

base::Result<Certificate> Certificate::ReadDer(std::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  FreedX509 read(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  if (read == nullptr) return Error{ErrorCode::Invalid, "it is no certificate"};
  return Certificate(std::shared_ptr<X509>(std::move(read)));
}

base::Result<std::vector<Certificate>> Certificate::ReadAll(std::string_view pem) {
  const Memory memory = ReaderOf(pem);
  std::vector<Certificate> all;
  for (;;) {
    FreedX509 read(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (read == nullptr) break;
    if (all.size() == domain::kMaxTrustedAuthorities) {
      ERR_clear_error();
      return Error{ErrorCode::Invalid,
                   fmt::format("it holds more than {} certificates", domain::kMaxTrustedAuthorities)};
    }
    all.push_back(Certificate(std::shared_ptr<X509>(std::move(read))));
  }
  ERR_clear_error();
  if (all.empty()) return Error{ErrorCode::Invalid, "it holds no certificate in PEM form"};
  return all;
}

base::Result<Certificate> Certificate::Read(std::string_view pem) {
  auto all = ReadAll(pem);
  if (!all) return all.error();
  return all->front();
}

std::string Certificate::Pem() const {
  const Memory memory(BIO_new(BIO_s_mem()));
  CHECK(PEM_write_bio_X509(memory.get(), certificate_.get()) == 1);
  return TextOf(memory.get());
}

std::string Certificate::Der() const { return DerOf<i2d_X509>(certificate_.get()); }

std::string Certificate::PublicDer() const { return DerOf<i2d_X509_PUBKEY>(X509_get_X509_PUBKEY(certificate_.get())); }

std::string PemOf(const std::vector<Certificate>& certificates) {
  std::string pem;
  for (const Certificate& certificate : certificates) pem += certificate.Pem();
  return pem;
}

}  // namespace bianmin::pki

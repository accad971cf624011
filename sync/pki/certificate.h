#pragma once
// An X.509 certificate as kiosks, the centre and bianmin-admin look at it: whose it is, from when to when it counts,
// and by which number it is revoked. Reading one says nothing about who signed it. Copies share it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/pki/private_key.h"

struct x509_st;

namespace bianmin::pki {

class Certificate {
 public:
  static base::Result<Certificate> ReadDer(std::string_view der);
  // The first one of a PEM file.
  static base::Result<Certificate> Read(std::string_view pem);
  // Every one of a PEM file; Invalid when there is none, or more than domain::kMaxTrustedAuthorities.
  static base::Result<std::vector<Certificate>> ReadAll(std::string_view pem);
  // Takes a reference of its own to OpenSSL's object.
  static Certificate Of(x509_st* native);

  std::string Pem() const;
  std::string Der() const;
  // Of the public key in it, as PrivateKey::PublicDer() gives it.
  std::string PublicDer() const;

  const std::string& serial() const { return serial_; }  // hexadecimal, lower case
  base::TimePoint not_before() const { return not_before_; }
  base::TimePoint not_after() const { return not_after_; }
  // The first URI of the subject alternative name: of a kiosk's certificate, the `source` of its events.
  const std::optional<std::string>& source() const { return source_; }
  bool is_authority() const { return is_authority_; }

  // Whether `key` is the private half of the key in it.
  bool Fits(const PrivateKey& key) const { return PublicDer() == key.PublicDer(); }
  bool operator==(const Certificate& other) const { return Der() == other.Der(); }
  x509_st* native() const { return certificate_.get(); }

 private:
  explicit Certificate(std::shared_ptr<x509_st> certificate);

  std::shared_ptr<x509_st> certificate_;
  std::string serial_;
  base::TimePoint not_before_;
  base::TimePoint not_after_;
  std::optional<std::string> source_;
  bool is_authority_ = false;
};

// One after the other, as a file of trusted authorities holds them.
std::string PemOf(const std::vector<Certificate>& certificates);

}  // namespace bianmin::pki

#pragma once
// Certificates for tests: a private authority and whatever it is asked to issue, good or bad. Keys are P-256 and last
// as long as the test.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace bianmin::tls {

struct Pem {
  std::string certificate;
  std::string key;
};

struct Wish {
  std::string common_name = "test";
  std::string alt_names;              // "DNS:localhost,IP:127.0.0.1"; empty: none
  std::string usage = "serverAuth";   // or clientAuth
  std::chrono::hours begins_in{-24};  // from now
  std::chrono::hours ends_in{24};
};

class Authority {
 public:
  // Good for so long before and after this moment.
  explicit Authority(const std::string& name, std::chrono::hours good_for = std::chrono::hours{24 * 365});
  ~Authority();
  Authority(Authority&&) noexcept;

  const std::string& certificate() const;  // PEM
  std::string key() const;                 // PEM
  Pem Issue(const Wish& wish) const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
};

// Signed by itself.
Pem SelfSigned(const Wish& wish);

// Writes the text to a file of mode 0600.
std::filesystem::path WritePem(const std::filesystem::path& file, const std::string& pem);

}  // namespace bianmin::tls

#pragma once
// A real bianmin-centre, as a process on loopback with certificates of a private authority, and clients that speak to
// it by libcurl. It can be killed and started again; its archive stays. Everything goes with the object.

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"
#include "tests/support/tls_pki.h"
#include "tests/support/x_process.h"

namespace bianmin::contract {

// What a client shows of itself.
struct Identity {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

struct Ask {
  std::string method = "GET";
  std::string path = "/v1/";
  std::string base;  // what stands before the path, when it is not the centre's own port
  std::vector<std::string> headers;
  std::string body;
  std::optional<Identity> identity;
  std::chrono::milliseconds patience = std::chrono::seconds{20};
  bool at_most_tls_1_1 = false;
  long bytes_a_second = 0;  // of the body; 0: as fast as it goes
};

// What a kiosk sends: a batch, and how it is.
Ask PostOf(const Identity& identity, const std::string& body, int batch = 1);
Ask HeartbeatOf(const std::optional<Identity>& identity, const std::string& body);

struct Reply {
  std::string failure;  // libcurl's words when there was no answer; otherwise empty
  int status = 0;
  std::string content_type;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class CentreHouse {
 public:
  // `listen` is added to the [listen] table; `tables` follow.
  explicit CentreHouse(const std::string& listen = "",
                       const std::string& tables = "[archive]\ndatabase = \"centre.db\"\n");

  void Start();
  void Kill() { process_->Kill(); }
  // SIGTERM; the exit code.
  int Stop(std::chrono::milliseconds patience) { return process_->Stop(patience); }
  support::Process& process() { return *process_; }

  // A kiosk of this city, with a certificate; made on first use.
  Identity Kiosk(const std::string& source);
  Identity Issue(const tls::Wish& wish, const std::string& name) { return Write(authority_.Issue(wish), name); }
  Identity Write(const tls::Pem& pem, const std::string& name);

  Reply Send(const Ask& ask) const;
  // Adds to the configuration; before Start().
  void Configure(const std::string& toml);
  const tls::Authority& authority() const { return authority_; }
  int port() const { return port_; }
  std::filesystem::path config() const { return folder_ / "centre.toml"; }
  // The public half of the key by which it signs what arrived.
  std::filesystem::path arrival_key() const { return folder_ / "arrivals.pub"; }
  std::filesystem::path archive() const { return folder_ / "centre.db"; }
  const support::TemporaryFolder& folder() const { return folder_; }
  std::string Log() const;
  // Whether the log says this, now or within a few seconds: the client may hear of a refusal before it is written down.
  bool Logs(const std::string& words) const;

 private:
  support::TemporaryFolder folder_;
  tls::Authority authority_{"Test city"};
  std::map<std::string, Identity> kiosks_;
  int port_ = support::FreePort();
  std::unique_ptr<support::Process> process_;
};

}  // namespace bianmin::contract

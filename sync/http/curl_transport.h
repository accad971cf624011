#pragma once
// The transport over HTTPS, by libcurl. Used by the daemon (one object for each of its threads) and by the
// operator's doctor. It trusts one private authority and nothing else, shows this kiosk's certificate, follows no
// redirect, reads no environment, counts every byte that comes in, and always comes back: within its time limits, or at
// once when the program is stopped.
//
// Not thread-safe: an object belongs to one thread. StartHttp() must have been called before the first one is made.

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/engine/est_transport.h"
#include "sync/engine/transport.h"
#include "sync/http/classify.h"

namespace bianmin::http {

base::Result<base::Done> StartHttp();

struct CentreAddress {
  std::string url;  // "https://host:port", with or without a path; the protocol's "/v1/…" is appended
  std::filesystem::path ca;
  std::filesystem::path certificate;  // empty, with `key`: none is shown
  std::filesystem::path key;
};

// Lines for enrolment and renewal: one object for each set of files. `clock` must outlive what it makes.
engine::EstConnector ConnectorTo(const std::string& url, const base::Clock& clock, std::stop_token stop);

struct Patience {
  std::chrono::milliseconds connect = std::chrono::seconds{10};
  std::chrono::milliseconds total = std::chrono::seconds{60};
  // Added to what the centre was asked to hold a long poll back.
  std::chrono::milliseconds beyond_wait = std::chrono::seconds{15};
  // A request that moves fewer than `slow_bytes` a second for `slow_for` is given up (not a long poll).
  long slow_bytes = 64;
  std::chrono::seconds slow_for{20};
};

class CurlTransport final : public engine::Transport, public engine::EstTransport {
 public:
  CurlTransport(CentreAddress centre, const base::Clock& clock, std::stop_token stop, Patience patience = {});
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  engine::Outcome Post(const std::string& batch_id, const std::string& body,
                       const std::string& journal_head = {}) override;
  engine::Outcome PostJournal(const std::string& body) override;
  engine::Outcome Get(const engine::ChangesQuery& query) override;
  engine::Outcome GetRecord(const std::string& number) override;
  engine::Outcome GetFrontPage() override;
  engine::Outcome PutHeartbeat(const std::string& body) override;
  engine::Outcome CaCerts() override;
  engine::Outcome Enrol(const std::string& login, const std::string& code, const std::string& request) override;
  engine::Outcome Reenrol(const std::string& request) override;

 private:
  struct Request;
  struct Handles;

  engine::Outcome AskForCertificate(const std::string& path, const std::string& body, std::vector<std::string> headers);
  engine::Outcome Ask(const Request& request);
  Exchange Perform(const Request& request);
  void SetUp(const Request& request);
  void SetUpManners();
  void SetUpTls();
  void SetUpLimits(const Request& request);
  void SetUpContent(const Request& request);
  void RunToTheEnd(Exchange& exchange);
  void ReadBack(Exchange& exchange);

  CentreAddress centre_;
  const base::Clock& clock_;
  std::stop_token stop_;
  Patience patience_;
  std::unique_ptr<Handles> handles_;
  bool centre_unpacks_ = true;  // until it answers 415
};

}  // namespace bianmin::http

#pragma once

// Many kiosks at once in one thread, by libcurl over TLS with client certificates: what the benchmarks of the centre
// load it with. Each kiosk has a certificate and a connection of its own.

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/contract/centre_house.h"

namespace bianmin::bench {

struct Sending {
  std::string batch;  // its id
  std::string body;   // packed
};

class CrowdMember {
 public:
  CrowdMember(const contract::CentreHouse& house, const contract::Identity& identity);
  ~CrowdMember();
  CrowdMember(const CrowdMember&) = delete;
  CrowdMember& operator=(const CrowdMember&) = delete;

  void Get(const std::string& path);
  // `sending` must live until the answer has come.
  void Post(const Sending& sending);
  CURL* handle() const { return handle_; }

 private:
  void SetTarget(const std::string& path);

  CURL* handle_;
  curl_slist* headers_ = nullptr;
  std::string base_;
};

class Crowd {
 public:
  Crowd(contract::CentreHouse& house, int kiosks);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  static std::string SourceOf(int kiosk);
  CrowdMember& member(int kiosk) { return *members_[static_cast<std::size_t>(kiosk)]; }
  int size() const { return static_cast<int>(members_.size()); }

  // Sets off what the member was told to ask.
  void Begin(int kiosk);
  // Lets things happen for up to 100 ms. Each answer is told: whose it is, and whether it goes on (it was told what to
  // ask next). Throws when an answer is not 200. Returns how many are under way.
  int Run(const std::function<bool(int kiosk)>& answered);
  // Until nothing is under way.
  void RunToTheEnd(const std::function<bool(int kiosk)>& answered);

 private:
  CURLM* multi_;
  std::vector<std::unique_ptr<CrowdMember>> members_;
};

}  // namespace bianmin::bench

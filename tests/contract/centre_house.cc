#include "tests/contract/centre_house.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/file.h"
#include "tests/support/centre_desk.h"
#include "tests/support/file_text.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::contract {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kStartPatience{20};
constexpr std::chrono::seconds kLogPatience{5};
constexpr std::chrono::milliseconds kPoll{10};

std::size_t Append(char* bytes, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}

std::size_t TakeHeader(char* bytes, std::size_t size, std::size_t count, void* reply) {
  std::string line(bytes, size * count);
  const auto colon = line.find(':');
  if (colon != std::string::npos) {
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) { return std::tolower(letter); });
    const auto begin = line.find_first_not_of(' ', colon + 1);
    const auto end = line.find_last_not_of("\r\n");
    static_cast<Reply*>(reply)->headers[name] = begin > end ? "" : line.substr(begin, end - begin + 1);
  }
  return size * count;
}

class Curl {
 public:
  Curl() : handle_(curl_easy_init()) {}
  ~Curl() {
    curl_slist_free_all(headers_);
    curl_easy_cleanup(handle_);
  }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;

  CURL* handle() { return handle_; }
  void AddHeader(const std::string& line) { headers_ = curl_slist_append(headers_, line.c_str()); }
  curl_slist* headers() { return headers_; }

 private:
  CURL* handle_;
  curl_slist* headers_ = nullptr;
};

}  // namespace

Ask PostOf(const Identity& identity, const std::string& body, int batch) {
  return {.method = "POST",
          .path = "/v1/events",
          .headers = {"Content-Type: application/cloudevents-batch+json", "Bianmin-Batch: " + support::UuidOf(batch)},
          .body = body,
          .identity = identity};
}

Ask HeartbeatOf(const std::optional<Identity>& identity, const std::string& body) {
  return {.method = "PUT",
          .path = "/v1/heartbeat",
          .headers = {"Content-Type: application/json"},
          .body = body,
          .identity = identity};
}

CentreHouse::CentreHouse(const std::string& listen, const std::string& tables) {
  Write(authority_.Issue({.common_name = "centre", .alt_names = "DNS:localhost,IP:127.0.0.1"}), "centre");
  tls::WritePem(folder_ / "ca.pem", authority_.certificate());
  base::SystemRandom random;
  const auto key = base::SecretKey::New(random);
  support::Must(base::ReplaceFile(folder_ / "arrivals.key", key.Text(), 0600));
  support::Must(base::ReplaceFile(arrival_key(), base::ToHex(base::VerifyKeyOf(key)) + "\n", 0644));
  std::ofstream(config()) << fmt::format(
      "[listen]\naddress = \"127.0.0.1\"\nport = {}\n{}\n[tls]\ncertificate = \"centre.pem\"\nkey = \"centre.key\"\n"
      "client_ca = \"ca.pem\"\n{}[arrivals]\nkey = \"arrivals.key\"\n[log]\nlevel = \"debug\"\n",
      port_, listen, tables);
}

void CentreHouse::Configure(const std::string& toml) { std::ofstream(config(), std::ios::app) << toml; }

Identity CentreHouse::Write(const tls::Pem& pem, const std::string& name) {
  return {tls::WritePem(folder_ / (name + ".pem"), pem.certificate), tls::WritePem(folder_ / (name + ".key"), pem.key)};
}

Identity CentreHouse::Kiosk(const std::string& source) {
  const auto found = kiosks_.find(source);
  if (found != kiosks_.end()) return found->second;
  const tls::Wish wish{.common_name = "kiosk", .alt_names = "URI:" + source, .usage = "clientAuth"};
  return kiosks_[source] = Issue(wish, fmt::format("kiosk{}", kiosks_.size()));
}

void CentreHouse::Start() {
  const std::vector<std::string> command{std::string(BIANMIN_BINARY_DIR) + "/bianmin-centre", "--config",
                                         config().string()};
  process_ = std::make_unique<support::Process>("bianmin-centre", command, folder_ / "centre.log");
  const auto deadline = steady_clock::now() + kStartPatience;
  while (Send({.path = "/healthz"}).status != 200) {
    if (!process_->IsRunning() || steady_clock::now() > deadline) {
      throw support::StepFailed("the centre does not serve:\n" + Log());
    }
    std::this_thread::sleep_for(kPoll);
  }
}

std::string CentreHouse::Log() const { return support::TextOf(folder_ / "centre.log"); }

bool CentreHouse::Logs(const std::string& words) const {
  const auto deadline = steady_clock::now() + kLogPatience;
  while (Log().find(words) == std::string::npos) {
    if (steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(kPoll);
  }
  return true;
}

Reply CentreHouse::Send(const Ask& ask) const {
  Curl curl;
  CURL* handle = curl.handle();
  Reply reply;
  const std::string own = fmt::format("https://localhost:{}", port_);
  const std::string url = (ask.base.empty() ? own : ask.base) + ask.path;
  const std::string ca = (folder_ / "ca.pem").string();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_CAINFO, ca.c_str());
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(ask.patience.count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Append);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &reply.body);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, TakeHeader);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &reply);
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, ask.method.c_str());
  if (ask.identity) {
    curl_easy_setopt(handle, CURLOPT_SSLCERT, ask.identity->certificate.c_str());
    curl_easy_setopt(handle, CURLOPT_SSLKEY, ask.identity->key.c_str());
  }
  if (ask.at_most_tls_1_1) {
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_1} | long{CURL_SSLVERSION_MAX_TLSv1_1});
    curl_easy_setopt(handle, CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0");
  }
  curl_easy_setopt(handle, CURLOPT_MAX_SEND_SPEED_LARGE, curl_off_t{ask.bytes_a_second});
  for (const std::string& line : ask.headers) curl.AddHeader(line);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, curl.headers());
  if (ask.method == "POST" || ask.method == "PUT") {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(ask.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, ask.body.data());
  }
  const CURLcode code = curl_easy_perform(handle);
  if (code != CURLE_OK) reply.failure = curl_easy_strerror(code);
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  reply.status = static_cast<int>(status);
  reply.content_type = reply.headers["content-type"];
  return reply;
}

}  // namespace bianmin::contract

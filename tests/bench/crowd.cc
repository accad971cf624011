#include "tests/bench/crowd.h"

#include <stdexcept>

namespace bianmin::bench {
namespace {

constexpr long kPatienceSeconds = 120;

std::size_t Drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }

}  // namespace

CrowdMember::CrowdMember(const contract::CentreHouse& house, const contract::Identity& identity)
    : handle_(curl_easy_init()), base_("https://localhost:" + std::to_string(house.port())) {
  curl_easy_setopt(handle_, CURLOPT_CAINFO, (house.folder() / "ca.pem").c_str());
  curl_easy_setopt(handle_, CURLOPT_SSLCERT, identity.certificate.c_str());
  curl_easy_setopt(handle_, CURLOPT_SSLKEY, identity.key.c_str());
  curl_easy_setopt(handle_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle_, CURLOPT_PROXY, "");
  curl_easy_setopt(handle_, CURLOPT_TIMEOUT, kPatienceSeconds);
  curl_easy_setopt(handle_, CURLOPT_BUFFERSIZE, 1024L);
  curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, Drop);
}

CrowdMember::~CrowdMember() {
  curl_slist_free_all(headers_);
  curl_easy_cleanup(handle_);
}

void CrowdMember::SetTarget(const std::string& path) {
  curl_slist_free_all(headers_);
  headers_ = curl_slist_append(nullptr, "Expect:");
  curl_easy_setopt(handle_, CURLOPT_URL, (base_ + path).c_str());
}

void CrowdMember::Get(const std::string& path) {
  SetTarget(path);
  curl_easy_setopt(handle_, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, headers_);
}

void CrowdMember::Post(const Sending& sending) {
  SetTarget("/v1/events");
  for (const std::string& line : {std::string("Content-Type: application/cloudevents-batch+json"),
                                  std::string("Content-Encoding: gzip"), "Bianmin-Batch: " + sending.batch}) {
    headers_ = curl_slist_append(headers_, line.c_str());
  }
  curl_easy_setopt(handle_, CURLOPT_POST, 1L);
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE, static_cast<long>(sending.body.size()));
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, sending.body.data());
  curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, headers_);
}

Crowd::Crowd(contract::CentreHouse& house, int kiosks) : multi_(curl_multi_init()) {
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(kiosks));
  for (int kiosk = 0; kiosk < kiosks; ++kiosk) {
    members_.push_back(std::make_unique<CrowdMember>(house, house.Kiosk(SourceOf(kiosk))));
    curl_easy_setopt(members_.back()->handle(), CURLOPT_PRIVATE, reinterpret_cast<void*>(std::intptr_t{kiosk}));
  }
}

Crowd::~Crowd() {
  for (const auto& member : members_) curl_multi_remove_handle(multi_, member->handle());
  members_.clear();
  curl_multi_cleanup(multi_);
}

std::string Crowd::SourceOf(int kiosk) { return "urn:bianmin:demo-city:jingan:k" + std::to_string(kiosk); }

void Crowd::Begin(int kiosk) { curl_multi_add_handle(multi_, member(kiosk).handle()); }

int Crowd::Run(const std::function<bool(int kiosk)>& answered) {
  int running = 0;
  curl_multi_poll(multi_, nullptr, 0, 100, nullptr);
  curl_multi_perform(multi_, &running);
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    CURL* handle = message->easy_handle;
    const CURLcode code = message->data.result;
    void* number = nullptr;
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &number);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK || status != 200) {
      throw std::runtime_error(std::string("the centre did not answer as it should: ") + curl_easy_strerror(code) +
                               ", " + std::to_string(status));
    }
    curl_multi_remove_handle(multi_, handle);
    const int kiosk = static_cast<int>(reinterpret_cast<std::intptr_t>(number));
    if (!answered(kiosk)) continue;
    Begin(kiosk);
    ++running;
  }
  return running;
}

void Crowd::RunToTheEnd(const std::function<bool(int kiosk)>& answered) {
  while (Run(answered) > 0) {
  }
}

}  // namespace bianmin::bench

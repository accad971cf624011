#include "tests/support/sim_network.h"

#include <fmt/format.h>

#include <array>

namespace bianmin::sim {
namespace {

constexpr std::size_t kMostLate = 20;

struct Imposture {
  long status;
  const char* content_type;
  const char* retry_after;
  const char* body;
};

// Answers that real networks give in a server's place.
constexpr std::array kImpostures{
    Imposture{200, "text/html", "", "<html>Please sign in to the community network"},
    Imposture{200, "application/json", "", "{}"},
    Imposture{200, "application/json", "", "{\"status\":\"ok\"}"},
    Imposture{200, "application/json", "",
              "{\"batch\":\"00000000-0000-4000-8000-000000000000\",\"count\":1,\"accepted\":1,"
              "\"duplicate\":0,\"high\":\"0000000000000001\",\"problems\":[]}"},
    Imposture{200, "application/json", "", "{\"events\":[],\"next\":\"\",\"more\":true}"},
    Imposture{302, "text/html", "", ""},
    Imposture{400, "text/html", "", "<html><center>nginx</center>"},
    Imposture{400, "application/problem+json", "",
              "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400}"},
    Imposture{401, "text/html", "", "<html>"},
    Imposture{403, "text/html", "", "<html>blocked"},
    Imposture{404, "text/html", "", "<html>"},
    Imposture{407, "text/html", "", "<html>proxy"},
    Imposture{410, "text/html", "", "<html>gone"},
    Imposture{413, "text/html", "", "<html><center>nginx</center>"},
    Imposture{422, "application/json", "", "{\"message\":\"unprocessable\"}"},
    Imposture{429, "text/html", "60", "<html>slow down"},
    Imposture{429, "", "Wed, 21 Oct 2099 07:28:00 GMT", ""},
    Imposture{500, "text/html", "", "<html>"},
    Imposture{502, "text/html", "", "<html><center>nginx</center>"},
    Imposture{503, "application/problem+json", "30", "{\"type\":\"urn:bianmin:problem:unavailable\",\"title\":\"\"}"},
    Imposture{504, "text/html", "soon", "<html>"},
};

constexpr std::array kBreaks{
    CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
    CURLE_SEND_ERROR,           CURLE_RECV_ERROR,      CURLE_GOT_NOTHING};

// The events of a batch up to a place drawn at random, as a batch; an event ends where "},{" stands, because nothing
// inside of one looks like that.
std::string PartOf(const std::string& batch, base::Random& random) {
  std::vector<std::size_t> ends;
  constexpr std::string_view kBetween = "},{\"specversion\"";
  for (std::size_t at = batch.find(kBetween); at != batch.npos; at = batch.find(kBetween, at + 1)) ends.push_back(at);
  return ends.empty() ? batch : batch.substr(0, ends[random.Below(ends.size())] + 1) + "]";
}

constexpr const char* kJson = "application/json";

centre::Request RequestOf(const std::string& method, const std::string& target, const std::string& content_type = "",
                          const std::string& body = "") {
  centre::Request request;
  request.method = method;
  request.target = target;
  if (!content_type.empty()) request.headers["content-type"] = content_type;
  request.body = body;
  return request;
}

http::Method MethodOf(const centre::Request& request) {
  if (request.method == "PUT") return http::Method::Put;
  return request.method == "POST" ? http::Method::Post : http::Method::Get;
}

}  // namespace

void Network::Heals() {
  trouble_percent_ = crash_per_mille_ = 0;
  is_cut_ = false;
}

void Network::Pass(std::int64_t most_milliseconds) {
  clock_.Advance(base::Milliseconds{random_.Below(static_cast<std::uint64_t>(most_milliseconds) + 1)});
}

void Network::MayCrash() {
  ends_.step();
  if (Chance(crash_per_mille_)) throw Crash{};
}

engine::Outcome Network::PostJournal(const std::string& body) {
  http::Exchange exchange;
  exchange.may_be_unknown = true;
  return Exchange(RequestOf("POST", "/v1/journal", kJson, body), exchange);
}

engine::Outcome Network::Post(const std::string& batch_id, const std::string& body, const std::string& journal_head) {
  centre::Request request = RequestOf("POST", "/v1/events", "application/cloudevents-batch+json", body);
  request.headers["bianmin-batch"] = batch_id;
  if (!journal_head.empty()) request.headers["bianmin-journal"] = journal_head;
  return Exchange(request, {});
}

engine::Outcome Network::Get(const engine::ChangesQuery& query) {
  centre::Request request = RequestOf(
      "GET", fmt::format("/v1/changes?after={}&limit={}&wait={}", query.after, query.limit, query.wait.count()));
  if (!query.etag.empty()) request.headers["if-none-match"] = query.etag;
  http::Exchange exchange;
  exchange.sent_etag = !query.etag.empty();
  return Exchange(request, exchange);
}

engine::Outcome Network::GetRecord(const std::string& number) {
  http::Exchange exchange;
  exchange.may_be_unknown = true;
  return Exchange(RequestOf("GET", "/v1/records/" + number), exchange);
}

engine::Outcome Network::GetFrontPage() { return Exchange(RequestOf("GET", "/v1/"), {}); }

engine::Outcome Network::PutHeartbeat(const std::string& body) {
  http::Exchange exchange;
  exchange.is_heartbeat = true;
  return Exchange(RequestOf("PUT", "/v1/heartbeat", kJson, body), exchange);
}

engine::Outcome Network::Ask(const centre::Request& request, bool is_enrolment) {
  http::Exchange exchange;
  exchange.is_enrolment = is_enrolment;
  return Carry(request, exchange);
}

engine::Outcome Network::Exchange(centre::Request request, http::Exchange exchange) {
  ends_.identify(request);
  return Carry(request, std::move(exchange));
}

engine::Outcome Network::Carry(const centre::Request& request, http::Exchange exchange) {
  ++requests_;
  exchange.method = MethodOf(request);
  MayCrash();
  DeliverWhatIsLate();
  Pass(300);
  const bool has_trouble = static_cast<int>(random_.Below(100)) < trouble_percent_;
  exchange = is_cut_       ? Break(exchange, CURLE_COULDNT_CONNECT)
             : has_trouble ? Misdeliver(request, exchange)
                           : Deliver(request, exchange);
  MayCrash();
  return http::Classify(exchange, clock_.Now());
}

http::Exchange Network::Deliver(const centre::Request& request, http::Exchange exchange) {
  const auto response = ends_.centre(request);
  MayCrash();
  if (!response) return Break(exchange, random_.Below(2) == 0 ? CURLE_SSL_CONNECT_ERROR : CURLE_RECV_ERROR);
  exchange.status = response->status;
  exchange.content_type = response->content_type;
  exchange.body = response->body;
  for (const auto& [name, value] : response->headers) {
    if (name == "ETag") exchange.etag = value;
    if (name == "Retry-After") exchange.retry_after = value;
  }
  if (request.target == "/v1/events" && response->status == 200) last_answer_ = response->body;
  return exchange;
}

// Something that takes the batch apart hands on its beginning alone, and the answer to that.
http::Exchange Network::DeliverAPart(const centre::Request& request, http::Exchange exchange) {
  centre::Request part = request;
  if (part.target == "/v1/events") part.body = PartOf(request.body, random_);
  return Deliver(part, exchange);
}

http::Exchange Network::Break(http::Exchange exchange, CURLcode how) {
  exchange.result = how;
  exchange.status = 0;
  exchange.failure_text = "simulated";
  exchange.body.clear();
  return exchange;
}

http::Exchange Network::Impersonate(http::Exchange exchange) {
  const Imposture& imposture = kImpostures[random_.Below(kImpostures.size())];
  exchange.status = imposture.status;
  exchange.content_type = imposture.content_type;
  exchange.retry_after = imposture.retry_after;
  exchange.body = imposture.body;
  return exchange;
}

http::Exchange Network::Misdeliver(const centre::Request& request, http::Exchange exchange) {
  switch (random_.Below(10)) {
    case 0:  // the request is lost
      Pass(60'000);
      return Break(exchange, CURLE_OPERATION_TIMEDOUT);
    case 1:  // the answer is lost
      exchange = Deliver(request, exchange);
      Pass(60'000);
      return Break(exchange, CURLE_OPERATION_TIMEDOUT);
    case 2:  // the request arrives twice
      static_cast<void>(ends_.centre(request));
      return Deliver(request, exchange);
    case 3:  // the request arrives when nobody expects it any more
      if (late_.size() < kMostLate) late_.push_back(request);
      Pass(10'000);
      return Break(exchange, CURLE_RECV_ERROR);
    case 4:  // a cache answers with what it had
      if (request.target == "/v1/events" && !last_answer_.empty()) {
        exchange.status = 200;
        exchange.content_type = "application/json";
        exchange.body = last_answer_;
        return exchange;
      }
      return Break(exchange, CURLE_SSL_CONNECT_ERROR);
    case 5: {  // the answer is cut, somewhere along its length: that of a certificate differs from run to run
      exchange = Deliver(request, exchange);
      exchange.body.resize(exchange.body.size() * random_.Below(1001) / 1000);
      if (random_.Below(2) == 0) exchange.result = CURLE_PARTIAL_FILE;
      return exchange;
    }
    case 6:  // the answer counts other events
      return DeliverAPart(request, exchange);
    case 7:  // a part is stored, and nobody hears of it
      return Break(DeliverAPart(request, exchange), CURLE_RECV_ERROR);
    case 8:
      return Break(exchange, kBreaks[random_.Below(kBreaks.size())]);
    default:
      return Impersonate(exchange);
  }
}

void Network::DeliverWhatIsLate() {
  if (late_.empty() || random_.Below(3) != 0) return;
  const std::size_t which = random_.Below(late_.size());
  static_cast<void>(ends_.centre(late_[which]));
  late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(which));
}

}  // namespace bianmin::sim

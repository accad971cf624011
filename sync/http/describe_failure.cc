#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "sync/http/classify.h"

namespace bianmin::http {
namespace {

// OpenSSL's numbers (X509_V_ERR_…), which are part of its stable interface; libcurl hands them through.
constexpr long kNotYetValid = 9;
constexpr long kExpired = 10;
constexpr long kSelfSigned = 18;
constexpr long kSelfSignedInChain = 19;
constexpr long kNoIssuer = 20;
constexpr long kUnverifiableLeaf = 21;
constexpr long kWrongPurpose = 26;

std::string DescribeCertificate(const Exchange& exchange, base::TimePoint now) {
  switch (exchange.verify_result) {
    case kNotYetValid:
    case kExpired:
      return fmt::format(
          "by this machine's clock ({}) the centre's certificate {}; set the clock right first, and if it is right, "
          "have "
          "the centre's certificate renewed",
          base::FormatUtc(now), exchange.verify_result == kExpired ? "has expired" : "is not valid yet");
    case kSelfSigned:
    case kSelfSignedInChain:
    case kNoIssuer:
    case kUnverifiableLeaf:
      return "the centre's certificate is not issued by the authority in [centre] ca; something may be answering in "
             "the "
             "centre's place, or the file is of another authority";
    case kWrongPurpose:
      return "the centre's certificate may not be used by a server; have another one issued";
    default:
      return fmt::format(
          "the centre's certificate is not accepted: {}; check that [centre] url names the host that the "
          "certificate is for",
          exchange.failure_text);
  }
}

}  // namespace

std::string DescribeFailure(const Exchange& exchange, base::TimePoint now) {
  if (exchange.is_body_cut) {
    return fmt::format("an answer {} went past {} bytes and was cut off", exchange.status, domain::kMaxResponseBytes);
  }
  if (exchange.are_headers_cut) {
    return fmt::format("the headers of an answer went past {} bytes; that is not the centre",
                       domain::kMaxResponseHeaderBytes);
  }
  switch (exchange.result) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "the centre's name cannot be resolved; check the network's cable, its name server and [centre] url";
    case CURLE_COULDNT_CONNECT:
      return fmt::format("nothing answers at the centre's address; check the network and [centre] url ({})",
                         exchange.failure_text);
    case CURLE_OPERATION_TIMEDOUT:
      return fmt::format("the centre did not answer in time ({})", exchange.failure_text);
    case CURLE_PEER_FAILED_VERIFICATION:
      return DescribeCertificate(exchange, now);
    case CURLE_SSL_CACERT_BADFILE:
      return "the file of [centre] ca cannot be read as certificates; check that it is there and in PEM form";
    case CURLE_SSL_CERTPROBLEM:
      return fmt::format(
          "this kiosk's certificate or key cannot be used: {}; check [centre] certificate and key, and that they "
          "belong "
          "together",
          exchange.failure_text);
    case CURLE_SSL_CONNECT_ERROR:
      return fmt::format("no secure connection to the centre came about: {}", exchange.failure_text);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
      return fmt::format(
          "the connection to the centre broke ({}); when it always does, check that the centre accepts this kiosk's "
          "certificate",
          exchange.failure_text);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
      return fmt::format("what answered does not speak the protocol ({}); it is not the centre", exchange.failure_text);
    default:
      return fmt::format("no answer from the centre: {} (libcurl {})", exchange.failure_text,
                         static_cast<int>(exchange.result));
  }
}

}  // namespace bianmin::http

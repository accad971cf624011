#pragma once
// Errors as RFC 9457 problem details. `type` is stable: kiosks decide by it and by the status, never by the sentences.

#include <string_view>

#include "kiosk/base/result.h"
#include "sync/centre/message.h"

namespace bianmin::centre {

// urn:bianmin:problem:<name>
namespace problem {
inline constexpr std::string_view kMalformed = "urn:bianmin:problem:malformed";
inline constexpr std::string_view kConflict = "urn:bianmin:problem:conflict";
inline constexpr std::string_view kTooLarge = "urn:bianmin:problem:too-large";
inline constexpr std::string_view kUnsupportedEncoding = "urn:bianmin:problem:unsupported-encoding";
inline constexpr std::string_view kUnsupportedType = "urn:bianmin:problem:unsupported-type";
inline constexpr std::string_view kNoCertificate = "urn:bianmin:problem:no-certificate";
inline constexpr std::string_view kForeignSource = "urn:bianmin:problem:foreign-source";
inline constexpr std::string_view kNotFound = "urn:bianmin:problem:not-found";
inline constexpr std::string_view kNoSuchRecord = "urn:bianmin:problem:no-such-record";
inline constexpr std::string_view kTooManyRequests = "urn:bianmin:problem:too-many-requests";
inline constexpr std::string_view kMethod = "urn:bianmin:problem:method-not-allowed";
inline constexpr std::string_view kCursorExpired = "urn:bianmin:problem:cursor-expired";
// Of enrolment: what the code, the key or the certificate is refused for.
inline constexpr std::string_view kCodeNeeded = "urn:bianmin:problem:code-needed";
inline constexpr std::string_view kWrongCode = "urn:bianmin:problem:wrong-code";
inline constexpr std::string_view kCodeUsed = "urn:bianmin:problem:code-used";
inline constexpr std::string_view kCodeExpired = "urn:bianmin:problem:code-expired";
inline constexpr std::string_view kTooManyCodes = "urn:bianmin:problem:too-many-codes";
inline constexpr std::string_view kUnfitKey = "urn:bianmin:problem:unfit-key";
inline constexpr std::string_view kRevoked = "urn:bianmin:problem:certificate-revoked";
inline constexpr std::string_view kExpired = "urn:bianmin:problem:certificate-expired";
inline constexpr std::string_view kUnavailable = "urn:bianmin:problem:unavailable";
}  // namespace problem

// The fixed title of a type.
std::string_view TitleOf(std::string_view type);

Response Problem(int status, std::string_view type, std::string_view detail);
// 503 with Retry-After; the reason goes to the log and not to the client.
Response Unavailable(const base::Error& reason);

// 503 of /readyz once the centre is about to end: whoever shares out requests sends them elsewhere.
Response NotReady();

}  // namespace bianmin::centre

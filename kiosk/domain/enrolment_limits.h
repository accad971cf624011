#pragma once
// The limits of enrolment, beside kiosk/domain/limits.h: what the centre and bianmin-sync need and the screen never
// does.

#include <chrono>
#include <cstddef>

namespace bianmin::domain {

// How a kiosk gets its certificate. A letter of a one-time code carries five bits, so that 28 of them are 140. Wrong
// codes are counted for each address and in all; a certificate is renewed when two thirds of its life are over.
inline constexpr std::size_t kInvitationLetters = 28;
inline constexpr std::chrono::hours kInvitationLives{24};
inline constexpr std::size_t kMaxCertificateRequestBytes = 16 * 1024;  // as sent, in base64
inline constexpr int kMaxWrongCodesPerMinute = 10;
inline constexpr int kMaxWrongCodesInAllPerMinute = 300;
inline constexpr int kMaxCertificatesPerDay = 10;  // of one kiosk
inline constexpr int kMaxCertificateDays = 397;
inline constexpr std::chrono::hours kCertificateBeginsEarlier{1};  // than now: a kiosk's clock may be behind
inline constexpr std::size_t kMaxTrustedAuthorities = 16;
inline constexpr std::size_t kMaxPemBytes = 256 * 1024;
inline constexpr std::size_t kMaxListedCertificates = 10000;
inline constexpr std::chrono::hours kTrustCheckedEvery{12};
inline constexpr std::chrono::hours kLongestConnection{1};  // then a new one, with the certificate of the day

}  // namespace bianmin::domain

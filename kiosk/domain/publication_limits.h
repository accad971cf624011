#pragma once
// The limits of what the city publishes for kiosks, beside kiosk/domain/limits.h.

#include <chrono>
#include <cstddef>

namespace bianmin::domain {

// One document. Escaped in JSON it grows to twice its size at most, so that a page of changes has room for several.
inline constexpr std::size_t kMaxPublicationBytes = 256 * 1024;

// A document that was taken into use is on trial for so long. One whose trial was broken off so often, because the
// kiosk ended meanwhile, is not tried again: once can be a power cut, twice is the document.
inline constexpr std::chrono::seconds kTrialLasts{30};
inline constexpr int kMostTrials = 2;

// Notices (通知公告). A title stands on a button; a text may have line breaks.
inline constexpr std::size_t kMaxNotices = 30;  // of one document
inline constexpr std::size_t kMaxNoticeTitleCharacters = 24;
inline constexpr std::size_t kMaxEnglishNoticeTitleCharacters = 60;
inline constexpr std::size_t kMaxNoticeCharacters = 1500;

}  // namespace bianmin::domain

#pragma once
// Recordings that an institution puts in the place of the synthetic voice: RECORDINGS/<zh|en>/<id>.ogg, or .wav where
// there is no .ogg, anything libsndfile reads. Used by the speaker's thread.

#include <filesystem>
#include <optional>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/speech/samples.h"
#include "kiosk/speech/utterance.h"

namespace bianmin::speech {

inline constexpr std::size_t kMostRecordingBytes = 32u << 20;
inline constexpr int kMostRecordingSeconds = 60;
inline constexpr int kMostRecordingChannels = 8;
inline constexpr std::size_t kLongestRecordingId = 100;

// Small letters, digits, '.', '_' and '-', beginning with a letter or digit and without "..": no id leads out of the
// folder.
bool IsRecordingId(std::string_view id);

// The file for an id, if there is one; nothing for an id that is none.
std::optional<std::filesystem::path> FindRecording(const std::filesystem::path& folder, Language language,
                                                   std::string_view id);

// All of it, mixed to one channel at kSampleRate. Refuses what is no sound, broken, silent, too large or too long.
base::Result<Samples> ReadRecording(const std::filesystem::path& file);

}  // namespace bianmin::speech

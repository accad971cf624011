#pragma once
// What is to be said, in which language, and how. Values without behaviour.

#include <string>

namespace bianmin::speech {

enum class Language { Chinese, English };

struct Utterance {
  // Of a fixed text ("home.title"): a recording RECORDINGS/<zh|en>/<id>.ogg or .wav is played in place of the text.
  // Empty for everything that is filled in or typed: no recording can say that.
  std::string id{};
  std::string text{};  // UTF-8, as on the screen; made speakable here
  Language language = Language::Chinese;
};

inline constexpr int kSlowest = 50;  // percent of the ordinary rate
inline constexpr int kFastest = 200;
inline constexpr int kLoudest = 400;  // percent of the ordinary volume

// Outside the limits above: the limit.
struct Voice {
  int rate_percent = 100;
  int volume_percent = 100;  // 0 is silence
};

}  // namespace bianmin::speech

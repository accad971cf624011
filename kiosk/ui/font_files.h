#pragma once
// Where the widget layer looks for its fonts, and which of them it found. Made by whoever opens a Context.

#include <string>
#include <vector>

namespace bianmin::ui {

// A face in a font file.
struct FontFile {
  std::string path;
  int face = 0;
};

// Where the fonts are; the defaults are those of the Debian packages fonts-noto-cjk, fonts-hanazono and
// fonts-material-design-icons-iconfont. None of them must be there: whatever is missing is done without.
struct FontFiles {
  std::string regular = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
  std::string bold = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
  int face = 2;                                                          // Noto Sans CJK SC in the collection
  std::string rare = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";  // characters of plane 2; may be missing
  std::string icons = "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
  // Taken in turn when `regular` cannot be: Debian's fonts-wqy-zenhei, fonts-wqy-microhei, fonts-droid-fallback,
  // fonts-arphic-uming and fonts-arphic-gbsn00lp.
  std::vector<FontFile> others = {{"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"},
                                  {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"},
                                  {"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"},
                                  {"/usr/share/fonts/truetype/arphic/uming.ttc"},
                                  {"/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"}};
};

// Which fonts were found. Without a Chinese one only Latin can be shown, by a font of the drawing library; without
// icons there are words alone.
enum class ChineseFont { AsMeant, Another, None };
struct FontState {
  ChineseFont chinese = ChineseFont::AsMeant;
  bool has_icons = true;
  bool has_rare = true;
  std::vector<std::string> troubles;  // a sentence for each font that could not be used
};

}  // namespace bianmin::ui

#include "tests/support/x_finger.h"

#include <map>
#include <string>

#include "tests/support/x_process.h"

namespace bianmin::support {
namespace {

using Strokes = std::vector<FingerStroke>;

const std::map<std::string, Strokes, std::less<>>& Characters() {
  static const std::map<std::string, Strokes, std::less<>> characters = {
      {"水",
       {{{51, 9}, {50, 45}, {51, 86}, {40, 78}},
        {{14, 36}, {38, 34}, {29, 56}, {11, 74}},
        {{84, 24}, {70, 36}, {57, 45}},
        {{54, 40}, {70, 62}, {91, 83}}}},
      {"太",
       {{{11, 36}, {50, 34}, {89, 33}},
        {{50, 8}, {48, 38}, {36, 66}, {11, 89}},
        {{51, 38}, {66, 66}, {91, 89}},
        {{41, 71}, {53, 85}}}},
      {"小", {{{50, 9}, {51, 50}, {50, 88}, {38, 79}}, {{29, 37}, {22, 54}, {13, 69}}, {{68, 35}, {78, 50}, {87, 67}}}},
      {"门", {{{22, 8}, {30, 19}}, {{17, 27}, {16, 90}}, {{40, 20}, {84, 18}, {85, 88}, {74, 82}}}},
      {"口", {{{22, 24}, {25, 80}}, {{22, 25}, {79, 23}, {75, 78}}, {{25, 76}, {76, 75}}}},
      {"灯",
       {{{12, 30}, {16, 46}},
        {{42, 25}, {35, 42}},
        {{27, 10}, {26, 50}, {9, 88}},
        {{28, 56}, {43, 78}},
        {{48, 22}, {93, 20}},
        {{72, 21}, {73, 87}, {61, 80}}}},
  };
  return characters;
}

}  // namespace

const std::vector<FingerStroke>& StrokesOf(std::string_view character) {
  const auto found = Characters().find(character);
  if (found == Characters().end()) throw StepFailed("nobody taught the finger to write " + std::string(character));
  return found->second;
}

}  // namespace bianmin::support

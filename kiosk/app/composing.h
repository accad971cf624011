#pragma once
// What the text-entry sheet asks the input engines, and what they answer. Questions are numbered; an answer counts only
// while its question is the newest.

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/screens/composition.h"

namespace bianmin::app {

struct Question {
  std::uint64_t number = 0;
  ui::EntryWay way = ui::EntryWay::Ink;
  bool has_nine_keys = false;
  std::string letters;             // empty, as the ink: only asks whether the engine is there
  std::vector<ui::PenStroke> ink;  // millimetres
  std::string before;              // the text before the caret
};

struct Answer {
  std::uint64_t number = 0;
  ui::EntryWay way = ui::EntryWay::Ink;
  screens::EngineState engine = screens::EngineState::Ready;
  std::string shown_letters;
  std::vector<screens::Candidate> candidates;
};

}  // namespace bianmin::app

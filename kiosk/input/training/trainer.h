#pragma once
// Makes a handwriting model from model characters: invented hands write each many times, and linear discriminant
// analysis finds the directions in which characters differ and writers do not. The same templates and settings give the
// same model, however many threads work on it. Used by the program train-handwriting only.

#include <vector>

#include "kiosk/input/handwriting_model.h"
#include "kiosk/input/training/stroke_templates.h"

namespace bianmin::input::training {

struct TrainingSettings {
  std::size_t writers = 40;      // invented hands for each template
  std::size_t dimensions = 160;  // of the discriminant space, at most kMostModelDimensions
  unsigned threads = 1;
};

// Without the characters' rarity, which is no matter of strokes: all zeros.
HandwritingModel Train(const std::vector<StrokeTemplate>& templates, const TrainingSettings& settings);

}  // namespace bianmin::input::training

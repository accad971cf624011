#pragma once
// Invented hands: writes a model character as somebody might, with other proportions, slant, wobble, joined and swapped
// strokes and lost hooks. The same random numbers give the same ink. Used by the trainer only.

#include "kiosk/base/random.h"
#include "kiosk/input/ink.h"

namespace bianmin::input::training {

// `model` lies in the square of kTemplateSide.
Ink WrittenBySomebody(const Ink& model, base::Random& random);

}  // namespace bianmin::input::training

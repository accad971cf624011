#pragma once
// Ink for the tests: what tests/bench/data holds, and what hurried and confused hands make of it.

#include <map>
#include <string>

#include "kiosk/base/random.h"
#include "kiosk/input/handwriting.h"
#include "kiosk/input/ink_text.h"

namespace bianmin::input {

// The lines of a file of tests/bench/data.
std::vector<InkLine> Written(const std::string& file);
// One character of tests/bench/data/ink.txt.
Ink WrittenCharacter(const std::string& character);

Ink Shuffled(Ink ink, base::Random& random);   // the strokes in any order
Ink WithJoined(Ink ink, std::size_t first);    // stroke `first` and the next one without lifting the finger
Ink Distorted(Ink ink, base::Random& random);  // wider, slanted, trembling
Ink Backwards(Ink ink);                        // every stroke from its end to its beginning

// The model that was built with the program, with the second reader or without.
HandwritingFiles BuiltFiles(bool with_ocr);

// Where `character` stands among the candidates, 1 for the first; 0 when it is not there.
std::size_t PlaceOf(const std::string& character, const std::vector<InkCandidate>& candidates);

}  // namespace bianmin::input

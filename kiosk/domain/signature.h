#pragma once
// A signature that a resident drew with a finger: strokes of points. It is proof of acceptance (R09), kept encrypted as
// one line of text.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::domain {

// From the pad's upper left corner, in thousandths of its width; both at most kSignatureGrid.
struct SignaturePoint {
  int x = 0;
  int y = 0;
  friend bool operator==(const SignaturePoint&, const SignaturePoint&) = default;
};
using SignatureStroke = std::vector<SignaturePoint>;
using Signature = std::vector<SignatureStroke>;

inline constexpr int kSignatureGrid = 1000;

// Invalid when it is hardly more than a tap or leaves the pad; TooLarge past kMaxSignatureStrokes or
// kMaxSignaturePoints.
base::Result<base::Done> CheckSignature(const Signature& signature);
std::string WriteSignature(const Signature& signature);
// Corrupt for what WriteSignature did not write.
base::Result<Signature> ParseSignature(std::string_view text);

}  // namespace bianmin::domain

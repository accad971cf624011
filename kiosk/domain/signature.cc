#include "kiosk/domain/signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

bool IsOnPad(const SignaturePoint& point) {
  return point.x >= 0 && point.x <= kSignatureGrid && point.y >= 0 && point.y <= kSignatureGrid;
}

std::size_t PointsOf(const Signature& signature) {
  std::size_t points = 0;
  for (const SignatureStroke& stroke : signature) points += stroke.size();
  return points;
}

// Reads a number and the mark behind it; false when there is none.
bool TakeNumber(std::string_view& text, char mark, int& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(read.ptr - text.data());
  if (read.ec != std::errc() || length == text.size() || text[length] != mark) return false;
  text.remove_prefix(length + 1);
  return true;
}

}  // namespace

Result<Done> CheckSignature(const Signature& signature) {
  const std::size_t points = PointsOf(signature);
  if (signature.size() > kMaxSignatureStrokes || points > kMaxSignaturePoints) {
    return Error{ErrorCode::TooLarge, fmt::format("a signature has at most {} strokes and {} points",
                                                  kMaxSignatureStrokes, kMaxSignaturePoints)};
  }
  if (points < kMinSignaturePoints) return Error{ErrorCode::Invalid, "there is no signature yet"};
  for (const SignatureStroke& stroke : signature) {
    if (!std::all_of(stroke.begin(), stroke.end(), IsOnPad)) {
      return Error{ErrorCode::Invalid, "the signature leaves its pad"};
    }
  }
  return Done{};
}

std::string WriteSignature(const Signature& signature) {
  std::string text;
  for (const SignatureStroke& stroke : signature) {
    for (const SignaturePoint& point : stroke) text += fmt::format("{},{} ", point.x, point.y);
    text += ';';
  }
  return text;
}

Result<Signature> ParseSignature(std::string_view text) {
  Signature signature;
  SignatureStroke stroke;
  while (!text.empty()) {
    if (text.front() == ';') {
      signature.push_back(std::exchange(stroke, {}));
      text.remove_prefix(1);
      continue;
    }
    SignaturePoint point;
    if (!TakeNumber(text, ',', point.x) || !TakeNumber(text, ' ', point.y)) break;
    stroke.push_back(point);
  }
  if (!text.empty() || !stroke.empty()) return Error{ErrorCode::Corrupt, "a stored signature cannot be read any more"};
  return signature;
}

}  // namespace bianmin::domain

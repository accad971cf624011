#include "kiosk/input/training/synthetic_writer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/input/ink_features.h"
#include "kiosk/input/training/stroke_templates.h"

namespace bianmin::input::training {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kStep = 25;  // between the points of a model's strokes

// Numbers drawn with integer arithmetic and one multiplication, so that they are the same with every C++ library.
class Dice {
 public:
  explicit Dice(base::Random& random) : random_(random) {}

  float Between(float low, float high) {
    return low + (high - low) * static_cast<float>(random_.Next() >> 40) * 0x1p-24F;
  }
  bool Happens(float probability) { return Between(0, 1) < probability; }
  // Of mean 0 and deviation 1: the sum of twelve 16-bit numbers is near enough to a normal distribution.
  float Normal() {
    std::int64_t sum = 0;
    for (int i = 0; i < 3; ++i) {
      const std::uint64_t bits = random_.Next();
      for (int shift = 0; shift < 64; shift += 16) sum += static_cast<std::int64_t>((bits >> shift) & 0xffff);
    }
    return static_cast<float>(sum - 6 * 0xffff) * (1.0F / 65536);
  }
  std::size_t Below(std::size_t limit) { return static_cast<std::size_t>(random_.Below(limit)); }

 private:
  base::Random& random_;
};

float LengthOf(const InkStroke& stroke) {
  float length = 0;
  for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
    length += std::hypot(stroke[i + 1].x - stroke[i].x, stroke[i + 1].y - stroke[i].y);
  }
  return length;
}

InkPoint MiddleOf(const InkStroke& stroke) {
  InkPoint middle;
  for (const InkPoint point : stroke) middle = {middle.x + point.x, middle.y + point.y};
  const auto count = static_cast<float>(stroke.size());
  return {middle.x / count, middle.y / count};
}

// Other proportions of the parts: smooth bends of both axes.
void Bend(Ink& ink, float level, Dice& dice) {
  const float wave_x = dice.Normal() * 60 * level;
  const float wave_y = dice.Normal() * 60 * level;
  const float lean_x = dice.Normal() * 0.05F * level * kTemplateSide;
  const float lean_y = dice.Normal() * 0.05F * level * kTemplateSide;
  const float phase_x = dice.Between(0, 2 * kPi);
  const float phase_y = dice.Between(0, 2 * kPi);
  for (InkStroke& stroke : ink) {
    for (InkPoint& point : stroke) {
      const float x = point.x / kTemplateSide;
      const float y = point.y / kTemplateSide;
      point.x += wave_x * std::sin(kPi * x + phase_x * 0.3F) + lean_x * std::sin(2 * kPi * y + phase_x);
      point.y += wave_y * std::sin(kPi * y + phase_y * 0.3F) + lean_y * std::sin(2 * kPi * x + phase_y);
    }
  }
}

// Each stroke turned, scaled, moved and bowed a little by itself; short ones more.
void Misplace(InkStroke& stroke, float level, Dice& dice) {
  const InkPoint middle = MiddleOf(stroke);
  const float shortness = std::clamp((320 - LengthOf(stroke)) / 250, 0.0F, 1.0F);
  const float angle = dice.Normal() * (6 + 16 * shortness) * level * kPi / 180;
  const float scale = std::clamp(1 + dice.Normal() * (0.12F + 0.15F * shortness) * level, 0.6F, 1.5F);
  const float move_x = dice.Normal() * (22 + 6 * shortness) * level;
  const float move_y = dice.Normal() * (22 + 6 * shortness) * level;
  const float bow = dice.Normal() * 0.05F * level;
  const float cosine = std::cos(angle) * scale;
  const float sine = std::sin(angle) * scale;
  const InkPoint chord{stroke.back().x - stroke.front().x, stroke.back().y - stroke.front().y};
  const float last = static_cast<float>(std::max<std::size_t>(1, stroke.size() - 1));
  for (std::size_t i = 0; i < stroke.size(); ++i) {
    const float swell = bow * std::sin(kPi * static_cast<float>(i) / last);
    const float x = stroke[i].x - middle.x - chord.y * swell;
    const float y = stroke[i].y - middle.y + chord.x * swell;
    stroke[i] = {middle.x + cosine * x - sine * y + move_x, middle.y + sine * x + cosine * y + move_y};
  }
}

// Hooks and brush entries that people leave out.
void LoseAnEnd(InkStroke& stroke, Dice& dice) {
  if (stroke.size() <= 6) return;
  const auto points = static_cast<std::ptrdiff_t>(1 + dice.Below(3));
  if (dice.Happens(0.5F)) {
    stroke.resize(stroke.size() - static_cast<std::size_t>(points));
  } else {
    stroke.erase(stroke.begin(), stroke.begin() + std::min<std::ptrdiff_t>(points, 2));
  }
}

void Tremble(Ink& ink, float deviation, Dice& dice) {
  for (InkStroke& stroke : ink) {
    for (InkPoint& point : stroke) {
      point = {point.x + dice.Normal() * deviation, point.y + dice.Normal() * deviation};
    }
  }
}

void SwapNeighbours(Ink& ink, std::size_t times, Dice& dice) {
  for (std::size_t i = 0; i < times && ink.size() > 1; ++i) {
    const std::size_t at = dice.Below(ink.size() - 1);
    std::swap(ink[at], ink[at + 1]);
  }
}

// Without lifting the finger: the way to the next stroke becomes ink. The nearer it begins, the more often.
Ink Joined(const Ink& ink, float probability, Dice& dice) {
  Ink joined;
  for (const InkStroke& stroke : ink) {
    const bool follows = !joined.empty();
    const InkPoint end = follows ? joined.back().back() : InkPoint{};
    const float way = std::hypot(stroke.front().x - end.x, stroke.front().y - end.y);
    if (!follows || !dice.Happens(probability * std::clamp(1.3F - way / 900, 0.3F, 1.0F))) {
      joined.push_back(stroke);
      continue;
    }
    const int steps = static_cast<int>(way / kStep);
    for (int i = 1; i <= steps; ++i) {
      const float part = static_cast<float>(i) / static_cast<float>(steps + 1);
      joined.back().push_back({end.x + (stroke.front().x - end.x) * part, end.y + (stroke.front().y - end.y) * part});
    }
    joined.back().insert(joined.back().end(), stroke.begin(), stroke.end());
  }
  return joined;
}

// Corners rounded, as in quick writing: each point the mean of its neighbours up to `reach` away.
void Round(Ink& ink, int reach) {
  for (InkStroke& stroke : ink) {
    const InkStroke sharp = stroke;
    const int count = static_cast<int>(sharp.size());
    for (int i = 1; i + 1 < count; ++i) {
      InkPoint sum;
      int terms = 0;
      for (int j = std::max(0, i - reach); j <= std::min(count - 1, i + reach); ++j, ++terms) {
        sum = {sum.x + sharp[static_cast<std::size_t>(j)].x, sum.y + sharp[static_cast<std::size_t>(j)].y};
      }
      stroke[static_cast<std::size_t>(i)] = {sum.x / static_cast<float>(terms), sum.y / static_cast<float>(terms)};
    }
  }
}

// The whole character slanted, turned, and written flat or tall.
void Slant(Ink& ink, float level, Dice& dice) {
  const float slant = dice.Normal() * 0.10F * level;
  const float angle = dice.Normal() * 4.5F * level * kPi / 180;
  const float scale_x = dice.Between(0.65F, 1);
  const float scale_y = dice.Between(0.65F, 1);
  for (InkStroke& stroke : ink) {
    for (InkPoint& point : stroke) {
      const float x = point.x + slant * (point.y - kTemplateSide / 2) - kTemplateSide / 2;
      const float y = point.y - kTemplateSide / 2;
      point = {(x * std::cos(angle) - y * std::sin(angle)) * scale_x,
               (x * std::sin(angle) + y * std::cos(angle)) * scale_y};
    }
  }
}

}  // namespace

Ink WrittenBySomebody(const Ink& model, base::Random& random) {
  Dice dice(random);
  Ink ink;
  for (const InkStroke& stroke : model) ink.push_back(Resampled(stroke, kStep));
  const float level = dice.Between(0.3F, 1.3F);  // how careless the hand is
  Bend(ink, level, dice);
  for (InkStroke& stroke : ink) {
    Misplace(stroke, level, dice);
    if (dice.Happens(0.25F * level)) LoseAnEnd(stroke, dice);
  }
  Tremble(ink, 8 * level, dice);
  if (dice.Happens(0.3F * level)) SwapNeighbours(ink, 1 + dice.Below(3), dice);
  if (dice.Happens(0.06F)) {
    InkStroke& one = ink[dice.Below(ink.size())];
    std::reverse(one.begin(), one.end());
  }
  const float quickness = dice.Between(0, 1);
  if (quickness >= 0.35F) {
    ink = Joined(ink, quickness < 0.75F ? dice.Between(0, 0.3F) : dice.Between(0.3F, 0.9F), dice);
  }
  Round(ink, static_cast<int>(dice.Below(3)));
  if (ink.size() > 4 && dice.Happens(0.03F)) {
    ink.erase(ink.begin() + static_cast<std::ptrdiff_t>(dice.Below(ink.size())));
  }
  Slant(ink, level, dice);
  return ink;
}

}  // namespace bianmin::input::training

#include "kiosk/ui/paging.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace bianmin::ui {
namespace {

constexpr float kSame = 0.5F;  // pixels: places are rounded
constexpr float kEndless = 1e6F;
constexpr std::size_t kMostLeaves = 200;  // more than the longest page can have; a guard, not a limit

class Divider {
 public:
  Divider(std::span<const Piece> pieces, const LeafRoom& room) : pieces_(pieces), room_(room) {}

  std::vector<Leaf> Run() {
    std::vector<Leaf> leaves;
    std::optional<float> from = FirstTop(-kEndless);
    if (!from) return {{.clip_from = -kEndless, .clip_to = kEndless}};
    while (from && leaves.size() < kMostLeaves) {
      leaves.push_back(From(*from));
      from = NextFrom(leaves.back().to);
    }
    return leaves;
  }

  Leaf From(float from) const {
    Leaf leaf{.from = from};
    leaf.to = EndOf(leaf);
    const std::optional<float> next = NextFrom(leaf.to);
    const float before = LastBottom(from);
    leaf.clip_from = before > -kEndless ? std::round((before + from) / 2) : -kEndless;
    leaf.clip_to = next ? std::round((LastBottom(leaf.to) + *next) / 2) : kEndless;
    return leaf;
  }

 private:
  // The top of the first piece that begins at or below this place.
  std::optional<float> FirstTop(float place) const {
    std::optional<float> first;
    for (const Piece& piece : pieces_) {
      if (piece.top >= place - kSame && (!first || piece.top < *first)) first = piece.top;
    }
    return first;
  }

  // Where the leaf after one that ends here begins; nothing when all was shown.
  std::optional<float> NextFrom(float to) const {
    for (const Piece& piece : pieces_) {
      if (piece.top < to - kSame && piece.bottom > to + kSame) return to;  // in the middle of a tall piece
    }
    return FirstTop(to);
  }

  float LastBottom(float to) const {
    float last = -kEndless;
    for (const Piece& piece : pieces_) {
      if (piece.top < to - kSame) last = std::max(last, std::min(piece.bottom, to));
    }
    return last;
  }

  // The first control that would be on a leaf from here.
  const Piece* FirstControl(float from) const {
    const Piece* first = nullptr;
    for (const Piece& piece : pieces_) {
      if (!piece.is_control || piece.bottom <= from + kSame) continue;
      if (first == nullptr || piece.top < first->top) first = &piece;
    }
    return first;
  }

  float EndOf(Leaf& leaf) const {
    float limit = leaf.from + room_.height;
    if (const Piece* control = FirstControl(leaf.from)) {
      const float at = std::max(control->top, leaf.from);
      const float drop = std::max(0.0F, std::ceil(room_.first_control - (at - leaf.from)));
      const bool comes_later = control->bottom > limit - drop + kSame && control->top > leaf.from + kSame;
      if (comes_later && room_.first_control > 0) {
        limit = std::min(limit, control->top);
      } else {
        leaf.drop = drop;
        limit -= drop;
      }
    }
    return Break(leaf.from, limit);
  }

  // The lowest place not under `limit` where no piece is divided that could be whole.
  float Break(float from, float limit) const {
    const bool shows_all =
        std::none_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) { return p.bottom > limit + kSame; });
    if (shows_all) return kEndless;
    // Each of the three may spoil what another has made good; all only move up.
    float at = limit;
    for (float before = kEndless; at < before;) {
      before = at;
      at = OnLine(from, WithoutLoneHeading(from, BetweenPieces(from, at)));
    }
    return at > from + kSame ? at : std::max(limit, from + 1);  // a thing that fits no leaf and has no lines
  }

  float BetweenPieces(float from, float at) const {
    for (bool again = true; again;) {
      again = false;
      for (const Piece& piece : pieces_) {
        const bool is_divided = piece.top < at - kSame && piece.bottom > at + kSame;
        if (!is_divided || piece.top <= from + kSame) continue;
        at = piece.top;
        again = true;
      }
    }
    return at;
  }

  // A heading goes with what it names.
  float WithoutLoneHeading(float from, float at) const {
    for (bool again = true; again;) {
      again = false;
      for (const Piece& piece : pieces_) {
        const bool is_heading = piece.keeps_next && piece.bottom <= at + kSame && piece.top > from + kSame;
        if (!is_heading || piece.top >= at - kSame) continue;
        const bool has_company = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) {
          return p.top >= piece.bottom - kSame && p.bottom <= at + kSame;
        });
        if (has_company) continue;
        at = piece.top;
        again = true;
      }
    }
    return at;
  }

  // What is taller than the leaf is divided between two of its lines.
  float OnLine(float from, float at) const {
    for (const Piece& piece : pieces_) {
      const bool is_divided = piece.top < at - kSame && piece.bottom > at + kSame;
      if (!is_divided || piece.line <= 0) continue;
      const float first = piece.top + piece.first_line;
      const float whole = first + std::floor((at + kSame - first) / piece.line) * piece.line;
      if (whole > from + kSame) at = std::min(at, whole);
    }
    return at;
  }

  std::span<const Piece> pieces_;
  LeafRoom room_;
};

}  // namespace

std::vector<Leaf> DivideIntoLeaves(std::span<const Piece> pieces, const LeafRoom& room) {
  return Divider(pieces, room).Run();
}

Leaf LeafFrom(std::span<const Piece> pieces, const LeafRoom& room, float from) {
  return Divider(pieces, room).From(from);
}

std::size_t LeafAt(std::span<const Leaf> leaves, float place) {
  std::size_t at = 0;
  while (at + 1 < leaves.size() && leaves[at + 1].from <= place + kSame) ++at;
  return at;
}

}  // namespace bianmin::ui

#pragma once
// Divides what a page shows into leaves that are turned one by one, so that nothing is ever cut at the edge of the
// glass: a leaf ends where the first piece begins that does not fit whole. Pure geometry in pixels; used by the frame
// with the pieces of the last pass.

#include <span>
#include <vector>

namespace bianmin::ui {

// One thing that stays together, from the top of the content.
struct Piece {
  float top = 0;
  float bottom = 0;
  // What is taller than a leaf may be divided at top + first_line + n × line. 0: nowhere.
  float line = 0;
  float first_line = 0;
  bool is_control = false;
  bool keeps_next = false;  // a heading: never the last of a leaf

  friend bool operator==(const Piece&, const Piece&) = default;
};

struct LeafRoom {
  float height = 0;         // for the pieces, of each leaf
  float first_control = 0;  // no control may begin less than this below the top of the leaf
};

struct Leaf {
  float from = 0;       // where its first piece begins
  float to = 0;         // where what it shows ends
  float drop = 0;       // it is drawn this much lower, so that its controls are low enough
  float clip_from = 0;  // between the last piece of the leaf before and its own first
  float clip_to = 0;    // between its own last piece and the first of the leaf after; without one, endless
};

// At least one leaf. Pieces may stand beside each other, in any order.
[[nodiscard]] std::vector<Leaf> DivideIntoLeaves(std::span<const Piece> pieces, const LeafRoom& room);

// A leaf that begins with the piece whose top is here.
[[nodiscard]] Leaf LeafFrom(std::span<const Piece> pieces, const LeafRoom& room, float from);

// The leaf that shows this place of the content.
[[nodiscard]] std::size_t LeafAt(std::span<const Leaf> leaves, float place);

}  // namespace bianmin::ui

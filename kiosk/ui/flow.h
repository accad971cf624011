#pragma once
// Where the next widget goes: a column that flows down, split for a while into grid cells, side-by-side columns or a
// row of buttons. Pure geometry in pixels; used by Frame through the canvas. Heights that are only known after drawing
// (a grid's rows, a card) come from the last pass through Memory.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/memory.h"
#include "kiosk/ui/paging.h"

namespace bianmin::ui {

class Flow {
 public:
  explicit Flow(Memory& memory) : memory_(memory) {}

  struct Wish {
    float width = 0;   // natural; only a row of buttons looks at it
    float height = 0;  // natural
    float before = 0;  // space wanted above and below; the larger of two neighbours' wishes is kept
    float after = 0;
    // How it may be divided when it is taller than a leaf, as in Piece.
    float line = 0;
    float first_line = 0;
    bool keeps_next = false;
    float least_width = 0;  // so that no word is divided; looked at in grids of short choices
  };

  void Start(float x, float width, float y);
  // Goes on where another flow of the same page was: a dialog is laid out in between.
  void RestoreFrom(const Flow& other) {
    region_ = other.region_;
    pieces_ = other.pieces_;
  }
  // What was taken last is pressed.
  void MarkControl() {
    if (!pieces_.empty()) pieces_.back().is_control = true;
  }
  // Everything taken so far, as if no grid were stretched; on the surface, not yet from the top of the content.
  [[nodiscard]] const std::vector<Piece>& Pieces() const { return pieces_; }
  // The width the next widget gets (in a row: at most).
  [[nodiscard]] float Width() const;
  Rect Take(const Wish& wish);
  [[nodiscard]] float Y() const { return region_.y; }
  [[nodiscard]] float X() const { return region_.x; }
  void Space(float height);
  // What was taken last goes on down to here, wherever its piece ends.
  void ExtendTo(float y) { region_.y = std::max(region_.y, y); }
  [[nodiscard]] bool IsInGrid() const { return grid_.is_open; }
  [[nodiscard]] bool IsInRow() const { return row_.is_open; }

  // How far the rows of a grid may grow: down to this y (0: they keep their natural height), and no taller than this
  // (0: any).
  struct Stretch {
    float until = 0;
    float tallest = 0;
  };
  // `rows` as in GridSpec.
  void OpenGrid(std::string key, std::vector<int> rows, float gap, const Stretch& stretch, float before);
  void CloseGrid(float after);

  void OpenRow(float gap, float before);
  void CloseRow(float after);

  // Two columns of these widths, or one after the other when `stacked`.
  void OpenColumns(float left, float right, float gap, bool stacked);
  void NextColumn();
  void CloseColumns();

  // A block inside margins: returns its rectangle with the height it had in the last pass.
  Rect OpenBlock(std::string key, float padding, float before);
  void CloseBlock(float after);

 private:
  struct Region {
    float x = 0;
    float width = 0;
    float y = 0;
    float pending = 0;  // space owed to the last widget
    bool is_fresh = true;
  };
  struct Grid {
    bool is_open = false;
    std::string key;
    std::vector<int> rows;
    float gap = 0;
    float stretched = 0;  // height of each row when the grid fills the page
    int row = 0;
    int cell = 0;
    float top = 0;
    float natural = 0;  // of this row, so far
    float widest = 0;   // of the least widths wanted, so far
    int cells_taken = 0;
  };
  struct Row {
    bool is_open = false;
    float gap = 0;
    float x = 0;
    float top = 0;
    float height = 0;
  };
  struct Columns {
    Region outer;
    float top = 0;
    float bottom = 0;
    float second_x = 0;
    float second_width = 0;
    float gap = 0;
    bool stacked = false;
  };
  struct Block {
    Region outer;
    std::string key;
    float top = 0;
    float padding = 0;
  };

  [[nodiscard]] int CellsIn(int row) const;
  [[nodiscard]] std::string RowKey(int row) const;
  [[nodiscard]] float StretchedRow(float room, int rows) const;
  void EndGridRow();
  Rect TakeCell(const Wish& wish);
  Rect TakeInRow(const Wish& wish);
  void Before(float wanted);
  void AddPiece(float top, float height, const Wish& wish);

  Memory& memory_;
  Region region_;
  Grid grid_;
  Row row_;
  std::vector<Columns> columns_;
  std::vector<Block> blocks_;
  std::vector<Piece> pieces_;
  float stretched_by_ = 0;          // all grids so far
  std::optional<float> block_top_;  // a block was opened and nothing taken in it
};

}  // namespace bianmin::ui

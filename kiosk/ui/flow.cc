#include "kiosk/ui/flow.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/base/check.h"

namespace bianmin::ui {

void Flow::Start(float x, float width, float y) { region_ = {x, width, y, 0, true}; }

float Flow::Width() const {
  if (!grid_.is_open) return region_.width;
  // A full row is only left when the next cell is taken: that cell is the first of the row after it.
  const bool is_full = grid_.cell == CellsIn(grid_.row);
  const auto cells = static_cast<float>(CellsIn(is_full ? grid_.row + 1 : grid_.row));
  return std::floor((region_.width - grid_.gap * (cells - 1)) / cells);
}

void Flow::Before(float wanted) {
  if (!region_.is_fresh) region_.y += std::max(region_.pending, wanted);
  region_.is_fresh = false;
  region_.pending = 0;
}

Rect Flow::Take(const Wish& wish) {
  if (grid_.is_open) return TakeCell(wish);
  if (row_.is_open) return TakeInRow(wish);
  Before(wish.before);
  const Rect rect{region_.x, std::round(region_.y), region_.width, std::ceil(wish.height)};
  AddPiece(rect.y, rect.height, wish);
  region_.y = rect.Bottom();
  region_.pending = wish.after;
  return rect;
}

void Flow::AddPiece(float top, float height, const Wish& wish) {
  // The edge of a block goes with the first thing in it.
  const float first = std::exchange(block_top_, std::nullopt).value_or(top);
  pieces_.push_back({.top = first - stretched_by_,
                     .bottom = top + height - stretched_by_,
                     .line = wish.line,
                     .first_line = wish.first_line + top - first,
                     .keeps_next = wish.keeps_next});
}

void Flow::Space(float height) { region_.pending = std::max(region_.pending, height); }

// ---- grid

int Flow::CellsIn(int row) const {
  return std::max(1, grid_.rows[std::min(static_cast<std::size_t>(row), grid_.rows.size() - 1)]);
}

std::string Flow::RowKey(int row) const { return grid_.key + "/row" + std::to_string(row); }

// The height that makes all rows together as high as `room`, when those that are higher by nature stay so.
float Flow::StretchedRow(float room, int rows) const {
  int stretchable = rows;
  float height = room / static_cast<float>(rows);
  for (bool again = true; again && stretchable > 0;) {
    again = false;
    float left = room;
    int count = 0;
    for (int row = 0; row < rows; ++row) {
      const float natural = memory_.Measure(RowKey(row), 0);
      if (natural > height) {
        left -= std::ceil(natural);
      } else {
        ++count;
      }
    }
    if (count == stretchable || count == 0) break;
    stretchable = count;
    height = left / static_cast<float>(count);
    again = true;
  }
  return std::floor(height);
}

void Flow::OpenGrid(std::string key, std::vector<int> rows, float gap, const Stretch& stretch, float before) {
  CHECK(!grid_.is_open && !row_.is_open && !rows.empty());
  Before(before);
  grid_ = {};
  grid_.is_open = true;
  grid_.key = std::move(key);
  grid_.rows = std::move(rows);
  grid_.gap = gap;
  grid_.top = std::round(region_.y);
  const float row_count = memory_.Measure(grid_.key + "/rows", 0);
  if (stretch.until <= 0 || row_count <= 0) return;
  grid_.stretched = StretchedRow(stretch.until - grid_.top - gap * (row_count - 1), static_cast<int>(row_count));
  if (stretch.tallest > 0) grid_.stretched = std::min(grid_.stretched, stretch.tallest);
}

Rect Flow::TakeCell(const Wish& wish) {
  if (grid_.cell == CellsIn(grid_.row)) EndGridRow();
  const float width = Width();
  const float natural = std::max(wish.height, memory_.Measure(RowKey(grid_.row), wish.height));
  const float height = std::max(natural, grid_.stretched);
  AddPiece(grid_.top, std::ceil(natural), wish);
  const float x = region_.x + static_cast<float>(grid_.cell) * (width + grid_.gap);
  grid_.natural = std::max(grid_.natural, wish.height);
  grid_.widest = std::max(grid_.widest, wish.least_width);
  ++grid_.cell;
  ++grid_.cells_taken;
  return {std::round(x), grid_.top, width, std::ceil(height)};
}

void Flow::EndGridRow() {
  const float natural = std::max(grid_.natural, memory_.Measure(RowKey(grid_.row), 0));
  const float height = std::max(natural, grid_.stretched);
  stretched_by_ += std::ceil(height) - std::ceil(natural);
  memory_.SetMeasure(RowKey(grid_.row), grid_.natural);
  grid_.top = std::round(grid_.top + std::ceil(height) + grid_.gap);
  grid_.natural = 0;
  grid_.cell = 0;
  ++grid_.row;
}

void Flow::CloseGrid(float after) {
  CHECK(grid_.is_open);
  if (grid_.cell > 0) EndGridRow();
  memory_.SetMeasure(grid_.key + "/rows", static_cast<float>(grid_.row));
  memory_.SetMeasure(grid_.key + "/widest", grid_.widest);
  if (grid_.row > 0) region_.y = grid_.top - grid_.gap;
  region_.pending = after;
  grid_.is_open = false;
}

// ---- row of buttons

void Flow::OpenRow(float gap, float before) {
  CHECK(!grid_.is_open && !row_.is_open);
  Before(before);
  row_ = {true, gap, region_.x, std::round(region_.y), 0};
}

Rect Flow::TakeInRow(const Wish& wish) {
  const float width = std::min(std::ceil(wish.width), region_.width);
  if (row_.x > region_.x && row_.x + width > region_.x + region_.width) {
    row_.top += row_.height + row_.gap;
    row_.x = region_.x;
    row_.height = 0;
  }
  const Rect rect{row_.x, row_.top, width, std::ceil(wish.height)};
  AddPiece(rect.y, rect.height, wish);
  row_.x = std::round(rect.Right() + row_.gap);
  row_.height = std::max(row_.height, rect.height);
  return rect;
}

void Flow::CloseRow(float after) {
  CHECK(row_.is_open);
  region_.y = row_.top + row_.height;
  region_.pending = after;
  row_.is_open = false;
}

// ---- columns

void Flow::OpenColumns(float left, float right, float gap, bool stacked) {
  if (!stacked) Before(region_.pending);
  Columns columns;
  columns.outer = region_;
  columns.top = std::round(region_.y);
  columns.gap = gap;
  columns.stacked = stacked;
  columns.second_x = std::round(region_.x + left + gap);
  columns.second_width = right;
  columns_.push_back(columns);
  if (!stacked) region_ = {region_.x, left, columns.top, 0, true};
}

void Flow::NextColumn() {
  CHECK(!columns_.empty());
  Columns& columns = columns_.back();
  if (columns.stacked) {
    Space(columns.gap);
    return;
  }
  columns.bottom = region_.y;
  region_ = {columns.second_x, columns.second_width, columns.top, 0, true};
}

void Flow::CloseColumns() {
  CHECK(!columns_.empty());
  const Columns columns = columns_.back();
  columns_.pop_back();
  if (columns.stacked) return;
  const float bottom = std::max(columns.bottom, region_.y);
  region_ = columns.outer;
  region_.y = bottom;
  region_.pending = columns.gap;
}

// ---- block

Rect Flow::OpenBlock(std::string key, float padding, float before) {
  Before(before);
  const float top = std::round(region_.y);
  const Rect rect{region_.x, top, region_.width, memory_.Measure(key, 2 * padding)};
  blocks_.push_back({region_, std::move(key), top, padding});
  block_top_ = top;
  region_ = {region_.x + padding, region_.width - 2 * padding, top + padding, 0, true};
  return rect;
}

void Flow::CloseBlock(float after) {
  CHECK(!blocks_.empty());
  const Block block = blocks_.back();
  blocks_.pop_back();
  const float bottom = std::ceil(region_.y + block.padding);
  memory_.SetMeasure(block.key, bottom - block.top);
  region_ = block.outer;
  region_.y = bottom;
  region_.pending = after;
  if (!std::exchange(block_top_, std::nullopt) && !pieces_.empty()) pieces_.back().bottom = bottom - stretched_by_;
}

}  // namespace bianmin::ui

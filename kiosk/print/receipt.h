#pragma once
// A receipt for a thermal printer, as a PDF of one page as long as its content. Finished, translated texts go in; no
// sentence is made here. A paper lies about: whoever fills it in puts no name, phone or address on it. Used by the
// print desk; pure but for the fonts that fontconfig finds.

#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::print {

enum class PaperWidth { Mm58, Mm80 };

// Millimetres: of the roll, and of what the head reaches.
double RollWidth(PaperWidth paper);
double PrintableWidth(PaperWidth paper);

// The least side of the code; it grows to the next whole number of the head's dots. A hand-held scanner reads it at
// arm's length.
inline constexpr double kQrMillimetres = 28;
inline constexpr std::size_t kMostReceiptLines = 40;

struct ReceiptLine {
  std::string label;
  std::string value;
};

struct Receipt {
  std::string institution;
  std::string title;
  std::string number_label;
  std::string number;   // in groups; the largest text on the paper. Empty: an anonymous rating has none
  std::string promise;  // by when somebody answers
  std::vector<ReceiptLine> lines;
  std::vector<std::string> next_steps;
  std::string qr;  // what the code carries; empty: no code
  std::string qr_caption;
  std::string proof;  // a second code, below; empty: none
  std::string proof_caption;
  std::vector<std::string> phones;
  std::string printed_at;
  bool has_large_text = false;  // 长辈版
};

struct Page {
  std::string pdf;
  double width_mm = 0;
  double length_mm = 0;
};

// TooLarge past kMostReceiptLines lines, steps or phones, or when a code cannot hold its text.
base::Result<Page> RenderReceipt(const Receipt& receipt, PaperWidth paper);

}  // namespace bianmin::print

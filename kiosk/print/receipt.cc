#include "kiosk/print/receipt.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/print/qr.h"

namespace bianmin::print {
namespace {

constexpr double kPointsAMm = 72 / 25.4;
constexpr const char* kFont = "Noto Sans CJK SC";
constexpr double kMargin = 3;  // top and bottom, mm; the cutter needs no more
constexpr double kLineSpacing = 1.3;
constexpr double kDot = 0.125;        // mm; thermal heads have 203 dots an inch, 8 a millimetre
constexpr double kQuietModules = 4;   // of white around a QR code, ISO/IEC 18004
constexpr double kLeastValueEms = 8;  // a value with less room than this goes below its label

struct Sizes {
  double small, body, strong, title, number;  // em, mm
};
Sizes SizesOf(bool is_large) { return is_large ? Sizes{3.8, 4.4, 5.4, 5.6, 12.0} : Sizes{3.2, 3.6, 4.6, 5.0, 11.0}; }

double UpToDots(double mm) { return std::ceil(mm / kDot - 1e-6) * kDot; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsDigitAt(std::string_view text, std::size_t at) { return at < text.size() && IsDigit(text[at]); }

// A telephone number is not broken over two lines, nor a date ("11月23日 09:30"): their spaces become no-break spaces,
// and what may be broken without one gets a word joiner.
std::string WithFiguresTogether(std::string_view text) {
  static constexpr std::string_view kDateWords[] = {"年", "月", "日"};
  std::string together;
  bool is_after_date_word = false;
  while (!text.empty()) {
    const auto word = std::ranges::find_if(kDateWords, [&](std::string_view each) { return text.starts_with(each); });
    const bool is_after_digit = !together.empty() && IsDigit(together.back());
    const bool is_date_word = word != std::end(kDateWords) && is_after_digit;
    const bool joins = is_date_word || (is_after_date_word && IsDigit(text.front()));
    if (joins) together += "\u2060";
    const std::size_t size = is_date_word ? word->size() : 1;
    const bool is_inside = text.front() == ' ' && IsDigitAt(text, 1) && (is_after_digit || is_after_date_word);
    together += is_inside ? "\u00A0" : text.substr(0, size);
    text.remove_prefix(size);
    is_after_date_word = is_date_word;
  }
  return together;
}

// Draws from the top down; on paper or, to find its length, on nothing.
class Sheet {
 public:
  Sheet(cairo_t* cairo, PaperWidth paper)
      : cairo_(cairo),
        layout_(pango_cairo_create_layout(cairo), g_object_unref),
        left_((RollWidth(paper) - PrintableWidth(paper)) / 2),
        width_(PrintableWidth(paper)) {
    // Whole points, a third of a millimetre, would make ragged words.
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout_.get()), FALSE);
  }

  void Text(const std::string& text, double em, bool is_bold, PangoAlignment align, double indent = 0) {
    if (text.empty()) return;
    SetUp(WithFiguresTogether(text), em, is_bold, align, width_ - indent);
    const double inset = Balance();
    Show(indent, align == PANGO_ALIGN_CENTER ? inset : 0);
  }
  // Smaller in steps until it fits on one line, because it is copied by hand; below `least` it takes several lines.
  void Figure(const std::string& text, double em, double least) {
    SetUp(text, em, true, PANGO_ALIGN_CENTER, width_);
    while (pango_layout_get_line_count(layout_.get()) > 1 && em * kStep > least) {
      em *= kStep;
      SetUp(text, em, true, PANGO_ALIGN_CENTER, width_);
    }
    Show(0);
  }
  // The labels' column is as wide as the widest of them.
  void Pairs(const std::vector<ReceiptLine>& lines, double em) {
    double column = 0;
    for (const ReceiptLine& line : lines) column = std::max(column, WidthOf(line.label, em));
    column += em;
    for (const ReceiptLine& line : lines) {
      const double top = y_;
      Text(line.label, em, false, PANGO_ALIGN_LEFT);
      const double below = y_;
      const bool is_beside = width_ - column >= kLeastValueEms * em;
      if (is_beside) y_ = top;
      Text(line.value, em, true, PANGO_ALIGN_LEFT, is_beside ? column : em);
      y_ = std::max(y_, below) + em * kBetween;
    }
  }
  // One of several sentences, with a dot before it.
  void Step(const std::string& text, double em) {
    if (text.empty()) return;
    cairo_new_path(cairo_);
    cairo_arc(cairo_, (left_ + em * 0.3) * kPointsAMm, (y_ + em * kLineSpacing / 2) * kPointsAMm,
              em * 0.16 * kPointsAMm, 0, 2 * std::numbers::pi);
    cairo_fill(cairo_);
    Text(text, em, false, PANGO_ALIGN_LEFT, em);
    Space(em * kBetween);
  }
  void Space(double mm) { y_ += mm; }
  void Rule() {
    y_ = UpToDots(y_);
    cairo_rectangle(cairo_, left_ * kPointsAMm, y_ * kPointsAMm, width_ * kPointsAMm, 3 * kDot * kPointsAMm);
    cairo_fill(cairo_);
    y_ += 3 * kDot;
  }
  // A module is a whole number of the head's dots, so that all come out equally wide; each run of black is one piece.
  void Code(const QrCode& qr) {
    const double module = UpToDots(kQrMillimetres / qr.side);
    const double side = module * qr.side;
    const double x = UpToDots(left_ + (width_ - side) / 2);
    y_ = UpToDots(y_ + kQuietModules * module);
    for (int row = 0; row < qr.side; ++row) {
      for (int column = 0; column < qr.side; ++column) {
        const int begin = column;
        while (column < qr.side && qr.modules[static_cast<std::size_t>(row * qr.side + column)]) ++column;
        if (column == begin) continue;
        cairo_rectangle(cairo_, (x + begin * module) * kPointsAMm, (y_ + row * module) * kPointsAMm,
                        (column - begin) * module * kPointsAMm, module * kPointsAMm);
      }
    }
    cairo_fill(cairo_);
    y_ += side + kQuietModules * module;
  }
  [[nodiscard]] double Length() const { return y_; }

 private:
  static constexpr double kStep = 0.94;     // from one size to the next smaller
  static constexpr double kBetween = 0.25;  // em between two lines of a list

  double WidthOf(const std::string& text, double em) {
    SetUp(text, em, false, PANGO_ALIGN_LEFT, width_);
    int width = 0;
    pango_layout_get_size(layout_.get(), &width, nullptr);
    return width / (PANGO_SCALE * kPointsAMm);
  }
  void SetUp(const std::string& text, double em, bool is_bold, PangoAlignment align, double width) {
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
        pango_font_description_new(), pango_font_description_free);
    pango_font_description_set_family(font.get(), kFont);
    pango_font_description_set_weight(font.get(), is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), em * kPointsAMm * PANGO_SCALE);
    pango_layout_set_font_description(layout_.get(), font.get());
    pango_layout_set_width(layout_.get(), static_cast<int>(width * kPointsAMm * PANGO_SCALE));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout_.get(), align);
    pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    em_ = em;
  }
  // As narrow as the same number of lines allows: no last line of one word. Returns half of what it gave up, points.
  double Balance() {
    const int lines = pango_layout_get_line_count(layout_.get());
    if (lines == 1) return 0;
    const int full = pango_layout_get_width(layout_.get());
    const int step = full / 40;
    int width = full;
    for (; width - step > full / 2; width -= step) {
      pango_layout_set_width(layout_.get(), width - step);
      if (pango_layout_get_line_count(layout_.get()) > lines) break;
    }
    pango_layout_set_width(layout_.get(), width);
    return static_cast<double>(full - width) / 2 / PANGO_SCALE;
  }
  // Line by line at our own spacing; the font's own is half as much again. Millimetres and points.
  void Show(double indent, double inset = 0) {
    PangoLayoutIter* iter = pango_layout_get_iter(layout_.get());
    do {
      PangoRectangle rect;
      pango_layout_iter_get_line_extents(iter, nullptr, &rect);
      y_ += em_ * kLineSpacing;
      cairo_move_to(cairo_, (left_ + indent) * kPointsAMm + inset + static_cast<double>(rect.x) / PANGO_SCALE,
                    (y_ - em_ * (kLineSpacing - 1) / 2 - em_ * 0.12) * kPointsAMm);
      pango_cairo_show_layout_line(cairo_, pango_layout_iter_get_line_readonly(iter));
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
  }

  cairo_t* cairo_;
  std::unique_ptr<PangoLayout, decltype(&g_object_unref)> layout_;
  double left_;
  double width_;
  double y_ = kMargin;
  double em_ = 0;
};

void DrawHead(Sheet& sheet, const Receipt& r, const Sizes& sizes) {
  sheet.Text(r.institution, sizes.body, false, PANGO_ALIGN_CENTER);
  sheet.Space(1);
  sheet.Text(r.title, sizes.title, true, PANGO_ALIGN_CENTER);
  sheet.Space(2.5);
  sheet.Rule();
  sheet.Space(2.5);
  if (!r.number.empty()) {
    sheet.Text(r.number_label, sizes.body, false, PANGO_ALIGN_CENTER);
    sheet.Figure(r.number, sizes.number, sizes.title * 1.1);
    sheet.Space(2.5);
  }
  sheet.Text(r.promise, sizes.strong, true, PANGO_ALIGN_LEFT);
}

struct Codes {
  std::optional<QrCode> look_up, proof;
};

void Draw(Sheet& sheet, const Receipt& r, const Codes& codes) {
  const Sizes sizes = SizesOf(r.has_large_text);
  DrawHead(sheet, r, sizes);
  if (!r.lines.empty()) sheet.Space(3);
  sheet.Pairs(r.lines, sizes.body);
  if (!r.next_steps.empty()) sheet.Space(3);
  for (const std::string& step : r.next_steps) sheet.Step(step, sizes.body);
  if (codes.look_up) {
    sheet.Code(*codes.look_up);
    sheet.Text(r.qr_caption, sizes.body, false, PANGO_ALIGN_CENTER);
  }
  if (codes.proof) {
    sheet.Space(1.5);
    sheet.Code(*codes.proof);
    sheet.Text(r.proof_caption, sizes.body, false, PANGO_ALIGN_CENTER);
  }
  sheet.Space(2.5);
  sheet.Rule();
  sheet.Space(2);
  for (const std::string& phone : r.phones) sheet.Text(phone, sizes.body, true, PANGO_ALIGN_LEFT);
  sheet.Space(1.5);
  sheet.Text(r.printed_at, sizes.small, false, PANGO_ALIGN_LEFT);
  sheet.Space(kMargin);
}

cairo_status_t Append(void* to, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

}  // namespace

double RollWidth(PaperWidth paper) { return paper == PaperWidth::Mm58 ? 58 : 80; }
double PrintableWidth(PaperWidth paper) { return paper == PaperWidth::Mm58 ? 48 : 72; }

base::Result<Page> RenderReceipt(const Receipt& receipt, PaperWidth paper) {
  for (const std::size_t count : {receipt.lines.size(), receipt.next_steps.size(), receipt.phones.size()}) {
    if (count > kMostReceiptLines) return base::Error{base::ErrorCode::TooLarge, "the receipt has too many lines"};
  }
  Codes codes;
  for (const auto& [text, code] : {std::pair{&receipt.qr, &codes.look_up}, {&receipt.proof, &codes.proof}}) {
    if (text->empty()) continue;
    auto encoded = EncodeQr(*text);
    if (!encoded) return encoded.error();
    *code = *std::move(encoded);
  }
  double length = 0;
  {
    const Surface nothing(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr), cairo_surface_destroy);
    const Context cairo(cairo_create(nothing.get()), cairo_destroy);
    Sheet sheet(cairo.get(), paper);
    Draw(sheet, receipt, codes);
    length = sheet.Length();
  }
  std::string pdf;
  Surface surface(cairo_pdf_surface_create_for_stream(Append, &pdf, RollWidth(paper) * kPointsAMm, length * kPointsAMm),
                  cairo_surface_destroy);
  {
    const Context cairo(cairo_create(surface.get()), cairo_destroy);
    Sheet sheet(cairo.get(), paper);
    Draw(sheet, receipt, codes);
  }
  cairo_surface_finish(surface.get());
  pango_cairo_font_map_set_default(nullptr);  // this thread's; a new one is made for the next receipt
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS || pdf.empty()) {
    return base::Error{base::ErrorCode::Unavailable, "the receipt could not be drawn as a PDF"};
  }
  return Page{std::move(pdf), RollWidth(paper), length};
}

}  // namespace bianmin::print

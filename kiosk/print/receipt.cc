#include "kiosk/print/receipt.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "kiosk/print/qr.h"

namespace bianmin::print {
namespace {

constexpr double kPointsAMm = 72 / 25.4;
constexpr const char* kFont = "Noto Sans CJK SC";
constexpr double kMargin = 3;  // top and bottom, mm; the cutter needs no more
constexpr double kLineSpacing = 1.25;

struct Sizes {
  double body, strong, title, number;  // em, mm
};
Sizes SizesOf(bool is_large) { return is_large ? Sizes{4.2, 5.0, 5.4, 10.0} : Sizes{3.3, 4.0, 4.6, 9.0}; }

// Draws from the top down; on paper or, to find its length, on nothing.
class Sheet {
 public:
  Sheet(cairo_t* cairo, PaperWidth paper)
      : cairo_(cairo),
        layout_(pango_cairo_create_layout(cairo), g_object_unref),
        left_((RollWidth(paper) - PrintableWidth(paper)) / 2),
        width_(PrintableWidth(paper)) {}

  void Text(const std::string& text, double em, bool is_bold, PangoAlignment align, double indent = 0) {
    if (text.empty()) return;
    SetUp(text, em, is_bold, align, width_ - indent);
    Show(indent);
  }
  // One line; smaller in steps until it fits, but never broken: it is copied by hand.
  void Figure(const std::string& text, double em) {
    for (; em > 3; em *= 0.94) {
      SetUp(text, em, true, PANGO_ALIGN_CENTER, width_);
      if (pango_layout_get_line_count(layout_.get()) == 1) break;
    }
    Show(0);
  }
  void Pair(const ReceiptLine& line, double em) {
    const double label = em * 5;
    SetUp(line.label, em, false, PANGO_ALIGN_LEFT, label);
    const double top = y_;
    Show(0);
    const double below = y_;
    y_ = top;
    SetUp(line.value, em, true, PANGO_ALIGN_LEFT, width_ - label);
    Show(label);
    y_ = std::max(y_, below);
  }
  void Space(double mm) { y_ += mm; }
  void Rule() {
    cairo_set_line_width(cairo_, 0.3 * kPointsAMm);
    cairo_move_to(cairo_, left_ * kPointsAMm, y_ * kPointsAMm);
    cairo_line_to(cairo_, (left_ + width_) * kPointsAMm, y_ * kPointsAMm);
    cairo_stroke(cairo_);
  }
  void Code(const QrCode& qr) {
    const double module = kQrMillimetres / qr.side;
    const double x = left_ + (width_ - kQrMillimetres) / 2;
    for (int row = 0; row < qr.side; ++row) {
      for (int column = 0; column < qr.side; ++column) {
        if (!qr.modules[static_cast<std::size_t>(row * qr.side + column)]) continue;
        cairo_rectangle(cairo_, (x + column * module) * kPointsAMm, (y_ + row * module) * kPointsAMm,
                        module * kPointsAMm, module * kPointsAMm);
      }
    }
    cairo_fill(cairo_);
    y_ += kQrMillimetres;
  }
  [[nodiscard]] double Length() const { return y_; }

 private:
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
  // Line by line at our own spacing; the font's own is half as much again.
  void Show(double indent) {
    PangoLayoutIter* iter = pango_layout_get_iter(layout_.get());
    do {
      PangoRectangle rect;
      pango_layout_iter_get_line_extents(iter, nullptr, &rect);
      y_ += em_ * kLineSpacing;
      cairo_move_to(cairo_, (left_ + indent) * kPointsAMm + static_cast<double>(rect.x) / PANGO_SCALE,
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

void Draw(Sheet& sheet, const Receipt& r, const QrCode* qr) {
  const Sizes sizes = SizesOf(r.has_large_text);
  sheet.Text(r.institution, sizes.body, false, PANGO_ALIGN_CENTER);
  sheet.Space(1);
  sheet.Text(r.title, sizes.title, true, PANGO_ALIGN_CENTER);
  sheet.Space(2);
  sheet.Rule();
  sheet.Space(2);
  if (!r.number.empty()) {
    sheet.Text(r.number_label, sizes.body, false, PANGO_ALIGN_CENTER);
    sheet.Figure(r.number, sizes.number);
    sheet.Space(1.5);
  }
  sheet.Text(r.promise, sizes.strong, true, PANGO_ALIGN_LEFT);
  if (!r.lines.empty()) sheet.Space(2);
  for (const ReceiptLine& line : r.lines) {
    sheet.Pair(line, sizes.body);
    sheet.Space(0.8);
  }
  if (!r.next_steps.empty()) sheet.Space(1.5);
  for (const std::string& step : r.next_steps) {
    sheet.Text(step, sizes.body, false, PANGO_ALIGN_LEFT);
    sheet.Space(0.8);
  }
  if (qr != nullptr) {
    sheet.Space(4);
    sheet.Code(*qr);
    sheet.Space(2.5);
    sheet.Text(r.qr_caption, sizes.body, false, PANGO_ALIGN_CENTER);
  }
  sheet.Space(2);
  sheet.Rule();
  sheet.Space(1.5);
  for (const std::string& phone : r.phones) sheet.Text(phone, sizes.body, true, PANGO_ALIGN_LEFT);
  sheet.Space(1);
  sheet.Text(r.printed_at, sizes.body, false, PANGO_ALIGN_LEFT);
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
  std::optional<QrCode> qr;
  if (!receipt.qr.empty()) {
    auto code = EncodeQr(receipt.qr);
    if (!code) return code.error();
    qr = *std::move(code);
  }
  const QrCode* shown = qr ? &*qr : nullptr;
  double length = 0;
  {
    const Surface nothing(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr), cairo_surface_destroy);
    const Context cairo(cairo_create(nothing.get()), cairo_destroy);
    Sheet sheet(cairo.get(), paper);
    Draw(sheet, receipt, shown);
    length = sheet.Length();
  }
  std::string pdf;
  Surface surface(cairo_pdf_surface_create_for_stream(Append, &pdf, RollWidth(paper) * kPointsAMm, length * kPointsAMm),
                  cairo_surface_destroy);
  {
    const Context cairo(cairo_create(surface.get()), cairo_destroy);
    Sheet sheet(cairo.get(), paper);
    Draw(sheet, receipt, shown);
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS || pdf.empty()) {
    return base::Error{base::ErrorCode::Unavailable, "the receipt could not be drawn as a PDF"};
  }
  return Page{std::move(pdf), RollWidth(paper), length};
}

}  // namespace bianmin::print

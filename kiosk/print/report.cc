#include "kiosk/print/report.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "kiosk/base/check.h"

namespace bianmin::print {
namespace {

constexpr double kPointsAMm = 72 / 25.4;
constexpr const char* kFont = "Noto Sans CJK SC";
constexpr double kLeft = 20, kTop = 18, kBottom = 20;  // margins, mm
constexpr double kWidth = kA4Width - 2 * kLeft;
constexpr double kBody = 3.7, kSmall = 3.1, kHeading = 4.6, kTitle = 6.6;  // em, mm
constexpr double kLineSpacing = 1.15;                                      // of the font's own
constexpr double kCell = 1.2;                                              // inside of a table's cell, mm
constexpr double kRule = 0.2, kThickRule = 0.4;                            // mm
constexpr double kSignatureHeight = 20;

using Layout = std::unique_ptr<PangoLayout, decltype(&g_object_unref)>;

struct Style {
  double em = kBody;
  bool is_bold = false;
  PangoAlignment align = PANGO_ALIGN_LEFT;
};

// Draws from the top down and goes on on the next page by itself.
class Paper {
 public:
  Paper(cairo_t* cairo, const Report& report, int pages) : cairo_(cairo), report_(report), pages_(pages) {
    cairo_set_line_width(cairo_, kRule * kPointsAMm);
  }

  int page() const { return page_; }
  bool is_too_long() const { return page_ > static_cast<int>(kMostReportPages); }
  double room() const { return kA4Length - kBottom - y_; }
  double y() const { return y_; }
  void Space(double mm) { y_ += mm; }

  // True when a new page was begun for it.
  bool Need(double mm) {
    if (mm <= room() || y_ <= kTop) return false;
    EndPage();
    return true;
  }

  double HeightOf(const std::string& text, const Style& style, double width) {
    const Layout layout = LayOut(text, style, width);
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return height / (PANGO_SCALE * kPointsAMm);
  }
  double WidthOf(const std::string& text, const Style& style) {
    const Layout layout = LayOut(text, style, kWidth);
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    return width / (PANGO_SCALE * kPointsAMm);
  }
  // At a place, without moving on.
  void PutText(const std::string& text, const Style& style, double x, double y, double width) {
    const Layout layout = LayOut(text, style, width);
    cairo_move_to(cairo_, x * kPointsAMm, y * kPointsAMm);
    pango_cairo_show_layout(cairo_, layout.get());
  }
  // A paragraph may be longer than the page: it is divided between two lines.
  void Text(const std::string& text, const Style& style) {
    if (text.empty()) return;
    const Layout layout = LayOut(text, style, kWidth);
    PangoLayoutIter* line = pango_layout_get_iter(layout.get());
    do {
      PangoRectangle rect;
      pango_layout_iter_get_line_extents(line, nullptr, &rect);
      const double height = rect.height / (PANGO_SCALE * kPointsAMm);
      Need(height);
      const int base = pango_layout_iter_get_baseline(line) - rect.y;
      cairo_move_to(cairo_, kLeft * kPointsAMm + static_cast<double>(rect.x) / PANGO_SCALE,
                    y_ * kPointsAMm + static_cast<double>(base) / PANGO_SCALE);
      pango_cairo_show_layout_line(cairo_, pango_layout_iter_get_line_readonly(line));
      y_ += height;
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
  }
  void Line(double x1, double y1, double x2, double y2, double thickness = kRule) {
    cairo_set_line_width(cairo_, thickness * kPointsAMm);
    cairo_move_to(cairo_, x1 * kPointsAMm, y1 * kPointsAMm);
    cairo_line_to(cairo_, x2 * kPointsAMm, y2 * kPointsAMm);
    cairo_stroke(cairo_);
  }
  void Shade(double x, double y, double width, double height) {
    cairo_set_source_rgb(cairo_, 0.92, 0.92, 0.92);
    cairo_rectangle(cairo_, x * kPointsAMm, y * kPointsAMm, width * kPointsAMm, height * kPointsAMm);
    cairo_fill(cairo_);
    cairo_set_source_rgb(cairo_, 0, 0, 0);
  }
  // In a box; as wide as it is drawn, never distorted.
  void Strokes(const std::vector<std::vector<SignaturePoint>>& strokes, double x, double y, double width,
               double height) {
    cairo_set_line_width(cairo_, 0.5 * kPointsAMm);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    for (const auto& stroke : strokes) {
      for (std::size_t i = 0; i < stroke.size(); ++i) {
        const double px = (x + std::clamp(stroke[i].x, 0.0, 1.0) * width) * kPointsAMm;
        const double py = (y + std::clamp(stroke[i].y, 0.0, 1.0) * height) * kPointsAMm;
        i == 0 ? cairo_move_to(cairo_, px, py) : cairo_line_to(cairo_, px, py);
        if (stroke.size() == 1) cairo_line_to(cairo_, px, py);
      }
      cairo_stroke(cairo_);
    }
  }
  void EndPage() {
    const double y = kA4Length - kBottom + 6;
    Line(kLeft, y - 2, kLeft + kWidth, y - 2);
    PutText(report_.footer, {kSmall}, kLeft, y, kWidth * 0.7);
    if (report_.page_of) {
      PutText(report_.page_of(page_, pages_), {kSmall, false, PANGO_ALIGN_RIGHT}, kLeft + kWidth * 0.7, y,
              kWidth * 0.3);
    }
    cairo_show_page(cairo_);
    ++page_;
    y_ = kTop;
  }

 private:
  Layout LayOut(const std::string& text, const Style& style, double width) {
    Layout layout(pango_cairo_create_layout(cairo_), g_object_unref);
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
        pango_font_description_new(), pango_font_description_free);
    pango_font_description_set_family(font.get(), kFont);
    pango_font_description_set_weight(font.get(), style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), style.em * kPointsAMm * PANGO_SCALE);
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout.get()), FALSE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * kPointsAMm * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), style.align);
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(kLineSpacing));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
  }

  cairo_t* cairo_;
  const Report& report_;
  int pages_;
  int page_ = 1;
  double y_ = kTop;
};

class TableOnPaper {
 public:
  TableOnPaper(Paper& paper, const ReportTable& table) : paper_(paper), table_(table) {
    const double shares = std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                                          [](double sum, const ReportColumn& column) { return sum + column.share; });
    for (const ReportColumn& column : table.columns) widths_.push_back(kWidth * column.share / shares);
  }

  void Draw() {
    std::vector<std::string> heads;
    for (const ReportColumn& column : table_.columns) heads.push_back(column.head);
    const double first = table_.rows.empty() ? kBody * 2 : HeightOf(table_.rows.front(), false);
    paper_.Need(HeightOf(heads, true) + first);  // a head is never alone
    DrawRow(heads, true);
    if (table_.rows.empty()) {
      paper_.Space(kCell);
      paper_.Text(table_.if_empty, {});
    }
    for (const auto& row : table_.rows) {
      CHECK(row.size() == table_.columns.size());
      if (paper_.Need(HeightOf(row, false))) DrawRow(heads, true);
      DrawRow(row, false);
    }
    paper_.Space(2);
  }

 private:
  Style StyleOf(std::size_t column, bool is_head) const {
    return {kSmall + 0.2, is_head, table_.columns[column].is_number ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT};
  }
  double HeightOf(const std::vector<std::string>& cells, bool is_head) {
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      height = std::max(height, paper_.HeightOf(cells[i], StyleOf(i, is_head), widths_[i] - 2 * kCell));
    }
    return height + 2 * kCell;
  }
  void DrawRow(const std::vector<std::string>& cells, bool is_head) {
    const double height = HeightOf(cells, is_head);
    if (is_head) {
      paper_.Shade(kLeft, paper_.y(), kWidth, height);
      paper_.Line(kLeft, paper_.y(), kLeft + kWidth, paper_.y(), kThickRule);
    }
    double x = kLeft;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      paper_.PutText(cells[i], StyleOf(i, is_head), x + kCell, paper_.y() + kCell, widths_[i] - 2 * kCell);
      x += widths_[i];
    }
    paper_.Space(height);
    paper_.Line(kLeft, paper_.y(), kLeft + kWidth, paper_.y());
  }

  Paper& paper_;
  const ReportTable& table_;
  std::vector<double> widths_;
};

void DrawLines(Paper& paper, const std::vector<ReceiptLine>& lines) {
  double column = 0;
  for (const ReceiptLine& line : lines) column = std::max(column, paper.WidthOf(line.label, {}));
  column = std::min(column + kBody, kWidth * 0.45);
  for (const ReceiptLine& line : lines) {
    const double width = kWidth - column;
    const double value = line.value.empty() ? kBody * 2 : paper.HeightOf(line.value, {kBody, true}, width);
    const double height = std::max(value, paper.HeightOf(line.label, {}, column - kBody));
    paper.Need(height);
    paper.PutText(line.label, {}, kLeft, paper.y(), column - kBody);
    if (line.value.empty()) {
      const double y = paper.y() + kBody * 1.6;
      paper.Line(kLeft + column, y, kLeft + kWidth, y);
    } else {
      paper.PutText(line.value, {kBody, true}, kLeft + column, paper.y(), width);
    }
    paper.Space(height + 1);
  }
}

void DrawSection(Paper& paper, const ReportSection& section) {
  if (!section.heading.empty()) {
    paper.Need(kHeading * 5);  // with the beginning of what it names
    paper.Text(section.heading, {kHeading, true});
    paper.Space(1.5);
  }
  DrawLines(paper, section.lines);
  for (const std::string& paragraph : section.paragraphs) {
    paper.Text(paragraph, {});
    paper.Space(1.5);
  }
  for (const ReportTable& table : section.tables) TableOnPaper(paper, table).Draw();
  paper.Space(3);
}

void DrawSignatures(Paper& paper, const std::vector<ReportSignature>& signatures) {
  constexpr double kGap = 10;
  const double width = (kWidth - kGap) / 2;
  for (std::size_t i = 0; i < signatures.size(); i += 2) {
    paper.Need(kSignatureHeight + 14);
    for (std::size_t side = 0; side < 2 && i + side < signatures.size(); ++side) {
      const ReportSignature& signature = signatures[i + side];
      const double x = kLeft + static_cast<double>(side) * (width + kGap);
      const double line = paper.y() + kBody * 1.6 + kSignatureHeight;
      paper.PutText(signature.label, {}, x, paper.y(), width);
      paper.Strokes(signature.strokes, x, paper.y() + kBody * 1.6, width, kSignatureHeight - 1);
      paper.Line(x, line, x + width, line);
      paper.PutText(signature.signer, {kSmall}, x, line + 1, width);
    }
    paper.Space(kSignatureHeight + 14);
  }
}

// Returns how many pages it took.
int Draw(cairo_t* cairo, const Report& report, int pages) {
  Paper paper(cairo, report, pages);
  paper.Text(report.institution, {kBody, false, PANGO_ALIGN_CENTER});
  paper.Space(1);
  paper.Text(report.title, {kTitle, true, PANGO_ALIGN_CENTER});
  paper.Text(report.number, {kBody, false, PANGO_ALIGN_CENTER});
  paper.Space(5);
  for (const ReportSection& section : report.sections) {
    DrawSection(paper, section);
    if (paper.is_too_long()) return paper.page();
  }
  DrawSignatures(paper, report.signatures);
  const int last = paper.page();
  paper.EndPage();
  return last;
}

cairo_status_t Append(void* to, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

// The PDF, and how many pages it has.
std::pair<std::string, int> DrawPdf(const Report& report, int pages) {
  std::string pdf;
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_pdf_surface_create_for_stream(Append, &pdf, kA4Width * kPointsAMm, kA4Length * kPointsAMm),
      cairo_surface_destroy);
  int drawn = 0;
  {
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()), cairo_destroy);
    drawn = Draw(cairo.get(), report, pages);
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) pdf.clear();
  return {std::move(pdf), drawn};
}

}  // namespace

Page A4Page(std::string pdf) { return {std::move(pdf), kA4Width, kA4Length}; }

base::Result<Page> RenderReport(const Report& report) {
  // Once to count the pages, once to say of how many each is one.
  auto [pdf, pages] = DrawPdf(report, 1);
  if (pages > static_cast<int>(kMostReportPages)) {
    return base::Error{base::ErrorCode::TooLarge, "the document has too many pages; choose a shorter time"};
  }
  if (pages > 1) pdf = DrawPdf(report, pages).first;
  pango_cairo_font_map_set_default(nullptr);  // this thread's; a new one is made for the next document
  if (pdf.empty()) return base::Error{base::ErrorCode::Unavailable, "the document could not be drawn as a PDF"};
  return A4Page(std::move(pdf));
}

}  // namespace bianmin::print

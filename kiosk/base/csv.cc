#include "kiosk/base/csv.h"

#include <algorithm>
#include <array>

#include "kiosk/base/check.h"

namespace bianmin::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kIdeographicSpace = "　";
constexpr std::array<std::string_view, 11> kFormulaStarts{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

// What a spreadsheet looks past before it decides that a cell is a formula.
std::string_view WithoutLeadingSpaces(std::string_view text) {
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
    } else if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    } else {
      break;
    }
  }
  return text;
}

bool LooksLikeAFormula(std::string_view cell) {
  const std::string_view begin = WithoutLeadingSpaces(cell);
  return std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(),
                     [begin](std::string_view start) { return begin.starts_with(start); });
}

bool IsUnprintable(char c) {
  const auto code = static_cast<unsigned char>(c);
  return (code < 0x20 && c != '\n' && c != '\r' && c != '\t') || code == 0x7F;
}

std::string Quoted(std::string cell) {
  std::replace_if(cell.begin(), cell.end(), IsUnprintable, ' ');
  std::string quoted = "\"";
  if (LooksLikeAFormula(cell)) quoted += '\'';
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

CsvTable::CsvTable(std::vector<std::string> columns) : columns_(columns.size()), text_(kByteOrderMark) {
  CHECK(columns_ > 0);
  AddLine(columns);
}

void CsvTable::AddRow(const std::vector<std::string>& cells) {
  CHECK(cells.size() == columns_);
  AddLine(cells);
}

void CsvTable::AddLine(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text_ += ',';
    text_ += Quoted(cells[i]);
  }
  text_ += "\r\n";
}

}  // namespace bianmin::base

#pragma once
// Tables for a spreadsheet, as text/csv (RFC 4180) that Excel opens by a double click: UTF-8 with a byte order mark,
// every cell in quotes, lines ending in CR LF.
//
// What this promises: a cell never becomes a formula. A text whose first character, white space aside, is =, +, -, @,
// one of their full-width forms, a tab, a carriage return or a line feed gets an apostrophe in front, which
// spreadsheets show as part of a text. Control characters that no cell can hold become spaces. Nothing else is changed.
// Whoever writes a table writes it through this class; numbers that are computed here are texts, too ("-3" is guarded:
// write amounts without a sign).

#include <string>
#include <utility>
#include <vector>

namespace bianmin::base {

class CsvTable {
 public:
  // `columns`: the headings, at least one. Every row has as many cells; fewer or more is a bug.
  explicit CsvTable(std::vector<std::string> columns);
  void AddRow(const std::vector<std::string>& cells);
  // The whole file, or what was added since Take().
  const std::string& text() const { return text_; }
  // For a table of any length that is written piece by piece: what there is, which then goes from memory.
  std::string Take() { return std::exchange(text_, {}); }

 private:
  void AddLine(const std::vector<std::string>& cells);

  std::size_t columns_;
  std::string text_;
};

}  // namespace bianmin::base

#pragma once

// The repository's own text, as the tidy checks read it. A check is a function from a Tree to its faults: plain
// sentences that begin with file:line. No fault, no sentence. Loading reads; nothing here writes.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::tidy {

using Faults = std::vector<std::string>;

struct SourceFile {
  std::string path;                // from the root: "kiosk/base/clock.h"
  std::vector<std::string> lines;  // as written
  std::vector<std::string> code;   // the same lines with comments and what is inside string literals blanked

  bool IsHeader() const { return path.ends_with(".h"); }
  bool IsCpp() const { return path.ends_with(".h") || path.ends_with(".cc"); }
  bool IsUnder(std::string_view folder) const { return path.starts_with(std::string(folder) + "/"); }
  // Programs' main files, the only ones that may loop, sleep and read the environment.
  bool IsMain() const { return path.ends_with("main.cc"); }
};

struct Tree {
  std::filesystem::path root;
  std::vector<SourceFile> files;  // sorted by path
};

// Every text file of the repository that people write: sources, scripts, build files, configuration, documents.
Tree Load(const std::filesystem::path& root);

std::string Where(const SourceFile& file, std::size_t line_index);

// Exposed for its own test: comments and literals of C++ text blanked, line by line, columns kept.
std::vector<std::string> WithoutCommentsAndLiterals(const std::vector<std::string>& lines);

}  // namespace bianmin::tidy

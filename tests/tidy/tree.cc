#include "tests/tidy/tree.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace bianmin::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kFolders{"kiosk", "sync", "assets", "config", "tests", "packaging", ".ci"};
constexpr std::array<std::string_view, 12> kEndings{".h",    ".cc",   ".sh",   ".txt",  ".cmake", ".md",
                                                    ".toml", ".yaml", ".json", ".html", ".po",    "/run"};

bool IsText(const std::string& path) {
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

std::vector<std::string> LinesOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool IsWord(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }
// 1'000, but not U'x'.
bool IsDigitSeparator(const std::string& line, std::size_t at) {
  if (at == 0 || !IsWord(line[at - 1])) return false;
  const bool is_prefix = std::string("uUL").find(line[at - 1]) != std::string::npos;
  return !is_prefix || (at > 1 && IsWord(line[at - 2]));
}

// Blanks one text; remembers across lines whether it is inside a comment or a raw string.
class Blanker {
 public:
  std::string Line(const std::string& line) {
    std::string out = line;
    for (std::size_t i = 0; i < line.size();) i = Step(line, i, out);
    if (state_ == State::String || state_ == State::Character) state_ = State::Code;
    return out;
  }

 private:
  enum class State { Code, Comment, String, Character, Raw };

  std::size_t Step(const std::string& line, std::size_t i, std::string& out) {
    switch (state_) {
      case State::Code:
        return InCode(line, i, out);
      case State::Comment:
        if (line.compare(i, 2, "*/") == 0) return Leave(i, 2, out);
        out[i] = ' ';
        return i + 1;
      case State::Raw:
        if (line.compare(i, raw_end_.size(), raw_end_) == 0) return Leave(i, raw_end_.size(), out);
        out[i] = ' ';
        return i + 1;
      case State::String:
      case State::Character:
        break;
    }
    const char quote = state_ == State::String ? '"' : '\'';
    if (line[i] == quote) {
      state_ = State::Code;
      return i + 1;
    }
    const std::size_t length = line[i] == '\\' && i + 1 < line.size() ? 2 : 1;
    out.replace(i, length, length, ' ');
    return i + length;
  }

  std::size_t Leave(std::size_t i, std::size_t length, std::string& out) {
    out.replace(i, length, length, ' ');
    state_ = State::Code;
    return i + length;
  }

  std::size_t InCode(const std::string& line, std::size_t i, std::string& out) {
    if (line.compare(i, 2, "//") == 0) {
      out.replace(i, line.size() - i, line.size() - i, ' ');
      return line.size();
    }
    if (line.compare(i, 2, "/*") == 0) {
      out.replace(i, 2, "  ");
      state_ = State::Comment;
      return i + 2;
    }
    if (line.compare(i, 2, "R\"") == 0 && (i == 0 || !IsWord(line[i - 1]))) {
      const std::size_t open = line.find('(', i);
      if (open != std::string::npos) {
        raw_end_ = ")" + line.substr(i + 2, open - i - 2) + "\"";
        out.replace(i, open + 1 - i, open + 1 - i, ' ');
        state_ = State::Raw;
        return open + 1;
      }
    }
    if (line[i] == '"' && !line.starts_with("#include")) state_ = State::String;
    if (line[i] == '\'' && !IsDigitSeparator(line, i)) state_ = State::Character;
    return i + 1;
  }

  State state_ = State::Code;
  std::string raw_end_;
};

void Add(Tree& tree, const fs::path& path) {
  SourceFile file{.path = fs::relative(path, tree.root).generic_string(), .lines = LinesOf(path), .code = {}};
  file.code = file.IsCpp() ? WithoutCommentsAndLiterals(file.lines) : file.lines;
  tree.files.push_back(std::move(file));
}

}  // namespace

std::vector<std::string> WithoutCommentsAndLiterals(const std::vector<std::string>& lines) {
  Blanker blanker;
  std::vector<std::string> code;
  code.reserve(lines.size());
  for (const std::string& line : lines) code.push_back(blanker.Line(line));
  return code;
}

Tree Load(const fs::path& root) {
  Tree tree{.root = fs::canonical(root), .files = {}};
  for (const auto& entry : fs::directory_iterator(tree.root)) {
    if (entry.is_regular_file() && IsText(entry.path().generic_string())) Add(tree, entry.path());
  }
  for (const std::string_view folder : kFolders) {
    const fs::path start = tree.root / folder;
    if (!fs::exists(start)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(start)) {
      if (entry.is_regular_file() && IsText(entry.path().generic_string())) Add(tree, entry.path());
    }
  }
  std::sort(tree.files.begin(), tree.files.end(),
            [](const SourceFile& left, const SourceFile& right) { return left.path < right.path; });
  return tree;
}

std::string Where(const SourceFile& file, std::size_t line_index) {
  return file.path + ":" + std::to_string(line_index + 1);
}

}  // namespace bianmin::tidy

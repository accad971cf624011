#include <optional>
#include <regex>

#include "tests/tidy/rules.h"

namespace bianmin::tidy {
namespace {

// Follows the braces of one file. A block is a function when it stands in a namespace or a type and what is before its
// brace has parentheses: near enough for code that clang-format has been over.
class FunctionMeter {
 public:
  explicit FunctionMeter(const SourceFile& file) : file_(file) {}

  Faults Measure() {
    for (std::size_t i = 0; i < file_.code.size(); ++i) {
      const std::string& line = file_.code[i];
      const bool is_directive =
          line.find_first_not_of(' ') != std::string::npos && line[line.find_first_not_of(' ')] == '#';
      if (is_directive) continue;
      for (const char letter : line) Read(letter, i);
      before_ += ' ';
    }
    return faults_;
  }

 private:
  enum class Block { Namespace, Type, Function, Other };

  void Read(char letter, std::size_t line) {
    if (letter == '{') {
      blocks_.push_back(Kind());
      if (blocks_.back() == Block::Function) begins_ = first_line_.value_or(line);
      Forget();
    } else if (letter == '}') {
      if (!blocks_.empty()) {
        if (blocks_.back() == Block::Function) Judge(line);
        blocks_.pop_back();
      }
      Forget();
    } else if (letter == ';' && Parentheses() == 0) {
      Forget();
    } else {
      if (letter != ' ' && !first_line_) first_line_ = line;
      before_ += letter;
    }
  }

  long Parentheses() const {
    return std::count(before_.begin(), before_.end(), '(') - std::count(before_.begin(), before_.end(), ')');
  }

  Block Kind() const {
    const bool is_outside = blocks_.empty() || blocks_.back() == Block::Namespace || blocks_.back() == Block::Type;
    if (!is_outside) return Block::Other;
    static const std::regex kNamespace("(^|\\s)namespace(\\s|$)");
    static const std::regex kType("(^|[\\s>])(class|struct|union|enum)\\s");
    if (std::regex_search(before_, kNamespace)) return Block::Namespace;
    const bool has_parameters = before_.find('(') != std::string::npos;
    if (std::regex_search(before_, kType) && !has_parameters) return Block::Type;
    return has_parameters && Parentheses() == 0 ? Block::Function : Block::Other;
  }

  void Judge(std::size_t line) {
    const std::size_t length = line - begins_ + 1;
    if (length <= kLongestFunction) return;
    faults_.push_back(Where(file_, begins_) + " begins a function of " + std::to_string(length) + " lines; more than " +
                      std::to_string(kLongestFunction) + " are several functions");
  }

  void Forget() {
    before_.clear();
    first_line_.reset();
  }

  const SourceFile& file_;
  std::vector<Block> blocks_;
  std::string before_;
  std::optional<std::size_t> first_line_;
  std::size_t begins_ = 0;
  Faults faults_;
};

std::size_t Characters(const std::string& utf8) {
  std::size_t count = 0;
  for (const char byte : utf8) count += (static_cast<unsigned char>(byte) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace

Faults LengthFaults(const Tree& tree) {
  Faults faults;
  for (const SourceFile& file : tree.files) {
    if (!file.IsCpp()) continue;
    if (file.lines.size() > kLongestFile) {
      faults.push_back(file.path + ":1 has " + std::to_string(file.lines.size()) + " lines; more than " +
                       std::to_string(kLongestFile) + " are several files");
    }
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (Characters(file.lines[i]) > kWidestLine) faults.push_back(Where(file, i) + " is wider than 120 characters");
    }
    const Faults functions = FunctionMeter(file).Measure();
    faults.insert(faults.end(), functions.begin(), functions.end());
  }
  return faults;
}

}  // namespace bianmin::tidy

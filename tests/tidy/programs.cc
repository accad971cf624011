#include "tests/tidy/programs.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <regex>
#include <set>
#include <sstream>

namespace bianmin::tidy {
namespace {

struct Answer {
  int exit_code = 0;
  std::string text;
};

std::string Quoted(const std::string& text) { return "'" + std::regex_replace(text, std::regex("'"), "'\\''") + "'"; }

Answer Ask(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {127, "cannot run " + command};
  Answer answer;
  std::array<char, 4096> part{};
  while (const std::size_t count = fread(part.data(), 1, part.size(), pipe)) answer.text.append(part.data(), count);
  const int status = pclose(pipe);
  answer.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return answer;
}

}  // namespace

Faults FormatFaults(const Tree& tree) {
  std::string command = "cd " + Quoted(tree.root.string()) + " && clang-format --dry-run --ferror-limit=1";
  bool has_sources = false;
  for (const SourceFile& file : tree.files) {
    if (!file.IsCpp()) continue;
    has_sources = true;
    command += " " + Quoted(file.path);
  }
  if (!has_sources) return {};
  const Answer answer = Ask(command);
  if (answer.exit_code > 1) return {"clang-format could not be run: " + answer.text};
  Faults faults;
  std::set<std::string> named;
  static const std::regex kComplaint("^([^:]+):([0-9]+):.*clang-format-violations.*");
  std::istringstream lines(answer.text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, kComplaint) || !named.insert(match[1]).second) continue;
    faults.push_back(match.str(1) + ":" + match.str(2) + " is not formatted: clang-format -i " + match.str(1));
  }
  return faults;
}

Faults LinkageFaults(const Program& program) {
  if (!std::filesystem::exists(program.binary)) return {program.name + " is not built: " + program.binary.string()};
  const std::string binary = Quoted(program.binary.string());
  const Answer direct = Ask("readelf -d " + binary);
  const Answer all = Ask("ldd " + binary);
  const Answer symbols = Ask("readelf --wide --dyn-syms " + binary);
  if (direct.exit_code != 0 || all.exit_code != 0 || symbols.exit_code != 0) {
    return {program.name + " cannot be examined: " + direct.text + all.text + symbols.text};
  }
  Faults faults;
  for (const std::string& library : program.forbidden) {
    const bool is_direct = direct.text.find("[" + library) != std::string::npos;
    const bool is_reached = all.text.find("\t" + library) != std::string::npos;
    if (is_direct || is_reached) {
      faults.push_back(program.name + (is_direct ? " links " : " loads, through another library, ") + library);
    }
  }
  for (const std::string& function : program.silent) {
    if (std::regex_search(symbols.text, std::regex("\\bUND " + function + "(@|\\s)"))) {
      faults.push_back(program.name + " calls " + function + "()");
    }
  }
  return faults;
}

}  // namespace bianmin::tidy

#include <algorithm>
#include <functional>
#include <regex>

#include "tests/tidy/rules.h"

namespace bianmin::tidy {
namespace {

struct Ban {
  std::string pattern;  // over code without comments and literals
  std::string reason;
  std::function<bool(const SourceFile&)> is_allowed;
};

bool IsProduct(const SourceFile& file) { return file.IsUnder("kiosk") || file.IsUnder("sync"); }

// The parts of the tests that meet real processes and threads, and so real time.
bool IsRealWorld(const SourceFile& file) {
  return file.IsUnder("tests/e2e") || file.IsUnder("tests/contract") || file.IsUnder("tests/bench") ||
         file.path.starts_with("tests/support/x_") || file.path == "tests/unit/app/worker_test.cc" ||
         file.path == "tests/unit/print/print_desk_test.cc" || file.path == "tests/unit/print/cups_printer_test.cc";
}

bool Nowhere(const SourceFile&) { return false; }

const std::vector<Ban>& Bans() {
  static const std::string kBefore = "(^|[^A-Za-z0-9_.>])(std::)?";
  static const std::vector<Ban> kBans{
      {"system_clock\\s*::\\s*now", "asks the wall clock; take a base::Clock",
       [](const SourceFile& file) { return file.path == "kiosk/base/system_clock.cc" || IsRealWorld(file); }},
      {"steady_clock\\s*::\\s*now", "asks a clock; take a base::Clock",
       [](const SourceFile& file) {
         return file.path == "kiosk/base/system_clock.cc" || file.IsUnder("kiosk/platform") || file.IsUnder("tests");
       }},
      {kBefore + "(time|gettimeofday|clock_gettime|clock)\\s*\\((nullptr|NULL|0|&|CLOCK)", "asks the wall clock",
       [](const SourceFile& file) { return file.path == "kiosk/base/system_clock.cc"; }},
      {kBefore + "(s?rand|drand48)\\s*\\(|random_device|mt19937", "makes its own randomness; take a base::Random",
       [](const SourceFile& file) { return file.path == "kiosk/base/random.cc"; }},
      {kBefore + "(v?sprintf|strcpy|strcat|strtok|gets|atoi|atol|atof)\\s*\\(", "is a C call that hides its failures",
       Nowhere},
      {kBefore + "(system|popen)\\s*\\(", "starts a shell",
       // The programs that read a receipt back: poppler's and zbar's.
       [](const SourceFile& file) { return file.IsUnder("tests/tidy") || file.path == "tests/support/x_paper.cc"; }},
      {kBefore + "(secure_)?getenv\\s*\\(", "reads the environment; only a main does, and hands it on",
       [](const SourceFile& file) {  // systemd hands its credentials over in a variable
         return file.IsMain() || file.IsUnder("tests") || file.path == "kiosk/base/crypto.cc";
       }},
      {"ImGui\\s*::", "draws behind the back of kiosk/ui",
       [](const SourceFile& file) {
         return file.IsUnder("kiosk/ui") || file.IsUnder("kiosk/platform") || file.IsUnder("tests/unit/ui") ||
                file.path.starts_with("tests/support/ui_") || file.path.starts_with("tests/support/picture");
       }},
      {"sleep_(for|until)|" + kBefore + "(usleep|nanosleep|sleep)\\s*\\(",
       "sleeps; step, and tell the main when to come back",
       [](const SourceFile& file) { return file.IsMain() || IsRealWorld(file); }},
      {kBefore + "(exit|abort|quick_exit)\\s*\\(", "ends the program from inside a module; return a Result or CHECK",
       [](const SourceFile& file) {
         return file.IsMain() || !IsProduct(file) || file.path == "kiosk/base/check.cc" ||
                file.path == "kiosk/ui/imgui_config.cc";  // Dear ImGui's own CHECK, when nobody listens
       }},
      {"(^|\\s)using\\s+namespace\\s", "pours a namespace out",
       [](const SourceFile& file) { return !file.IsHeader() || !IsProduct(file); }},
      {"std::(cout|cerr|endl)\\b", "prints from inside a module; return it or log it",
       [](const SourceFile& file) { return file.IsMain() || !IsProduct(file) || file.IsUnder("sync/admin"); }},
  };
  return kBans;
}

}  // namespace

Faults BannedCallFaults(const Tree& tree) {
  Faults faults;
  for (const Ban& ban : Bans()) {
    const std::regex pattern(ban.pattern);
    for (const SourceFile& file : tree.files) {
      if (!file.IsCpp() || ban.is_allowed(file)) continue;
      for (std::size_t i = 0; i < file.code.size(); ++i) {
        std::smatch match;
        if (!std::regex_search(file.code[i], match, pattern)) continue;
        faults.push_back(Where(file, i) + " \"" + match.str() + "\" " + ban.reason);
      }
    }
  }
  return faults;
}

Faults NameFaults(const Tree& tree) {
  static const std::regex kEmptyName(
      "\\b(class|struct|enum class)\\s+(\\w*(Manager|Helper|Util|Utils|Data|Info|Impl))\\b(?!\\s*;)");
  // In two pieces, or this file would be the first one found.
  static const std::regex kUnfinished(std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
  Faults faults;
  for (const SourceFile& file : tree.files) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch match;
      if (file.IsCpp() && std::regex_search(file.code[i], match, kEmptyName)) {
        faults.push_back(Where(file, i) + " calls a type " + match.str(2) + ", which says nothing about what it is");
      }
      if (file.IsCpp() && std::regex_search(file.lines[i], match, kUnfinished)) {
        faults.push_back(Where(file, i) + " says " + match.str() + ": finish it or file it");
      }
    }
  }
  return faults;
}

Faults HeaderFaults(const Tree& tree) {
  Faults faults;
  for (const SourceFile& file : tree.files) {
    if (!file.IsHeader()) continue;
    const auto body = std::find_if(file.lines.begin(), file.lines.end(), [](const std::string& line) {
      return !line.empty() && line != "#pragma once" && !line.starts_with("//");
    });
    const auto is_comment = [](const std::string& line) { return line.starts_with("//"); };
    const bool has_opening = std::any_of(file.lines.begin(), body, is_comment);
    const bool has_once = std::find(file.lines.begin(), file.lines.end(), "#pragma once") != file.lines.end();
    if (!has_once) faults.push_back(file.path + ":1 has no #pragma once");
    if (!has_opening)
      faults.push_back(file.path + ":1 does not open with what it is, who uses it and what it promises");
  }
  return faults;
}

}  // namespace bianmin::tidy

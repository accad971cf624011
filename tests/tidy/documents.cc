#include <array>
#include <optional>
#include <regex>
#include <set>

#include "tests/tidy/rules.h"

namespace bianmin::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kDocuments{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md"};

// What a document means by "kiosk/base/clock.{h,cc}" is there when kiosk/base/clock.h and kiosk/base/clock.cc are.
std::vector<std::string> Spelled(const std::string& path) {
  static const std::regex kBraces("^(.*)\\{([^{}]*)\\}(.*)$");
  std::smatch match;
  if (!std::regex_match(path, match, kBraces)) return {path};
  std::vector<std::string> all;
  const std::string choices = match[2];
  for (std::size_t begin = 0; begin <= choices.size();) {
    const std::size_t end = std::min(choices.find(',', begin), choices.size());
    all.push_back(match[1].str() + choices.substr(begin, end - begin) + match[3].str());
    begin = end + 1;
  }
  return all;
}

bool Exists(const Tree& tree, std::string path) {
  while (!path.empty() && std::string_view(".,;:").find(path.back()) != std::string_view::npos) path.pop_back();
  const std::size_t star = path.find_first_of("*<…");
  if (star != std::string::npos) path = path.substr(0, path.rfind('/', star) + 1);
  for (const std::string& one : Spelled(path)) {
    if (!fs::exists(tree.root / one)) return false;
  }
  return true;
}

Faults FaultsOf(const Tree& tree, const SourceFile& document) {
  static const std::regex kPath(
      "(^|[\\s`(\"])((kiosk|sync|assets|config|tests|packaging|\\.ci)/[A-Za-z0-9_.*{},<>/-]*|[A-Z]+\\.md|LICENSE)");
  static const std::regex kLink("\\]\\(([^)#: ]+)(#[^)]*)?\\)");
  Faults faults;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    std::set<std::string> named;
    const std::string& line = document.lines[i];
    for (std::sregex_iterator found(line.begin(), line.end(), kPath), end; found != end; ++found)
      named.insert((*found)[2]);
    for (std::sregex_iterator found(line.begin(), line.end(), kLink), end; found != end; ++found)
      named.insert((*found)[1]);
    for (const std::string& path : named) {
      if (!Exists(tree, path)) faults.push_back(Where(document, i) + " names " + path + ", which does not exist");
    }
  }
  return faults;
}

}  // namespace

Faults DocumentFaults(const Tree& tree) {
  Faults faults;
  for (const std::string_view name : kDocuments) {
    bool is_there = false;
    for (const SourceFile& file : tree.files) {
      if (file.path != name) continue;
      is_there = true;
      const Faults found = FaultsOf(tree, file);
      faults.insert(faults.end(), found.begin(), found.end());
    }
    if (!is_there) faults.push_back(std::string(name) + ":1 is missing");
  }
  return faults;
}

Faults ForeignPathFaults(const Tree& tree) {
  static const std::regex kAbsolute("(^|[\\s\"'(=`])/([a-z0-9]+)/[A-Za-z0-9_.-]");
  static const std::set<std::string> kEverywhere{"bin",  "boot", "dev",  "etc",     "lib",     "media",    "opt",
                                                 "proc", "run",  "sbin", "srv",     "sys",     "tmp",      "usr",
                                                 "var",  "v1",   "that", "nowhere", "open311", "services", "requests"};
  Faults faults;
  for (const SourceFile& file : tree.files) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      for (std::sregex_iterator found(line.begin(), line.end(), kAbsolute), end; found != end; ++found) {
        if (kEverywhere.contains((*found)[2])) continue;
        faults.push_back(Where(file, i) + " names " + found->str() + "…, a folder other machines do not have");
      }
    }
  }
  return faults;
}

}  // namespace bianmin::tidy

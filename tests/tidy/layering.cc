#include "tests/tidy/layering.h"

#include <map>
#include <optional>
#include <regex>
#include <set>

namespace bianmin::tidy {
namespace {

using Modules = std::set<std::string>;

// Direct arrows; a module may include whatever they reach. Every arrow points down: Reach() would not end otherwise.
const std::map<std::string, Modules>& Arrows() {
  static const std::map<std::string, Modules> kArrows{
      {"kiosk/base", {}},
      {"kiosk/domain", {"kiosk/base"}},
      {"kiosk/i18n", {"kiosk/base"}},
      {"kiosk/input", {"kiosk/base"}},
      {"kiosk/speech", {"kiosk/base"}},
      {"kiosk/print", {"kiosk/base"}},
      {"kiosk/photo", {"kiosk/base"}},
      {"kiosk/wire", {"kiosk/domain"}},
      {"kiosk/store", {"kiosk/domain"}},
      {"kiosk/ui", {"kiosk/i18n"}},
      {"kiosk/screens", {"kiosk/ui", "kiosk/domain"}},
      {"kiosk/platform", {"kiosk/ui"}},
      {"kiosk/app",
       {"kiosk/platform", "kiosk/screens", "kiosk/store", "kiosk/wire", "kiosk/input", "kiosk/speech", "kiosk/print",
        "kiosk/photo"}},
      {"sync/engine", {"kiosk/store", "kiosk/wire", "sync/pki"}},
      {"sync/http", {"sync/engine"}},
      {"sync/daemon", {"sync/engine", "sync/http"}},
      {"sync/daemon", {"sync/http"}},
      {"sync/pki", {"kiosk/domain"}},
      {"sync/parcel", {"sync/pki"}},
      {"sync/centre", {"kiosk/wire", "sync/parcel"}},
      {"sync/admin", {"sync/engine", "sync/http", "sync/centre", "kiosk/print", "kiosk/speech", "kiosk/input"}},
  };
  return kArrows;
}

struct ThirdParty {
  std::string header;  // a regular expression over what stands between the angle brackets
  Modules modules;     // the modules it belongs to; empty: any
};

const std::vector<ThirdParty>& ThirdParties() {
  static const std::vector<ThirdParty> kThirdParties{
      {"fmt/.*", {}},
      {"imgui.*\\.h|misc/freetype/.*|backends/.*", {"kiosk/ui", "kiosk/platform"}},
      {"ft2build\\.h|freetype/.*", {"kiosk/ui"}},
      {"GLFW/.*|GL/.*", {"kiosk/platform"}},
      {"sqlite3\\.h|SQLiteCpp/.*", {"kiosk/store", "sync/centre"}},
      {"libpq-fe\\.h", {"sync/centre"}},
      {"curl/.*", {"sync/http"}},
      {"boost/json.*", {"kiosk/wire", "sync/centre", "sync/admin"}},
      {"openssl/.*", {"sync/pki", "sync/centre"}},
      {"boost/.*", {"sync/centre"}},
      {"zlib\\.h", {"sync/http", "sync/centre", "kiosk/wire"}},
      {"sodium\\.h|malloc\\.h", {"kiosk/base"}},
      {"toml\\+\\+/.*|spdlog/.*", {"kiosk/base"}},
      {"libintl\\.h", {"kiosk/i18n"}},
      {"Eigen/.*|libime/.*", {"kiosk/input"}},
      {"qrencode\\.h|cairo.*\\.h|pango/.*|cups/.*", {"kiosk/print"}},
      {"jpeglib\\.h|png\\.h", {"kiosk/photo"}},
      {"alsa/asoundlib\\.h|sndfile\\.h|spawn\\.h", {"kiosk/speech"}},
      {"termios\\.h", {"sync/admin"}},
      {"CLI/.*", {"kiosk/app", "sync/daemon", "sync/centre", "sync/admin"}},
      {"sys/socket\\.h|netinet/.*|arpa/.*|netdb\\.h", {"sync/http", "sync/centre"}},
      // The C++ library has no dot in its names; these are the operating system's.
      {"[a-z_]+", {}},
      {"sys/"
       "[a-z]+\\.h|(unistd|fcntl|signal|poll|pthread|locale|langinfo|dirent|errno|stdlib|string|strings|limits)\\.h",
       {}},
  };
  return kThirdParties;
}

std::optional<std::string> ModuleOf(const std::string& path) {
  const std::size_t first = path.find('/');
  const std::size_t second = first == std::string::npos ? first : path.find('/', first + 1);
  if (second == std::string::npos) return std::nullopt;
  return path.substr(0, second);
}

void Reach(const std::string& module, Modules& reached) {
  const auto found = Arrows().find(module);
  if (found == Arrows().end()) return;
  for (const std::string& below : found->second) {
    reached.insert(below);
    Reach(below, reached);
  }
}

std::optional<std::string> FaultOfOwnHeader(const std::string& module, const std::string& header) {
  const std::optional<std::string> other = ModuleOf(header);
  if (!other) return "includes \"" + header + "\"; own headers are named from the root of the repository";
  if (*other == module) return std::nullopt;
  if (!Arrows().contains(*other)) return "includes \"" + header + "\", which is no module of the product";
  Modules reached;
  Reach(module, reached);
  if (reached.contains(*other)) return std::nullopt;
  return "includes \"" + header + "\", but no arrow of ARCHITECTURE.md leads from " + module + " to " + *other;
}

std::optional<std::string> FaultOfOtherHeader(const std::string& module, const std::string& header) {
  for (const ThirdParty& third : ThirdParties()) {
    if (!std::regex_match(header, std::regex(third.header))) continue;
    if (third.modules.empty() || third.modules.contains(module)) return std::nullopt;
    return "includes <" + header + ">, which belongs to " + *third.modules.begin() + " and not to " + module;
  }
  return "includes <" + header + ">, a library tests/tidy/layering.cc does not know: say there whose it is";
}

}  // namespace

Faults LayeringFaults(const Tree& tree) {
  static const std::regex kInclude("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
  Faults faults;
  for (const SourceFile& file : tree.files) {
    if (!file.IsCpp() || !(file.IsUnder("kiosk") || file.IsUnder("sync"))) continue;
    const std::string module = ModuleOf(file.path).value_or("");
    if (!Arrows().contains(module)) {
      faults.push_back(file.path + ":1 is in no module of ARCHITECTURE.md");
      continue;
    }
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_match(file.lines[i], match, kInclude)) continue;
      const std::string header = match[2];
      const bool is_own = match[1] == "\"" && !header.starts_with("imgui");
      const auto fault = is_own ? FaultOfOwnHeader(module, header) : FaultOfOtherHeader(module, header);
      if (fault) faults.push_back(Where(file, i) + " " + *fault);
    }
  }
  return faults;
}

}  // namespace bianmin::tidy

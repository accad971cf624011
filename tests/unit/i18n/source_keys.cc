#include "tests/unit/i18n/source_keys.h"

#include <algorithm>
#include <regex>

#include "kiosk/base/file.h"

namespace bianmin::i18n {
namespace {

// Where the string or character literal that begins at `at` ends.
std::size_t EndOfLiteral(std::string_view source, std::size_t at) {
  const char quote = source[at];
  for (++at; at < source.size() && source[at] != quote; ++at) {
    if (source[at] == '\\') ++at;
  }
  return std::min(at + 1, source.size());
}

// A digit separator, 1'000, begins no character literal.
bool BeginsLiteral(std::string_view source, std::size_t at) {
  if (source[at] == '"') return true;
  return source[at] == '\'' && (at == 0 || !std::isalnum(static_cast<unsigned char>(source[at - 1])));
}

// The source with every comment turned into spaces, so that places stay what they are.
std::string WithoutComments(std::string_view source) {
  std::string clean{source};
  for (std::size_t at = 0; at < source.size();) {
    if (BeginsLiteral(source, at)) {
      at = EndOfLiteral(source, at);
    } else if (source.substr(at, 2) == "//") {
      for (; at < source.size() && source[at] != '\n'; ++at) clean[at] = ' ';
    } else if (source.substr(at, 2) == "/*") {
      const std::size_t end = std::min(source.find("*/", at), source.size() - 2) + 2;
      for (; at < end; ++at) clean[at] = source[at] == '\n' ? '\n' : ' ';
    } else {
      ++at;
    }
  }
  return clean;
}

// What stands between the bracket before `at` and its closing one.
std::string_view InBrackets(std::string_view source, std::size_t at) {
  const std::size_t begin = at;
  for (int depth = 1; at < source.size();) {
    if (BeginsLiteral(source, at)) {
      at = EndOfLiteral(source, at);
      continue;
    }
    if (source[at] == '(') ++depth;
    if (source[at] == ')' && --depth == 0) break;
    ++at;
  }
  return source.substr(begin, at - begin);
}

}  // namespace

std::vector<KeyUse> KeysIn(std::string_view source, const std::string& name) {
  static const std::regex kCall{R"(\b(T|F|Format|Plural|N_)\(\s*"([^"]*)\")"};
  static const std::regex kArgument{R"rx(\bfmt::arg\(\s*"(\w+)")rx"};
  static const std::regex kNamedArgument{R"rx(=\s*fmt::arg\(\s*"(\w+)")rx"};
  const std::string clean = WithoutComments(source);
  // An argument that was given a name of its own in this file may be used by any call in it.
  std::set<std::string> named;
  for (std::sregex_iterator argument{clean.begin(), clean.end(), kNamedArgument}, end; argument != end; ++argument) {
    named.insert((*argument)[1]);
  }
  std::vector<KeyUse> uses;
  for (std::sregex_iterator call{clean.begin(), clean.end(), kCall}, end; call != end; ++call) {
    const auto at = static_cast<std::size_t>(call->position());
    const auto line = 1 + std::count(clean.begin(), clean.begin() + call->position(), '\n');
    KeyUse use{(*call)[2], name + ":" + std::to_string(line), false, (*call)[1] == "Plural", {}};
    if ((*call)[1] != "N_") {
      // The arguments of calls inside this one are theirs.
      std::string inside{InBrackets(clean, clean.find('(', at) + 1)};
      for (std::smatch inner; std::regex_search(inside, inner, kCall) && inner.position() > 0;) {
        const auto open = inside.find('(', static_cast<std::size_t>(inner.position())) + 1;
        inside.erase(static_cast<std::size_t>(inner.position()),
                     open - static_cast<std::size_t>(inner.position()) + InBrackets(inside, open).size());
      }
      for (std::sregex_iterator argument{inside.begin(), inside.end(), kArgument}; argument != end; ++argument) {
        use.arguments.insert((*argument)[1]);
      }
      use.fills_arguments = true;
      if (inside.find(',') != std::string::npos) use.arguments.insert(named.begin(), named.end());
      if (use.is_plural) use.arguments.insert("count");
    }
    uses.push_back(std::move(use));
  }
  return uses;
}

std::vector<KeyUse> KeysUnder(const std::filesystem::path& folder) {
  std::vector<KeyUse> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cc")) continue;
    auto uses = KeysIn(base::ReadFile(entry.path(), 1 << 20).value(), entry.path().string());
    std::move(uses.begin(), uses.end(), std::back_inserter(all));
  }
  return all;
}

std::set<std::string> ArgumentsOf(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "{{" || text.substr(at, 2) == "}}") {
      ++at;
    } else if (text[at] == '{') {
      const std::size_t end = text.find('}', at);
      if (end == std::string_view::npos || end == at + 1) return {"?"};
      names.emplace(text.substr(at + 1, end - at - 1));
      at = end;
    } else if (text[at] == '}') {
      return {"?"};
    }
  }
  return names;
}

}  // namespace bianmin::i18n

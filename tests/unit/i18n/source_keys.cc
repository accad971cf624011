#include "tests/unit/i18n/source_keys.h"

#include <algorithm>
#include <optional>
#include <span>

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

bool IsWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

struct Call {
  std::string_view name;
  std::size_t begin = 0;   // where the name stands
  std::size_t inside = 0;  // behind the opening bracket
  std::string text;        // of the string literal that is the first argument
};

// The next call of one of `names` with a string literal as its first argument.
std::optional<Call> NextCall(std::string_view source, std::size_t from, std::span<const std::string_view> names) {
  for (std::size_t at = from; at < source.size(); ++at) {
    if (at > 0 && IsWordCharacter(source[at - 1])) continue;
    for (std::string_view name : names) {
      const std::size_t inside = at + name.size() + 1;
      if (!source.substr(at).starts_with(name) || inside >= source.size() || source[inside - 1] != '(') continue;
      const std::size_t quote = source.find_first_not_of(" \n", inside);
      if (quote == std::string_view::npos || source[quote] != '"') continue;
      const std::size_t end = EndOfLiteral(source, quote);
      return Call{name, at, inside, std::string(source.substr(quote + 1, end - quote - 2))};
    }
  }
  return std::nullopt;
}

constexpr std::string_view kAskers[] = {"T", "F", "Format", "Plural", "N_"};
constexpr std::string_view kNamers[] = {"fmt::arg"};

// The names of the arguments in `source`, which stands between the brackets of a call. Those of calls for other keys
// inside it are theirs.
std::set<std::string> ArgumentsIn(std::string_view source) {
  std::string own{source};
  for (auto inner = NextCall(own, 0, kAskers); inner; inner = NextCall(own, 0, kAskers)) {
    own.erase(inner->begin, inner->inside - inner->begin + InBrackets(own, inner->inside).size());
  }
  std::set<std::string> names;
  for (auto call = NextCall(own, 0, kNamers); call; call = NextCall(own, call->inside, kNamers)) {
    names.insert(call->text);
  }
  return names;
}

// Arguments that were given a name of their own, "const auto by = fmt::arg(…)": any call in the file may use them.
std::set<std::string> NamedArgumentsIn(std::string_view source) {
  std::set<std::string> names;
  for (auto call = NextCall(source, 0, kNamers); call; call = NextCall(source, call->inside, kNamers)) {
    const std::size_t before = source.substr(0, call->begin).find_last_not_of(" \n");
    if (before != std::string_view::npos && source[before] == '=') names.insert(call->text);
  }
  return names;
}

}  // namespace

std::vector<KeyUse> KeysIn(std::string_view source, const std::string& name) {
  const std::string clean = WithoutComments(source);
  const std::set<std::string> named = NamedArgumentsIn(clean);
  std::vector<KeyUse> uses;
  for (auto call = NextCall(clean, 0, kAskers); call; call = NextCall(clean, call->inside, kAskers)) {
    const auto line = 1 + std::count(clean.begin(), clean.begin() + static_cast<std::ptrdiff_t>(call->begin), '\n');
    KeyUse use{call->text, name + ":" + std::to_string(line), call->name != "N_", call->name == "Plural", {}};
    if (use.fills_arguments) {
      const std::string_view inside = InBrackets(clean, call->inside);
      use.arguments = ArgumentsIn(inside);
      if (inside.find(',') != std::string_view::npos) use.arguments.insert(named.begin(), named.end());
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

#include "kiosk/base/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "kiosk/base/file.h"

namespace bianmin::base {

struct ConfigState {
  std::string name;
  toml::table root;
  std::set<const toml::node*> asked;
  struct Found {
    toml::source_position at;
    std::string text;
  };
  std::vector<Found> faults;

  void Fault(const toml::source_region& region, std::string_view why) {
    faults.push_back({region.begin, fmt::format("{}:{}:{}: {}", name, region.begin.line, region.begin.column, why)});
  }
};

namespace {

constexpr std::size_t kMostConfigBytes = 1 << 20;
constexpr std::size_t kMostFaultsShown = 20;

const toml::table* AsTable(const void* table) { return static_cast<const toml::table*>(table); }

const toml::node* Ask(ConfigState& state, const void* table, std::string_view key) {
  if (table == nullptr) return nullptr;
  const toml::node* node = AsTable(table)->get(key);
  if (node != nullptr) state.asked.insert(node);
  return node;
}

Date ToDate(const toml::date& date) {
  return Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

void FindUnknown(ConfigState& state, const toml::table& table) {
  for (const auto& [key, node] : table) {
    if (state.asked.count(&node) == 0) {
      state.Fault(key.source(), fmt::format("unknown key '{}'; check its spelling or delete the line", key.str()));
      continue;
    }
    if (const auto* inner = node.as_table()) FindUnknown(state, *inner);
    if (const auto* list = node.as_array()) {
      for (const auto& item : *list) {
        if (const auto* inner = item.as_table()) FindUnknown(state, *inner);
      }
    }
  }
}

}  // namespace

bool ConfigSection::Has(std::string_view key) const { return table_ != nullptr && AsTable(table_)->contains(key); }

void ConfigSection::Fault(std::string_view key, std::string_view why) {
  if (table_ == nullptr) return;  // the missing section itself was reported
  const toml::node* node = key.empty() ? nullptr : AsTable(table_)->get(key);
  const auto& region = node != nullptr ? node->source() : AsTable(table_)->source();
  state_->Fault(region, key.empty() ? std::string(why) : fmt::format("'{}': {}", key, why));
}

std::string ConfigSection::Text(std::string_view key) {
  if (!Has(key)) {
    Fault("", fmt::format("'{}' is missing", key));
    return {};
  }
  return Text(key, "");
}

std::string ConfigSection::Text(std::string_view key, std::string_view otherwise) {
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return std::string(otherwise);
  if (const auto* text = node->as_string()) return text->get();
  Fault(key, "must be a text in \"quotes\"");
  return {};
}

std::string ConfigSection::Word(std::string_view key, std::initializer_list<std::string_view> words,
                                std::string_view otherwise) {
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return std::string(otherwise);
  const auto* text = node->as_string();
  if (text != nullptr && std::find(words.begin(), words.end(), text->get()) != words.end()) return text->get();
  Fault(key, fmt::format("must be one of \"{}\"", fmt::join(words, "\", \"")));
  return std::string(otherwise);
}

std::string ConfigSection::Path(std::string_view key) {
  const std::string text = Text(key);
  if (text.empty() && Has(key)) Fault(key, "must name a file");
  if (text.empty() || text.starts_with('/') || text.starts_with("credential:")) return text;
  return (std::filesystem::path{state_->name}.parent_path() / text).string();
}

std::int64_t ConfigSection::Integer(std::string_view key, IntegerRange range) {
  if (!Has(key)) {
    Fault("", fmt::format("'{}' is missing", key));
    return 0;
  }
  return Integer(key, range, 0);
}

std::int64_t ConfigSection::Integer(std::string_view key, IntegerRange range, std::int64_t otherwise) {
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return otherwise;
  const auto* number = node->as_integer();
  if (number == nullptr) {
    Fault(key, "must be a whole number");
    return otherwise;
  }
  if (number->get() < range.least || number->get() > range.most) {
    Fault(key, fmt::format("must lie between {} and {}", range.least, range.most));
    return otherwise;
  }
  return number->get();
}

bool ConfigSection::Flag(std::string_view key, bool otherwise) {
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return otherwise;
  if (const auto* flag = node->as_boolean()) return flag->get();
  Fault(key, "must be true or false");
  return otherwise;
}

std::optional<Date> ConfigSection::Day(std::string_view key) {
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return std::nullopt;
  if (const auto* date = node->as_date()) return ToDate(date->get());
  Fault(key, "must be a date like 2026-10-01, without quotes");
  return std::nullopt;
}

std::vector<std::string> ConfigSection::Texts(std::string_view key) {
  std::vector<std::string> texts;
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return texts;
  const auto* list = node->as_array();
  if (list == nullptr) {
    Fault(key, "must be a list of texts");
    return texts;
  }
  for (const auto& item : *list) {
    if (const auto* text = item.as_string()) {
      texts.push_back(text->get());
    } else {
      state_->Fault(item.source(), fmt::format("'{}' may hold texts in \"quotes\" only", key));
    }
  }
  return texts;
}

std::vector<Date> ConfigSection::Days(std::string_view key) {
  std::vector<Date> days;
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return days;
  const auto* list = node->as_array();
  if (list == nullptr) {
    Fault(key, "must be a list of dates");
    return days;
  }
  for (const auto& item : *list) {
    if (const auto* date = item.as_date()) {
      days.push_back(ToDate(date->get()));
    } else {
      state_->Fault(item.source(), fmt::format("'{}' may hold dates like 2026-10-01 only", key));
    }
  }
  return days;
}

ConfigSection ConfigSection::Section(std::string_view key) {
  const auto section = OptionalSection(key);
  if (section) return *section;
  if (!Has(key)) Fault("", fmt::format("the table [{}] is missing", key));
  return ConfigSection{state_, nullptr};
}

std::optional<ConfigSection> ConfigSection::OptionalSection(std::string_view key) {
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return std::nullopt;
  if (const auto* table = node->as_table()) return ConfigSection{state_, table};
  Fault(key, "must be a table");
  return std::nullopt;
}

std::vector<ConfigSection> ConfigSection::Sections(std::string_view key) {
  std::vector<ConfigSection> sections;
  const toml::node* node = Ask(*state_, table_, key);
  if (node == nullptr) return sections;
  const auto* list = node->as_array();
  if (list == nullptr) {
    Fault(key, fmt::format("must be written as [[{}]]", key));
    return sections;
  }
  for (const auto& item : *list) {
    if (const auto* table = item.as_table()) {
      sections.push_back(ConfigSection{state_, table});
    } else {
      state_->Fault(item.source(), fmt::format("'{}' may hold tables only", key));
    }
  }
  return sections;
}

Result<ConfigDocument> ConfigDocument::Parse(std::string_view text, std::string_view name) {
  auto state = std::make_shared<ConfigState>();
  state->name = name;
  try {
    state->root = toml::parse(text, name);
  } catch (const toml::parse_error& fault) {
    const auto& begin = fault.source().begin;
    return Error{ErrorCode::Invalid, fmt::format("{}:{}:{}: {}", name, begin.line, begin.column, fault.description())};
  }
  return ConfigDocument{std::move(state)};
}

Result<ConfigDocument> ConfigDocument::Load(const std::string& path) {
  const auto text = ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return Parse(*text, path);
}

ConfigSection ConfigDocument::Root() { return ConfigSection{state_, &state_->root}; }

Result<Done> ConfigDocument::Finish() {
  FindUnknown(*state_, state_->root);
  auto& faults = state_->faults;
  if (faults.empty()) return Done{};
  std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) {
    return a.at.line != b.at.line ? a.at.line < b.at.line : a.at.column < b.at.column;
  });
  std::string lines;
  for (std::size_t i = 0; i < faults.size() && i < kMostFaultsShown; ++i) lines += (i ? "\n" : "") + faults[i].text;
  if (faults.size() > kMostFaultsShown) lines += fmt::format("\n… and {} more", faults.size() - kMostFaultsShown);
  return Error{ErrorCode::Invalid, lines};
}

}  // namespace bianmin::base

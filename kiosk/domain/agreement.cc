#include "kiosk/domain/agreement.h"

#include <fmt/format.h>

#include "kiosk/base/config.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/personal.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

std::string ReadClause(ConfigSection& from, std::string_view key) {
  const std::string text = from.Text(key);
  const auto clean = ParseText(text, kMaxClauseCharacters);
  const bool is_sound = clean && !clean->empty();
  if (from.Has(key) && !is_sound) {
    from.Fault(key, fmt::format("must be a text of 1 to {} characters", kMaxClauseCharacters));
  }
  return is_sound ? *clean : std::string{};
}

}  // namespace

base::Result<AgreementTerms> ReadAgreementTerms(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  AgreementTerms terms;
  terms.version = root.Text("version");
  if (root.Has("version") && (terms.version.empty() || terms.version.size() > kMaxKioskNamePartCharacters)) {
    root.Fault("version", "must name this wording, for example \"2026-1\"");
  }
  for (auto& from : root.Sections("clause")) {
    std::string zh = ReadClause(from, "zh");
    terms.clauses.push_back({std::move(zh), ReadClause(from, "en")});
  }
  if (terms.clauses.empty() || terms.clauses.size() > kMaxClauses) {
    root.Fault("", fmt::format("1 to {} [[clause]] are needed", kMaxClauses));
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return terms;
}

}  // namespace bianmin::domain

#include "kiosk/domain/work_item.h"

#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<WorkKind, 4> kKindNames{{{WorkKind::Order, "order"},
                                             {WorkKind::Complaint, "complaint"},
                                             {WorkKind::Suggestion, "suggestion"},
                                             {WorkKind::Rating, "rating"}}};

}  // namespace

std::string_view WireName(WorkKind kind) { return NameIn(kKindNames, kind); }
std::optional<WorkKind> ParseWorkKind(std::string_view text) { return ParseIn(kKindNames, text); }

}  // namespace bianmin::domain

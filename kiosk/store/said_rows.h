#pragma once
// What a resident said in a complaint, suggestion or named rating, as staff may read it, inside somebody's transaction.

#include <optional>
#include <variant>

#include "kiosk/domain/handling.h"
#include "kiosk/store/core.h"

namespace bianmin::store {

// The record must exist.
std::variant<domain::SaidByComplaint, domain::SaidByRating> LoadSaid(StoreCore& core,
                                                                     const domain::RecordNumber& number,
                                                                     domain::GrievanceKind kind);
// Nothing: anonymous.
std::optional<domain::Contact> LoadContact(StoreCore& core, const domain::RecordNumber& number,
                                           domain::GrievanceKind kind);

// "late price" → {"late", "price"}
std::vector<std::string> CodesIn(const std::string& text);

}  // namespace bianmin::store

#pragma once
// What the centre held from this kiosk when the two last agreed. A part of migrations.cc.

namespace bianmin::store {

// `agreed` is by how many events the centre's count went past what this kiosk had delivered; NULL: never asked.
inline constexpr const char* kCentreHolding = R"sql(
ALTER TABLE centre_contact ADD COLUMN epoch TEXT NOT NULL DEFAULT '';
ALTER TABLE centre_contact ADD COLUMN agreed INTEGER;
)sql";

}  // namespace bianmin::store

#pragma once
// Whether a PIN was chosen by somebody else than its owner. A part of migrations.cc.

namespace bianmin::store {

// Of the PINs from before this step nobody knows who chose them: each is chosen anew once.
inline constexpr const char* kGivenPins = R"sql(
ALTER TABLE staff ADD COLUMN pin_is_given INTEGER NOT NULL DEFAULT 1 CHECK (pin_is_given IN (0, 1));
)sql";

}  // namespace bianmin::store

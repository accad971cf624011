#pragma once
// What bianmin-kiosk alone knows of itself and bianmin-sync tells the centre. A part of migrations.cc.

namespace bianmin::store {

inline constexpr const char* kConditionOfKiosk = R"sql(
CREATE TABLE kiosk_condition (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version TEXT NOT NULL,
  printer TEXT NOT NULL
) STRICT;
INSERT INTO kiosk_condition (only, version, printer) VALUES (1, '', 'unknown');
)sql";

}  // namespace bianmin::store

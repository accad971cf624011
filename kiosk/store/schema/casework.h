#pragma once
// What staff do to orders. `order_case` is what holds now; `staff_act` and the history keep everything that was.

namespace bianmin::store {

// `orders` holds the classification as corrected, `first_service_code` and `first_package_code` the resident's own once
// it was corrected. BLOB columns are encrypted.
inline constexpr const char* kCasework = R"sql(
CREATE TABLE order_case (
  serial INTEGER PRIMARY KEY REFERENCES orders (serial),
  first_service_code TEXT CHECK (first_service_code <> ''),
  first_package_code TEXT,
  assigned_to TEXT CHECK (assigned_to <> ''),
  care TEXT NOT NULL DEFAULT 'none' CHECK (care IN ('none', 'elder', 'disabled', 'child', 'illness', 'hardship')),
  provider_code TEXT CHECK (provider_code <> ''),
  confirm_by INTEGER,
  confirmed_at INTEGER,
  visit_date TEXT,
  visit_half TEXT CHECK (visit_half IN ('morning', 'afternoon')),
  visit_place BLOB,
  fee_fen INTEGER CHECK (fee_fen >= 0),
  CHECK ((first_service_code IS NULL) = (first_package_code IS NULL)),
  CHECK ((provider_code IS NULL) = (confirm_by IS NULL)),
  CHECK ((confirmed_at IS NULL) = (visit_date IS NULL) AND (visit_date IS NULL) = (visit_half IS NULL) AND
         (visit_date IS NULL) = (visit_place IS NULL) AND (visit_date IS NULL) = (fee_fen IS NULL))
) STRICT;
CREATE INDEX order_case_provider ON order_case (provider_code) WHERE provider_code IS NOT NULL;

CREATE TABLE staff_act (
  serial INTEGER NOT NULL,
  place INTEGER NOT NULL,
  staff TEXT NOT NULL CHECK (staff <> ''),
  role TEXT NOT NULL CHECK (role IN ('clerk', 'dispatcher', 'supervisor')),
  reason_code TEXT NOT NULL,
  service_code TEXT NOT NULL,
  provider_code TEXT NOT NULL,
  assignee TEXT NOT NULL,
  care TEXT NOT NULL,
  text BLOB,
  signature BLOB,
  PRIMARY KEY (serial, place),
  FOREIGN KEY (serial, place) REFERENCES order_history (serial, place)
) STRICT, WITHOUT ROWID;

-- Orders that staff registered for somebody: how they made sure of whom, and that the resident agreed.
CREATE TABLE registered_on_behalf (
  serial INTEGER PRIMARY KEY REFERENCES orders (serial),
  staff TEXT NOT NULL CHECK (staff <> ''),
  identity TEXT NOT NULL CHECK (identity IN ('not_checked', 'id_card', 'social_card', 'residence_permit',
                                             'known_to_staff')),
  consented_at INTEGER NOT NULL
) STRICT;
)sql";

// The language that was asked of the provider, for whoever chooses another.
inline constexpr const char* kLanguageOfProvider =
    "ALTER TABLE order_case ADD COLUMN language TEXT NOT NULL DEFAULT ''";

}  // namespace bianmin::store

#pragma once
// What every use case of a Store works with.

#include "kiosk/store/store.h"

namespace bianmin::store {

struct StoreCore {
  StoreParts parts;
  base::SecretKey field_key;   // personal columns
  base::SecretKey token_key;   // one rating an order or visit
  base::SecretKey lookup_key;  // number and last four digits
  base::SecretKey draft_key;   // interrupted forms, together with their codes
  base::SecretKey staff_key;   // PINs, and the numbers they are tried with

  Connection& connection() { return parts.database.connection(); }
};

}  // namespace bianmin::store

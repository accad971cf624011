#pragma once
// What the city is told of an entry of a kiosk's journal: enough to notice that an entry, or the event it was made for,
// was taken away or changed afterwards, and to name it. Who acted and when stays at the kiosk; the hash binds both.

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"

namespace bianmin::domain {

struct JournalLine {
  std::int64_t sequence = 0;
  std::string act;        // "order.registered"
  std::string record;     // an order's or complaint's number; empty for everything else
  base::Digest digest{};  // of the event's exact bytes, when the act made one
  base::Digest hash{};    // of the whole entry, the hash before it included
};

// Lines without a gap, and the hash that stands before the first of them; zero before entry 1.
struct JournalPiece {
  base::Digest previous{};
  std::vector<JournalLine> lines;
};

// The newest entry that somebody has; sequence 0: none.
struct JournalHead {
  std::int64_t sequence = 0;
  base::Digest hash{};
  friend bool operator==(const JournalHead&, const JournalHead&) = default;
};

// What the centre answers to a piece: whether it was joined to what the centre holds, and where that ends.
struct JournalAnswer {
  JournalHead held;
  bool is_joined = false;
};

}  // namespace bianmin::domain

#pragma once
// The parts of the queue that an index of their own keeps in order, and the statements that read them.

#include <string>

#include "kiosk/domain/work_item.h"

namespace bianmin::store {

struct Scope {
  std::string counted;         // its name in work_count
  const char* select_serials;  // ?1 urgent, ?2 priority, ?3 ≤ place < ?4, ?5 and ?6 hidden, ?7 limit, ?8 offset, ?9 key
  const char* count;           // the same but ?7 and ?8; ?7 key
  std::string key;             // a service, state or staff number; "" where the index needs none
  bool only_overdue = false;
};

// Of every filter but NewSince.
Scope ScopeOf(const domain::QueueViewer& viewer, const domain::QueueFilter& filter);

}  // namespace bianmin::store

#pragma once
// Where bianmin-sync puts what the centre's feeds say. A page's rows and the cursor behind it are one transaction:
// after a crash the kiosk has both or neither. Nothing is lost: changes that are not understood, or that concern
// records of another kiosk, are parked as they came.
//
// Uses the caller's Database; no function throws.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/change.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

// How many changes of a page did what.
struct Applied {
  int applied = 0;
  int repeated = 0;  // known by their id already: nothing was done
  int parked = 0;
};

struct ParkedChange {
  std::string id;
  std::string type;
  std::string raw;
  std::string why;
  base::TimePoint parked_at;
};

class Inbox {
 public:
  explicit Inbox(Database& database) : database_(database) {}

  // Where to go on reading; empty: from the start.
  base::Result<std::string> Cursor(std::string_view feed);
  // Applies the changes in their order and moves the cursor to page.next. The centre's word on a state wins: a state
  // that does not follow from the kiosk's is taken over too, and both stand in the history.
  base::Result<Applied> ApplyChanges(std::string_view feed, const domain::ChangesPage& page, base::TimePoint now);
  // Forgets the cursor, so that the feed is read from its start (the centre says it is too old). Changes that come
  // again are recognised by their ids.
  base::Result<base::Done> ForgetCursor(std::string_view feed);
  // Oldest first.
  base::Result<std::vector<ParkedChange>> Parked();

 private:
  Database& database_;
};

}  // namespace bianmin::store

#pragma once
// Which authorities the centre is recognised by, as the centre itself says over a connection that is verified by those
// trusted until now. So a kiosk that is on the line from time to time comes through the change of an authority: first
// it learns the new one beside the old one, and when the old one is no longer named and the line works without it, it
// forgets the old one.

#include <string>

#include "kiosk/base/time.h"
#include "sync/engine/est_transport.h"

namespace bianmin::engine {

struct TrustNews {
  bool is_changed = false;
  bool is_offered = true;  // false: this centre names none, so the file stays the operator's
};
// `first` says which files the question is asked with; what is learned goes to `identity`. Unavailable with the reason
// when nothing usable was answered: then all is as it was.
base::Result<TrustNews> LearnTrust(Identity& identity, const IdentityPaths& first, const EstConnector& connect,
                                   base::TimePoint now);

// One sentence: what the centre answered instead of what it was asked for.
std::string Reason(const Outcome& outcome);

}  // namespace bianmin::engine

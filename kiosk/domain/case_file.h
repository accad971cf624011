#pragma once
// One order as staff see it: all that is known, from what was said to the signature. kiosk/store reads it, the staff
// screens show it.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/casework.h"
#include "kiosk/domain/document.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/response_clock.h"

namespace bianmin::domain {

struct CaseEntry {
  HistoryEntry what;                 // with the city's note, or the text that staff wrote
  std::optional<StaffNumber> staff;  // who did it at this kiosk
  std::string service_code;          // as corrected by this act
  std::string provider_code;
  std::optional<StaffNumber> assignee;
  std::optional<CareClass> care;
};

// What a resident chose before staff corrected it.
struct FirstClassification {
  std::string service_code;
  std::string package_code;
};

// Whether the city has everything of this order.
struct CitySync {
  int waiting = 0;                               // events
  std::optional<base::TimePoint> waiting_since;  // the oldest of them
  std::string refused;                           // why the city refused one; empty when it refused none
};

struct BehalfRecord {
  StaffNumber staff;
  IdentityProof identity = IdentityProof::NotChecked;
  base::TimePoint consented_at;
};

struct CaseFile {
  Order order;  // its contact stays masked on the screen until somebody asks for it (Casework::RevealContact)
  std::vector<CaseEntry> entries;  // oldest first; the registration, and the newest after it
  std::optional<FirstClassification> first;
  std::optional<StaffNumber> assigned_to;
  CareClass care = CareClass::None;
  std::string provider_code;                  // empty: nobody yet
  std::string language;                       // that was asked of them; empty: none
  std::optional<base::TimePoint> confirm_by;  // until when the provider must have agreed the details
  std::optional<base::TimePoint> confirmed_at;
  std::optional<Details> details;
  std::optional<BehalfRecord> on_behalf;
  std::optional<Signature> signature;  // of the latest acceptance
  CitySync city;
  std::vector<ArchivedDocument> documents;  // oldest first
};

// When somebody first answered: by whatever led on from the registration, here or at the city.
std::optional<base::TimePoint> AnsweredAt(const CaseFile& file);
ClockState ResponseClock(const CaseFile& file, base::TimePoint now);
// Nothing while no provider has to confirm anything.
std::optional<ClockState> ProviderClock(const CaseFile& file, base::TimePoint now);

}  // namespace bianmin::domain

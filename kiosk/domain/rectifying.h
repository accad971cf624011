#pragma once
// What staff do to one line of the 整改台账 (kiosk/domain/rectification.h), each act with what it takes, and what they
// see of one. Values only: the rules are in rectification.h, storing in kiosk/store/ledger.h.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/rating.h"
#include "kiosk/domain/rectification.h"

namespace bianmin::domain {

// A text of an act has at most kMaxFreeTextCharacters; one without a remark here must not be empty.
namespace rectifying {

struct Plan {
  std::string cause;
  std::string measure;
  StaffNumber owner;  // must be allowed to see it
  base::Date due;
  bool is_about_staff = false;
  std::optional<StaffNumber> subject;
};
struct AddWords {
  std::string words;
};
// A JPEG or PNG in the import folder, by its name there.
struct AddPhoto {
  std::string file_name;
};
struct ReportDone {};
struct Verify {};
struct SendBack {
  std::string reason;
};
struct CallBack {
  CallBackResult result = CallBackResult::Satisfied;
  std::string words;  // may be empty
};
struct Close {};
struct Appeal {
  std::string reason;
};
struct DecideAppeal {
  bool is_upheld = false;
  std::string reason;
};

}  // namespace rectifying

using RectifyingRequest =
    std::variant<rectifying::Plan, rectifying::AddWords, rectifying::AddPhoto, rectifying::ReportDone,
                 rectifying::Verify, rectifying::SendBack, rectifying::CallBack, rectifying::Close, rectifying::Appeal,
                 rectifying::DecideAppeal>;

RectificationAct ActOf(const RectifyingRequest& request);
// What was written with it; empty for an act without words. Of a plan, its measure.
std::string WordsOf(const RectifyingRequest& request);

struct Evidence {
  StaffNumber by;
  base::TimePoint at;
  std::string words;            // empty: a photo
  std::size_t photo_bytes = 0;  // 0: words
};

struct Rectification {
  RectificationId id;
  RectificationFacts facts;
  std::optional<RecordNumber> number;  // of the complaint or named rating it came from
  std::optional<RatingId> rating;
  base::Date opened_on;
  std::string service_code;               // may be empty
  std::vector<std::string> reason_codes;  // of a rating
  std::string problem;                    // empty: the reasons say it
  std::string cause;
  std::string measure;
  base::Date due;
  std::optional<base::Date> done_on;
  std::optional<StaffNumber> verified_by;
  std::optional<CallBackResult> call_back;
  std::string call_back_words;
  std::vector<Evidence> evidence;  // oldest first; lists leave it out
};

// Of a check by staff themselves (自查).
struct FoundProblem {
  std::string problem;
  std::string service_code;  // may be empty
};

}  // namespace bianmin::domain

#pragma once
// What a resident sees after 提交: the tick, the number, the promised time, the QR code (R02); or that it cannot be
// done here now.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/complaint.h"
#include "kiosk/domain/order.h"
#include "kiosk/screens/resident/keep_form.h"
#include "kiosk/screens/resident/paper.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// A QR code, made once when the number is known.
struct QrModules {
  std::vector<bool> modules;  // side × side, true is black
  int side = 0;
};

struct OrderDone {
  domain::RecordNumber number;
  domain::Urgency urgency;
  base::TimePoint respond_by;
  QrModules qr;
  std::string service_code;
};
struct ComplaintDone {
  domain::RecordNumber number;
  domain::ComplaintKind kind;
  base::TimePoint answer_by;
  bool is_anonymous = false;
  QrModules qr;
};
struct RatingDone {
  std::optional<domain::RecordNumber> number;  // of a named rating
  std::optional<base::TimePoint> answer_by;    // of a named bad one
  QrModules qr{};
};
struct RatedBefore {};  // one rating for each order or visit
// Nothing was saved; `reason` is for staff.
struct NotSaved {
  std::string reason;
};
using OutcomeKind = std::variant<OrderDone, ComplaintDone, RatingDone, RatedBefore, NotSaved, FormKept>;

// How the page goes home by itself; nothing: a touch stopped it.
struct Homeward {
  int seconds_left = 0;
  int seconds_total = 1;
};

std::optional<Action> DrawOutcome(const OutcomeKind& outcome, Paper paper, const std::optional<Homeward>& homeward,
                                  const Scene& scene, ui::Frame& frame);

// The whole kiosk is out of order: 暂时无法办理，请到人工窗口, with the reason for staff.
std::optional<Action> DrawUnavailable(std::string_view reason, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

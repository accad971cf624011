#pragma once
// 查询进度: one record, found by number and phone digits, with what a resident may do about it (R03).

#include <optional>
#include <variant>

#include "kiosk/domain/complaint.h"
#include "kiosk/domain/named_rating.h"
#include "kiosk/domain/order.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/resident/city_record.h"
#include "kiosk/screens/resident/find_record.h"
#include "kiosk/screens/resident/paper.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// What an act on the found order led to, said above the record.
enum class LookUpNotice { None, Reminded, RemindedBefore, Cancelled, Completed, Reopened, NotPossible };

struct LookUpDraft {
  bool shows_faults = false;
  Entries entries;
  FindProblem problem;
  std::optional<std::variant<domain::Order, domain::Complaint, domain::NamedRating>> found;
  bool asks_cancel = false;  // the page of reasons is open
  ReceiptPrint print{};      // of the record that was found
  LookUpNotice notice = LookUpNotice::None;
  std::optional<domain::RecordNumber> receipt;  // scanned, genuine, and looked for in this kiosk's database
  std::optional<CityLookUp> city;               // a record of another kiosk, instead of all the above
};

// An order, complaint or suggestion that was found is printed on request, with what has become of it.
bool HasReceipt(const LookUpDraft& draft);

std::optional<Action> DrawLookUp(const LookUpDraft& draft, bool is_saving, const Scene& scene, ui::Frame& frame);

// "市中心已于 11月22日 10:07 收到"
std::string ArrivedAt(const domain::ArrivalProof& arrival, const Scene& scene);

// "已派单" …: the state as residents read it.
std::string_view StateKey(domain::OrderState state);
std::string_view StateKey(domain::ComplaintState state);

}  // namespace bianmin::screens

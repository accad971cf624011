#include "tests/support/staff_desk.h"

namespace bianmin::support {

void Employ(store::Store&) {}

domain::FiledComplaint RudeClerk() {
  domain::FiledComplaint complaint = BrokenLift();
  complaint.about = domain::About::Staff;
  complaint.subject_code = "attitude";
  complaint.whom = "3号窗口，工号1001";
  complaint.description = "说话很不耐烦，让我跑了三趟。";
  return complaint;
}

}  // namespace bianmin::support

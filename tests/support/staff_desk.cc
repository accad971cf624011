#include "tests/support/staff_desk.h"

#include "kiosk/store/staff_accounts.h"

namespace bianmin::support {

void Hire(store::Store& store, const domain::Handler& who, std::string_view name) {
  const domain::StaffMember member{
      .number = who.number, .name = domain::PersonName::Parse(name).value(), .role = who.role};
  Must(store::StaffAccounts{store}.Add(store::Operator{}, member, domain::Pin::Parse("738291").value()));
}

void Employ(store::Store& store) {
  Hire(store, kZhang, "张敏");
  Hire(store, kLi, "李华");
  Hire(store, kDispatcher, "陈调度");
  Hire(store, kSupervisor, "周主管");
  Hire(store, kOtherSupervisor, "吴主管");
}

domain::FiledComplaint RudeClerk() {
  domain::FiledComplaint complaint = BrokenLift();
  complaint.about = domain::About::Staff;
  complaint.subject_code = "attitude";
  complaint.whom = "3号窗口，工号1001";
  complaint.description = "说话很不耐烦，让我跑了三趟。";
  return complaint;
}

}  // namespace bianmin::support

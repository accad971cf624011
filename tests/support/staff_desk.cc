#include "tests/support/staff_desk.h"

#include "kiosk/store/staff_accounts.h"

namespace bianmin::support {

void Employ(store::Store& store) {
  const domain::Pin pin = domain::Pin::Parse("738291").value();
  const auto hire = [&](const domain::Handler& who, std::string_view name) {
    const domain::StaffMember member{
        .number = who.number, .name = domain::PersonName::Parse(name).value(), .role = who.role};
    Must(store::StaffAccounts{store}.Add(store::Operator{}, member, pin));
  };
  hire(kZhang, "张敏");
  hire(kLi, "李华");
  hire(kDispatcher, "陈调度");
  hire(kSupervisor, "周主管");
  hire(kOtherSupervisor, "吴主管");
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

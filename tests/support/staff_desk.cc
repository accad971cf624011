#include "tests/support/staff_desk.h"

#include "kiosk/store/staff_accounts.h"

namespace bianmin::support {

void Hire(store::Store& store, const domain::StaffMember& member, std::string_view pin) {
  constexpr std::string_view kFirstPin = "495027";
  store::StaffAccounts accounts{store};
  Must(accounts.Add(store::Operator{}, member, domain::Pin::Parse(kFirstPin).value()));
  Must(accounts.ChangePin(member.number, kFirstPin, domain::Pin::Parse(pin).value()));
}

void Hire(store::Store& store, const domain::Handler& who) {
  Hire(store, {.number = who.number, .name = domain::PersonName::Parse("何文").value(), .role = who.role}, "738291");
}

void Employ(store::Store& store) {
  const auto hire = [&](const domain::Handler& who, std::string_view name) {
    Hire(store, {.number = who.number, .name = domain::PersonName::Parse(name).value(), .role = who.role}, "738291");
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

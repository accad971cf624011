#pragma once
// Signing in, the workbench, accounts and journal, in the states that staff bring them to; a part of screen_samples.h.

#include "kiosk/domain/staff.h"
#include "tests/support/screen_samples.h"

namespace bianmin::testing {

domain::StaffMember SampleMember(const std::string& number, const std::string& name, domain::Role role);
// A sample in which somebody of this role is signed in before `prepare` shows a page.
ScreenSample SignedInSample(const std::string& name, domain::Role role, std::function<void(app::Model&)> prepare);

void AddAccountSamples(std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing

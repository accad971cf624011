#include "tests/support/paper_samples.h"

#include "kiosk/screens/staff/agreement.h"
#include "tests/support/account_samples.h"
#include "tests/support/case_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using domain::DocumentKind;

const base::TimePoint kSampleNow = *base::ParseUtc("2026-11-22T02:24:00Z");

domain::ArchivedDocument APaper(DocumentKind kind, std::string record) {
  return {.id = {},
          .kind = kind,
          .record = std::move(record),
          .made_at = kSampleNow - std::chrono::hours{2},
          .made_by = "1001",
          .terms_version = kind == DocumentKind::Agreement ? "2026-1" : "",
          .digest = base::Sha256("a paper")};
}

AgreementState AnAgreement(AgreementStage stage) {
  AgreementState state{.order = ALongCase().order.number, .file = ALongCase(), .stage = stage};
  state.resident = {{{0.2F, 0.2F}, {0.4F, 0.1F}, {0.5F, 0.3F}}, {{0.6F, 0.1F}, {0.7F, 0.3F}}};
  return state;
}

}  // namespace

void AddPaperSamples(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, app::StaffScreen screen) {
    samples.push_back(SignedInSample(name, domain::Role::Clerk, [screen = std::move(screen)](app::Model& model) {
      model.machine.can_print_sheets = true;
      model.machine.export_folder = "/media/kiosk/USB";
      model.screen = screen;
    }));
  };
  add("agreement_read", AnAgreement(AgreementStage::Read));
  AgreementState unread = AnAgreement(AgreementStage::Read);
  unread.file.reset();
  unread.has_failed = true;
  add("agreement_unread", unread);
  AgreementState unsigned_yet = AnAgreement(AgreementStage::ResidentSigns);
  unsigned_yet.resident.clear();
  unsigned_yet.is_unsigned = true;
  add("agreement_unsigned", unsigned_yet);
  add("agreement_resident", AnAgreement(AgreementStage::ResidentSigns));
  add("agreement_provider", AnAgreement(AgreementStage::ProviderSigns));
  AgreementState kept = AnAgreement(AgreementStage::Kept);
  kept.taking.printed = SheetState::Taken;
  add("agreement_kept", kept);
  const auto order = ALongCase().order.number;
  const auto paper = APaper(DocumentKind::Agreement, order.text());
  add("paper_agreement", PaperState{.paper = paper, .order = order, .taking = {.exported = SheetState::Failed}});
  auto erased = paper;
  erased.is_erased = true;
  add("paper_erased", PaperState{.paper = erased, .order = order});
  add("paper_shift", PaperState{.paper = APaper(DocumentKind::ShiftReport, "shift 128"), .order = std::nullopt});
  CaseState page;
  page.file = ALongCase();
  page.file->documents = {paper};
  add("case_with_papers", page);
}

}  // namespace bianmin::testing

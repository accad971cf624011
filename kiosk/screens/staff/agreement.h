#pragma once
// 服务合同: what provider and resident agree on, read together at the kiosk, signed with a finger and kept as a PDF
// (R07). Whoever of the provider is not there signs the printed sheet later.

#include <optional>
#include <vector>

#include "kiosk/domain/agreement.h"
#include "kiosk/domain/case_file.h"
#include "kiosk/screens/scene.h"
#include "kiosk/screens/staff/papers.h"
#include "kiosk/screens/staff/work_queue.h"

namespace bianmin::screens {

enum class AgreementStage { Read, ResidentSigns, ProviderSigns, Kept };

struct AgreementState {
  domain::RecordNumber order;
  std::optional<domain::CaseFile> file;  // with provider and details; nothing: it is being read
  AgreementStage stage = AgreementStage::Read;
  std::vector<std::vector<ui::Point>> resident{};
  std::vector<std::vector<ui::Point>> provider{};
  bool is_unsigned = false;  // 下一步 was pressed without the resident's signature
  bool has_failed = false;   // it could not be read, or not be kept: nothing was done
  std::optional<domain::ArchivedDocument> kept{};
  SheetTaking taking{};
  std::optional<WorkQueueState> queue{};  // the order was opened from
};

// Whether one can be made: somebody is to come, and when, where and for how much is agreed.
bool CanAgree(const domain::CaseFile& file);
// As it would be printed now.
domain::Agreement AgreementOf(const AgreementState& state, const Scene& scene);

std::optional<Action> DrawAgreement(const AgreementState& state, const domain::AgreementTerms& terms,
                                    const SheetMachine& machine, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

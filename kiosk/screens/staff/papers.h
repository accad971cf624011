#pragma once
// Papers that staff take along: what became of one that was asked for, the list of those that are archived, and the
// page of one of them.

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/domain/document.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/screens/scene.h"
#include "kiosk/screens/staff/work_queue.h"

namespace bianmin::screens {

enum class SheetState { None, Underway, Taken, Failed };
struct SheetTaking {
  std::uint64_t ticket = 0;  // of the sheet's printer
  SheetState printed = SheetState::None;
  SheetState exported = SheetState::None;
};
struct SheetMachine {
  bool can_print = false;
  bool can_export = false;
};

// On its way, there, or not: nothing before it was asked for. The texts are keys.
void DrawSheetState(SheetState state, std::string_view taken, std::string_view failed, const Scene& scene,
                    ui::Frame& frame);
// 打印 and 存到U盘, and what came of them.
std::optional<Action> DrawSheets(const SheetTaking& taking, const SheetMachine& machine, const Scene& scene,
                                 ui::Frame& frame);

// "服务合同".
std::string_view DocumentKey(domain::DocumentKind kind);
// A heading and a row for each; nothing when there are none.
std::optional<Action> DrawPapers(const std::vector<domain::ArchivedDocument>& papers, const Scene& scene,
                                 ui::Frame& frame);

struct PaperState {
  domain::ArchivedDocument paper;
  std::optional<domain::RecordNumber> order;  // 返回 leads to it; nothing: to the shifts
  SheetTaking taking{};
  std::optional<WorkQueueState> queue{};  // the order was opened from
};
std::optional<Action> DrawPaper(const PaperState& state, const SheetMachine& machine, const Scene& scene,
                                ui::Frame& frame);

}  // namespace bianmin::screens

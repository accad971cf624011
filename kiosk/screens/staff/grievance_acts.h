#pragma once
// What staff do on the page of one complaint, suggestion or bad rating, and in the 整改台账. Part of StaffAct.

#include <string>
#include <variant>

#include "kiosk/domain/handling.h"
#include "kiosk/domain/rectifying.h"

namespace bianmin::screens {

// ---- 投诉建议差评
struct OpenGrievance {
  domain::RecordNumber number;
};
struct ShowComplainant {};  // 显示: who left it and how to call them
struct BeginHandling {
  domain::HandlingAct act;
};
struct ChooseSeverity {
  domain::Severity severity;
};
struct ChooseConcern {  // whether it is about a member of staff
  bool is_about_staff = false;
};
struct ChooseWorkmate {  // whom it concerns, or who does it
  domain::StaffNumber number;
};
struct ChooseCallResult {
  domain::CallBackResult result;
};
struct ChooseDecision {
  bool is_upheld = false;
};
struct AnswerHandling {  // "this cannot be undone"
  bool is_yes = false;
};

// ---- 整改台账
struct OpenLine {
  domain::RectificationId id;
};
struct EnterProblem {};  // 登记问题, found in a check of one's own
struct BeginRectifying {
  domain::RectificationAct act;
};
struct ChooseLineSubject {  // whom a line concerns
  domain::StaffNumber number;
};
struct ChooseDue {
  base::Date due;
};
struct ChoosePhoto {
  std::string file_name;
};
struct ShowPhoto {
  std::size_t place = 0;  // in the line's evidence
};
struct ExportLedger {};
struct ChooseLedgerTab {
  bool is_of_grievances = false;
};

using GrievanceAct =
    std::variant<OpenGrievance, ShowComplainant, BeginHandling, ChooseSeverity, ChooseConcern, ChooseWorkmate,
                 ChooseCallResult, ChooseDecision, AnswerHandling, OpenLine, EnterProblem, BeginRectifying,
                 ChooseLineSubject, ChooseDue, ChoosePhoto, ShowPhoto, ExportLedger, ChooseLedgerTab>;

}  // namespace bianmin::screens

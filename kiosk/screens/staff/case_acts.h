#pragma once
// What staff do on the page of one order and on the pages of its acts. Part of StaffAct.

#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/casework.h"
#include "kiosk/ui/geometry.h"

namespace bianmin::screens {

struct OpenCase {  // an order's page, from a list or a search
  domain::RecordNumber number;
};
struct AskForCase {};           // 按编号查找
struct ShowContact {};          // 显示; it is journalled
struct RegisterForSomebody {};  // 代为登记

// ---- 代为登记, before the resident's own pages
struct ChooseIdentity {
  domain::IdentityProof identity;
};
struct NoteConsent {
  bool given = false;
};

// ---- an act: its page, or the act itself where it needs none
struct BeginAct {
  domain::OrderAct act;
};
struct ChooseCaseReason {
  std::string code;
};
struct ChooseCaseService {
  std::string code;
};
struct ChooseProvider {
  std::string code;
};
struct ChooseProviderLanguage {
  std::string code;  // empty: any
};
struct ShowOtherProviders {
  bool shown = false;
};
struct ChooseAssignee {
  domain::StaffNumber number;
};
struct ChooseCare {
  domain::CareClass care;
};
struct WriteSignature {  // one stroke, as parts of the pad's width
  std::vector<ui::Point> stroke;
};
struct EraseSignature {};
struct AnswerAct {  // to the question before an act that cannot be undone
  bool does = false;
};

using CaseworkAct =
    std::variant<OpenCase, AskForCase, ShowContact, RegisterForSomebody, ChooseIdentity, NoteConsent, BeginAct,
                 ChooseCaseReason, ChooseCaseService, ChooseProvider, ChooseProviderLanguage, ShowOtherProviders,
                 ChooseAssignee, ChooseCare, WriteSignature, EraseSignature, AnswerAct>;

}  // namespace bianmin::screens

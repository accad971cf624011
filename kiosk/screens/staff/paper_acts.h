#pragma once
// Papers of A4: taken to the printer or the memory stick, looked at again, and the service agreement. Part of StaffAct.

#include <variant>
#include <vector>

#include "kiosk/domain/document.h"
#include "kiosk/ui/geometry.h"

namespace bianmin::screens {

enum class SheetTo { Printer, Stick };
struct TakeSheet {  // the paper that the page is about
  SheetTo to;
};
struct OpenPaper {  // an archived one, from the page that lists it
  domain::ArchivedDocument paper;
};
struct OpenAgreement {};  // 签订服务合同, of the order on the page
struct SignAgreement {    // one stroke of whoever's turn it is, as parts of the pad's width
  std::vector<ui::Point> stroke;
};
struct EraseAgreement {};  // that signature

using PaperAct = std::variant<TakeSheet, OpenPaper, OpenAgreement, SignAgreement, EraseAgreement>;

}  // namespace bianmin::screens

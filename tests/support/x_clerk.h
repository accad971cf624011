#pragma once

// A member of staff on a running kiosk, by real presses: signs in, works off the queue and the 整改台账, opens and
// closes the shift. What there is to do is read from the screen: of the acts that a page offers, the clerk does the one
// that leads furthest, and waits until the page says where the record stands then. Throws StepFailed as XResident does.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/x_resident.h"

namespace bianmin::support {

struct XAccount {
  std::string number;
  std::string pin;
};

class XClerk {
 public:
  XClerk(XResident& hand, XAccount who) : hand_(hand), who_(std::move(who)) {}

  // From the home screen to the workbench; from any page of staff back to the home screen.
  void SignsIn();
  void SignsOut();

  // 开班, after the check of the machine. From the workbench and back to it.
  void OpensTheShift();
  // 交班, guided, up to the two signatures; from there to the second one, typed and not yet sent off.
  void ReviewsTheShift();
  void Signs(const XAccount& successor);
  // Sends it off and sees the page of the closed shift.
  void ClosesTheShift();

  // From the workbench and back to it: every row of the queue is opened and brought as far as this role can, the
  // declined and cancelled ones among the new orders included. Returns whether the page then says 没有待办.
  bool WorksOffTheQueue();
  // The same for every line of the 整改台账. Whoever plans is the owner, and cannot verify.
  void WorksOffTheLedger();

  // One complaint, suggestion or bad rating whose page is open. `subject`: the member of staff whom it is said to
  // concern, where the page asks for one.
  void HandlesGrievance(const std::string& subject = {});

  // Every act done so far and how often, as the wire names them with the page before: "case.accept", "handle.verify".
  const std::map<std::string, int>& done() const { return done_; }

 private:
  // What is done on a page that offers acts, until none is left that leads on.
  struct Step {
    std::string act;                      // the button is prefix + "." + act
    std::function<void()> finish;         // on the page of the act; nothing: it has none
    std::vector<std::string_view> leads;  // one of these stands in the title then; empty: the button is gone
  };
  void Does(std::string_view prefix, const Step& step);

  void HandlesOrder();
  void HandlesLine();
  std::string NextOrderAct(const SeenScreen& page);
  Step OrderStep(const std::string& act);
  Step GrievanceStep(const std::string& act, const std::string& subject);
  Step LineStep(const std::string& act);

  std::string NextRow();
  void Dispatches();
  void Verifies(const std::string& subject);
  void Writes(std::string_view field);
  void Confirms(std::string_view dialog);
  void EntersDigits(std::string_view page, std::string_view digits);
  SeenScreen SeesPage(std::string_view page);
  void GoesBackTo(std::string_view page);

  XResident& hand_;
  XAccount who_;
  std::map<std::string, int> done_;
  std::set<std::string> left_;  // rows and lines that this role cannot bring further
  int new_orders_ = 0;
};

}  // namespace bianmin::support

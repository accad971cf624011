#pragma once
// What a person can do on a screen, as plain values. A screen returns at most one a frame; kiosk/app changes its model
// by it between frames. Nothing here says what follows: navigation is the app's.

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/rating.h"
#include "kiosk/screens/comfort.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/staff/acts.h"
#include "kiosk/ui/input.h"
#include "kiosk/ui/sheet.h"

namespace bianmin::screens {

// What a resident comes for: the tiles of the home screen, and the buttons above and under them.
enum class Errand { RegisterNeed, RateService, FileComplaint, LookUp, Information, ResumeForm, Notices };

// ---- on every screen
struct Open {
  Errand errand;
};
struct GoBack {};
struct GoNext {};  // 下一步; on a review page: 提交
struct Leave {};   // 返回首页
struct AnswerLeave {
  bool leaves = false;
};
struct ContinueSession {};  // 继续, on the idle warning
struct SwitchLanguage {};
struct SwitchTextStep {};
struct Finish {};        // 完成, on a result page
struct PrintReceipt {};  // 打印回执, 再打一张
struct Stay {};          // stops the countdown of a result page

// ---- interrupted forms
struct KeepAndLeave {};    // 保留并退出
struct PrintDraftCode {};  // 打印取回号码
struct EnterCode {         // 继续上次填写: keys of the number pad
  std::vector<ui::Typed> typed;
};
// ---- seeing, reaching and hearing
struct OpenComfort {};   // 看和听
struct CloseComfort {};  // 完成, there
struct ChooseTextStep {
  ui::TextStep step;
};
struct ChooseTheme {
  ui::ThemeName theme;
};
struct SetLow {
  bool is_low = false;
};
struct SwitchVoice {};
struct SwitchListenFirst {};
struct Slower {};
struct Faster {};
struct Quieter {};
struct Louder {};
struct SayAgain {};  // 再听一遍

// ---- the one question before the first errand
struct Greet {};  // home was touched where there is nothing to press
struct AnswerGreeting {
  ui::TextStep step;
  bool wants_voice = false;
};

// ---- entering text
struct Focus {
  Field field;
};
struct Enter {
  std::vector<ui::Typed> typed;  // in order; goes to the field that has the caret
};
struct SwitchKeyboard {};  // digits ↔ letters
struct OnSheet {           // whatever was done on the text-entry sheet
  ui::sheet::Press press;
};
struct ChooseSurname {
  std::string surname;
};
struct ChooseSalutation {
  Salutation salutation;
};
struct GiveConsent {
  bool given = false;
};
struct GiveName {  // named rather than anonymous
  bool named = false;
};

// ---- 登记需求
struct ChooseGroup {
  domain::ServiceGroup group;
};
struct ChooseService {
  std::string code;
};
struct ChoosePackage {
  std::string code;
};
struct TogglePhrase {
  std::size_t index = 0;
};
struct ChooseUrgency {
  domain::Urgency urgency;
};
struct ToggleHomeRegistration {};
struct ChooseCompound {
  std::string code;  // empty: an address outside the list
};
struct ChooseBuilding {
  std::string name;
};
struct ChooseUnit {
  std::string name;
};
struct ChooseDay {
  std::optional<base::Date> date;  // nothing: as soon as possible
};
struct ChooseHalf {
  domain::HalfDay half;
};
struct Edit {  // 修改, on a review page: the page to go to, as the wizard numbers them
  int page = 0;
};

// ---- 评价服务
struct RateOrder {};
struct RateVisit {};
struct ChooseWindow {
  std::string code;
};
struct HasNoTicket {};
struct GiveStars {
  domain::Dimension dimension;
  int stars = 0;
};
struct ToggleReason {
  std::string code;
};

// ---- 投诉建议
struct ChooseKind {
  domain::ComplaintKind kind;
};
struct ChooseAbout {
  domain::About about;
};
struct ChooseSubject {
  std::string code;
};
struct ChooseOccasion {
  domain::Occasion occasion;
};

// ---- 查询进度
struct AskCancel {};
struct ChooseCancelReason {
  std::string code;
};
struct KeepOrder {};  // 不取消
struct Remind {};
struct ConfirmCompletion {};
struct ReopenOrder {};
struct RateFoundOrder {};
struct AskCityAgain {};  // 再查一次, for a record of another kiosk

// ---- 信息公开
enum class Topic { Prices, Phones, Figures, Rules, Notices };
struct ReadAbout {
  Topic topic;
};
struct ReadNotice {
  std::size_t index = 0;  // in Scene::notices
};

// Copied, moved and ended in action.cc alone: inlined into every file, that was a third of the building.
struct Action
    : std::variant<PrintReceipt, Open, GoBack, GoNext, Leave, AnswerLeave, ContinueSession, SwitchLanguage,
                   SwitchTextStep, Finish, Stay, Focus, Enter, SwitchKeyboard, OnSheet, ChooseSurname, ChooseSalutation,
                   GiveConsent, GiveName, ChooseGroup, ChooseService, ChoosePackage, TogglePhrase, ChooseUrgency,
                   ToggleHomeRegistration, ChooseCompound, ChooseBuilding, ChooseUnit, ChooseDay, ChooseHalf, Edit,
                   RateOrder, RateVisit, ChooseWindow, HasNoTicket, GiveStars, ToggleReason, ChooseKind, ChooseAbout,
                   ChooseSubject, ChooseOccasion, AskCancel, ChooseCancelReason, KeepOrder, Remind, ConfirmCompletion,
                   ReopenOrder, RateFoundOrder, AskCityAgain, ReadAbout, StaffAct, KeepAndLeave, PrintDraftCode,
                   EnterCode, OpenComfort, CloseComfort, ChooseTextStep, ChooseTheme, SetLow, SwitchVoice,
                   SwitchListenFirst, Slower, Faster, Quieter, Louder, SayAgain, Greet, AnswerGreeting, ReadNotice> {
  using variant::variant;
  Action(const Action&);
  Action(Action&&) noexcept;
  Action& operator=(const Action&);
  Action& operator=(Action&&) noexcept;
  ~Action();
};

}  // namespace bianmin::screens

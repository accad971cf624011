#pragma once

// The errands of a resident on a running kiosk, from the home screen to the number on the result page, by real presses.
// An errand is walked page by page: each page's id says what a resident does there, whatever order the wizard has them
// in. Throws StepFailed as XResident does. The people and words are invented and always the same.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/x_resident.h"

namespace bianmin::support {

class XJourney {
 public:
  // Careful: presses the digits of the telephone number on the screen, and saves a picture of every page when its
  // answer is given. Hasty: types the number, and saves nothing.
  enum class Manner { Careful, Hasty };

  XJourney(XResident& resident, Manner manner) : resident_(resident), is_hasty_(manner == Manner::Hasty) {}

  // Waits for home; presses away whatever an earlier, interrupted errand left on the screen.
  void GoHome();

  // On the open text-entry sheet: by finger, each character chosen from the candidates; in pinyin, the first candidate
  // taken. 写好了 is left to the caller.
  void WritesByFinger(const std::vector<std::string>& characters);
  void WritesInPinyin(std::string_view letters);

  // `about` as the page's choices are named, and whom the complaint names. A careful resident writes words of their
  // own. Each returns the grouped number that the result page shows ("JA 0690 0018").
  std::string RegistersNeed();
  std::string FilesComplaint(const std::string& about = "facility",
                             std::string_view words = "电梯坏了3天, 请派人修 (lift)", std::string_view whom = {});
  // An anonymous rating of a visit; it has no number.
  void RatesVisit();
  // Leaves the found record on the screen.
  void LooksUp(const std::string& number);

  static std::string LastFourDigits() { return "1234"; }
  // The first number in groups on the screen; empty when there is none.
  static std::string NumberOn(const SeenScreen& screen);

 private:
  // What a resident does on a page. A single choice leads on by itself; otherwise 下一步 is pressed after it.
  struct PageAct {
    std::function<void()> act;
    bool leads_on = false;
  };
  using Acts = std::map<std::string, PageAct>;

  // Does what `acts` says for each page that appears, until `last`.
  SeenScreen Walk(std::string_view errand, const Acts& acts, std::string_view last);
  PageAct Chooses(std::string id);
  PageAct ChoosesFirst(std::string prefix);
  // The pages on personal data, of the errand whose pages begin with `errand`.
  void AddPersonPages(const std::string& errand, Acts& acts);
  void SeePage(std::string_view page);
  void EntersPhone();
  // On the open text-entry sheet, by the keyboard.
  void Types(std::string_view words);

  XResident& resident_;
  bool is_hasty_;
};

}  // namespace bianmin::support

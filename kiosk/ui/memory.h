#pragma once
// What the widget layer remembers from one pass to the next: how far pages are scrolled and how high things turned out
// to be, so that the next pass can lay them out in one go. Nothing of it is a resident's text. Owned by Context.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/paging.h"

namespace bianmin::ui {

class Memory {
 public:
  // Starts a pass of this page. Another page than before starts at its top, unless one came to it by going back.
  void Enter(std::string_view page);
  void WentBack() { went_back_ = true; }

  [[nodiscard]] float Measure(const std::string& key, float otherwise) const;
  void SetMeasure(const std::string& key, float value) { measures_[key] = value; }

  // What the last pass of this page showed; empty in its first pass.
  [[nodiscard]] const std::vector<Piece>& Pieces() const { return pieces_; }
  void SetPieces(std::vector<Piece> pieces) { pieces_ = std::move(pieces); }

  [[nodiscard]] float Scroll() const;
  void SetScroll(float offset) { scroll_[page_] = offset; }

  // Where a long list stands: its first row in sight and how many pixels of it are above the list. Kept by the list's
  // id.
  struct ListPlace {
    std::int64_t first = 0;
    float into = 0;
  };
  [[nodiscard]] ListPlace& PlaceOf(std::string_view id) { return lists_[std::string(id)]; }

  // True when the named thing is drawn though it was not in the last pass of this page; false in a page's first pass.
  [[nodiscard]] bool Appears(const std::string& name);

  // 下一步 was pressed: when the page stays, what it finds wrong is to be seen, wherever on the page that is.
  void SeekFault() { sought_in_ = pass_; }
  // True for the first thing wrong on the page after that; handed out once.
  [[nodiscard]] bool FindsFault();

  // Listening first: the control that was heard last on this page; touched again, it is pressed.
  std::string heard;
  bool had_dialog = false;  // in the last pass: what is under it cannot be pressed
  bool had_list = false;    // in the last pass: what a finger draws is the list, not the page
  // A list on a page that is turned leaf by leaf shares the page's buttons: on its leaf they turn the list, and from
  // its beginning back to the leaf before. Where it could go in the last pass, and where it is turned to in this one.
  struct ListTurning {
    bool may_up = false;
    bool may_down = false;
    int turned = 0;
  };
  ListTurning list;

 private:
  std::string page_;
  bool went_back_ = false;
  int pass_ = 0;                           // of this page
  int sought_in_ = 0;                      // the pass in which 下一步 was pressed; 0: nothing is sought
  std::map<std::string, int> drawn_;       // in which pass, by name
  std::map<std::string, float> measures_;  // of this page only
  std::vector<Piece> pieces_;              // of this page only
  std::map<std::string, float> scroll_;    // by page
  std::map<std::string, ListPlace> lists_;
};

}  // namespace bianmin::ui

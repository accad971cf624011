#include "kiosk/ui/memory.h"

namespace bianmin::ui {

void Memory::Enter(std::string_view page) {
  ++pass_;
  if (page_ == page) return;
  pass_ = 1;
  sought_in_ = 0;
  drawn_.clear();
  page_ = page;
  measures_.clear();
  heard.clear();
  pieces_.clear();
  if (!went_back_) scroll_.erase(page_);
  went_back_ = false;
}

bool Memory::Appears(const std::string& name) {
  const auto before = drawn_.find(name);
  const bool was_there = before != drawn_.end() && before->second == pass_ - 1;
  drawn_[name] = pass_;
  return !was_there && pass_ > 1;
}

bool Memory::FindsFault() {
  if (sought_in_ == 0 || pass_ == sought_in_) return false;
  sought_in_ = 0;
  return true;
}

float Memory::Measure(const std::string& key, float otherwise) const {
  const auto found = measures_.find(key);
  return found == measures_.end() ? otherwise : found->second;
}

float Memory::Scroll() const {
  const auto found = scroll_.find(page_);
  return found == scroll_.end() ? 0 : found->second;
}

}  // namespace bianmin::ui

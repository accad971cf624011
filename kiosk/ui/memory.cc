#include "kiosk/ui/memory.h"

namespace bianmin::ui {

void Memory::Enter(std::string_view page) {
  if (page_ == page) return;
  page_ = page;
  measures_.clear();
  if (!went_back_) scroll_.erase(page_);
  went_back_ = false;
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

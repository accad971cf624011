#include "sync/centre/batch_splitter.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "kiosk/domain/limits.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

bool IsSpace(char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; }

std::string_view WithoutSpace(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

// Walks over one body, remembering which brackets are open.
class Scanner {
 public:
  explicit Scanner(std::string_view body) : body_(body) {}

  base::Result<std::vector<std::string_view>> Split() {
    while (position_ < body_.size() && IsSpace(body_[position_])) ++position_;
    if (position_ == body_.size() || body_[position_] != '[') return Fault("a JSON array was expected");
    open_.push_back('[');
    begin_ = ++position_;
    for (; position_ < body_.size() && !open_.empty(); ++position_) {
      if (auto fault = Read(body_[position_])) return *fault;
    }
    if (!open_.empty()) return Fault(in_string_ ? "a string does not end" : "the array does not end");
    if (!WithoutSpace(body_.substr(position_)).empty()) return Fault("something follows the array");
    return std::move(elements_);
  }

 private:
  std::optional<Error> Read(char letter) {
    if (in_string_) {
      if (is_escaped_) {
        is_escaped_ = false;
      } else if (letter == '\\') {
        is_escaped_ = true;
      } else if (letter == '"') {
        in_string_ = false;
      }
      return std::nullopt;
    }
    switch (letter) {
      case '"':
        in_string_ = true;
        return std::nullopt;
      case '[':
      case '{':
        if (open_.size() > domain::kMaxJsonDepth) return Fault("an element is nested too deeply");
        open_.push_back(letter);
        return std::nullopt;
      case ']':
      case '}':
        return Close(letter);
      case ',':
        if (open_.size() > 1) return std::nullopt;
        return EndElement(false);
      default:
        return std::nullopt;
    }
  }

  std::optional<Error> Close(char letter) {
    if (open_.back() != (letter == ']' ? '[' : '{')) return Fault("a bracket is closed that was not opened");
    if (open_.size() == 1) {
      if (auto fault = EndElement(true)) return fault;
    }
    open_.pop_back();
    return std::nullopt;
  }

  std::optional<Error> EndElement(bool is_last) {
    const auto element = WithoutSpace(body_.substr(begin_, position_ - begin_));
    begin_ = position_ + 1;
    if (element.empty()) {
      if (is_last && elements_.empty()) return std::nullopt;  // []
      return Fault("an element is missing");
    }
    if (elements_.size() == domain::kMaxBatchEvents) {
      return Error{ErrorCode::TooLarge, fmt::format("a batch may hold {} events at most", domain::kMaxBatchEvents)};
    }
    elements_.push_back(element);
    return std::nullopt;
  }

  Error Fault(std::string_view what) const {
    return {ErrorCode::Invalid, fmt::format("the batch is not a JSON array of events: {} at byte {}", what, position_)};
  }

  std::string_view body_;
  std::size_t position_ = 0;
  std::size_t begin_ = 0;  // of the element being read
  std::string open_;       // the brackets that are open, outermost first
  bool in_string_ = false;
  bool is_escaped_ = false;
  std::vector<std::string_view> elements_;
};

}  // namespace

base::Result<std::vector<std::string_view>> SplitBatch(std::string_view body) { return Scanner(body).Split(); }

}  // namespace bianmin::centre

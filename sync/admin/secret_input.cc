#include "sync/admin/secret_input.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "kiosk/base/text.h"

namespace bianmin::admin {
namespace {

// The terminal shows nothing of what is typed while this lives.
class Unseen {
 public:
  Unseen() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_silent_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    if (is_silent_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool is_silent_ = false;
};

base::Result<std::string> ReadLine() {
  std::string line;
  if (!std::getline(std::cin, line)) {
    return base::Error{base::ErrorCode::Invalid, "standard input ended before a PIN was given"};
  }
  return std::string(base::Trim(line));
}

base::Result<std::string> AskFor(const char* what) {
  std::cerr << what << std::flush;
  const Unseen unseen;
  auto line = ReadLine();
  std::cerr << "\n";
  return line;
}

}  // namespace

base::Result<std::string> ReadPin() {
  if (isatty(STDIN_FILENO) == 0) return ReadLine();
  auto first = AskFor("PIN: ");
  if (!first) return first;
  const auto second = AskFor("The same PIN again: ");
  if (!second) return second;
  if (*first != *second) return base::Error{base::ErrorCode::Invalid, "the two PINs differ; nothing was changed"};
  return first;
}

}  // namespace bianmin::admin

#pragma once
// Result<T> carries either a value or an Error that a person can act on. It is what every function returns whose
// failure is expected: bad input, a missing file, an unreachable centre. Dropping one does not compile without a
// warning.

#include <string>
#include <utility>
#include <variant>

#include "kiosk/base/check.h"

namespace bianmin::base {

enum class ErrorCode {
  Invalid,      // the input is wrong; the message says how to put it right
  NotFound,     // what was asked for does not exist
  Conflict,     // it contradicts what is already recorded
  TooLarge,     // a named limit was exceeded
  Refused,      // not allowed, or not now
  Unavailable,  // a device, a file or a peer does not answer; trying later can help
  DiskFull,     // nothing was written
  Corrupt,      // stored bytes are not what they must be
};

// `message` is one plain sentence for staff and operators: what, where, what to do. It never holds personal data.
struct Error {
  ErrorCode code = ErrorCode::Invalid;
  std::string message;
};

// The same error with the place where it was met in front: "config/kiosk.toml: …".
inline Error At(const std::string& place, const Error& error) { return {error.code, place + ": " + error.message}; }

// The value of an act that yields nothing but success.
struct Done {
  friend bool operator==(Done, Done) { return true; }
};

template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}  // NOLINT: a value is a result
  Result(E error) : content_(std::move(error)) {}  // NOLINT: a failure is a result

  bool ok() const { return std::holds_alternative<T>(content_); }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    CHECK(ok());
    return *std::get_if<T>(&content_);
  }
  T& value() & {
    CHECK(ok());
    return *std::get_if<T>(&content_);
  }
  T&& value() && {
    CHECK(ok());
    return std::move(*std::get_if<T>(&content_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const E& error() const {
    CHECK(!ok());
    return *std::get_if<E>(&content_);
  }

 private:
  std::variant<T, E> content_;
};

}  // namespace bianmin::base

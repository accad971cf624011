#pragma once
// The diagnostic log for operators (the record of acts is the journal, see kiosk/store). One line an event, UTC, to
// standard error and, when opened, to a file that is rotated by size. A log line never holds a resident's name, phone,
// address or text: values that could are not passed to these functions.

#include <fmt/format.h>

#include <filesystem>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::base {

enum class LogLevel { Debug, Note, Warning, Error };

// Where lines go from now on; `program` stands in each. 5 files of 2 MiB are kept. Without a file, standard error only.
Result<Done> OpenLog(std::string_view program, const std::filesystem::path& file, LogLevel least);
void WriteLog(LogLevel level, std::string_view line);

template <class... Args>
void LogDebug(fmt::format_string<Args...> format, Args&&... args) {
  WriteLog(LogLevel::Debug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void LogNote(fmt::format_string<Args...> format, Args&&... args) {
  WriteLog(LogLevel::Note, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void LogWarning(fmt::format_string<Args...> format, Args&&... args) {
  WriteLog(LogLevel::Warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void LogError(fmt::format_string<Args...> format, Args&&... args) {
  WriteLog(LogLevel::Error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace bianmin::base

#include "kiosk/base/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <vector>

namespace bianmin::base {
namespace {

constexpr std::size_t kLogFileBytes = 2 * 1024 * 1024;
constexpr std::size_t kOldLogFiles = 4;

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      return spdlog::level::debug;
    case LogLevel::Note:
      return spdlog::level::info;
    case LogLevel::Warning:
      return spdlog::level::warn;
    case LogLevel::Error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> MakeLogger(std::string_view program, std::vector<spdlog::sink_ptr> sinks) {
  auto logger = std::make_shared<spdlog::logger>(std::string(program), sinks.begin(), sinks.end());
  logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %n[%P] %l: %v",
                                                                    spdlog::pattern_time_type::utc));
  logger->flush_on(spdlog::level::info);
  return logger;
}

std::shared_ptr<spdlog::logger>& Current() {
  static std::shared_ptr<spdlog::logger> logger =
      MakeLogger("bianmin", {std::make_shared<spdlog::sinks::stderr_sink_mt>()});
  return logger;
}

}  // namespace

Result<Done> OpenLog(std::string_view program, const std::filesystem::path& file, LogLevel least) {
  std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::stderr_sink_mt>()};
  if (!file.empty()) {
    try {
      sinks.push_back(
          std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), kLogFileBytes, kOldLogFiles));
    } catch (const spdlog::spdlog_ex& failure) {
      return Error{ErrorCode::Unavailable, fmt::format("cannot write the log file {}: {}; check that its folder exists "
                                                       "and that this program may write there",
                                                       file.string(), failure.what())};
    }
  }
  Current() = MakeLogger(program, std::move(sinks));
  Current()->set_level(ToSpdlog(least));
  return Done{};
}

void WriteLog(LogLevel level, std::string_view line) { Current()->log(ToSpdlog(level), line); }

}  // namespace bianmin::base

#include "kiosk/print/printer.h"

#include <array>
#include <utility>

#include "kiosk/base/file.h"
#include "kiosk/print/cups_printer.h"

namespace bianmin::print {
namespace {

class NoPrinter final : public Printer {
 public:
  PrinterState State() override { return {.trouble = PrinterTrouble::NoPrinter}; }
  base::Result<int> Start(const Page&, const std::string&) override {
    return base::Error{base::ErrorCode::Unavailable, "no printer is configured; see [print] in kiosk.toml"};
  }
  JobState Look(int) override { return JobState::Failed; }
  base::Result<base::Done> Cancel(int) override { return base::Done{}; }
  base::Result<base::Done> CancelAll() override { return base::Done{}; }
};

class FolderPrinter final : public Printer {
 public:
  explicit FolderPrinter(std::filesystem::path folder) : folder_(std::move(folder)) {}
  PrinterState State() override {
    std::error_code fault;
    std::filesystem::create_directories(folder_, fault);
    if (!fault) return {};
    return {.trouble = PrinterTrouble::Offline, .detail = folder_.string() + ": " + fault.message()};
  }
  base::Result<int> Start(const Page& page, const std::string&) override {
    std::filesystem::path file;
    do file = folder_ / ("receipt-" + std::to_string(++job_) + ".pdf");
    while (std::filesystem::exists(file));
    if (const auto written = base::ReplaceFile(file, page.pdf, 0600); !written) return written.error();
    return job_;
  }
  JobState Look(int) override { return JobState::Done; }
  base::Result<base::Done> Cancel(int) override { return base::Done{}; }
  base::Result<base::Done> CancelAll() override { return base::Done{}; }

 private:
  std::filesystem::path folder_;
  int job_ = 0;
};

}  // namespace

bool CanPrint(PrinterTrouble trouble) { return trouble == PrinterTrouble::None || trouble == PrinterTrouble::PaperLow; }

PrinterState StateOfReasons(const std::string& reasons, bool is_stopped) {
  // The gravest first; the words of RFC 8011, 5.4.12, and of PWG 5100.9.
  static constexpr std::array kReasons = std::to_array<std::pair<std::string_view, PrinterTrouble>>({
      {"media-jam", PrinterTrouble::Jammed},
      {"door-open", PrinterTrouble::CoverOpen},
      {"cover-open", PrinterTrouble::CoverOpen},
      {"media-empty", PrinterTrouble::PaperOut},
      {"media-needed", PrinterTrouble::PaperOut},
      {"offline", PrinterTrouble::Offline},
      {"shutdown", PrinterTrouble::Offline},
      {"connecting-to-device", PrinterTrouble::Offline},
      {"timed-out", PrinterTrouble::Offline},
      {"hold-new-jobs", PrinterTrouble::Stopped},
      {"media-low", PrinterTrouble::PaperLow},
  });
  PrinterTrouble found = is_stopped ? PrinterTrouble::Stopped : PrinterTrouble::None;
  for (const auto& [word, trouble] : kReasons) {
    if (reasons.find(word) == std::string::npos) continue;
    if (trouble != PrinterTrouble::PaperLow || !is_stopped) found = trouble;
    break;
  }
  return {.trouble = found, .detail = found == PrinterTrouble::None ? std::string{} : reasons};
}

std::unique_ptr<Printer> MakePrinter(const std::string& place) {
  constexpr std::string_view kFolder = "file:";
  if (place.empty() || place == "none") return std::make_unique<NoPrinter>();
  if (place.starts_with(kFolder)) return std::make_unique<FolderPrinter>(place.substr(kFolder.size()));
  return MakeCupsPrinter(place);
}

}  // namespace bianmin::print

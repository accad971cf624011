#include "kiosk/print/cups_printer.h"

#include <cups/cups.h>
#include <fmt/format.h>

#include <cmath>

namespace bianmin::print {
namespace {

constexpr int kConnectMilliseconds = 3000;
constexpr double kAnswerSeconds = 5;

int GiveUp(http_t*, void*) { return 0; }

using Connection = std::unique_ptr<http_t, decltype(&httpClose)>;
using Answer = std::unique_ptr<ipp_t, decltype(&ippDelete)>;

Connection Connect() {
  Connection http(
      httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1, kConnectMilliseconds, nullptr),
      httpClose);
  if (http) httpSetTimeout(http.get(), kAnswerSeconds, GiveUp, nullptr);
  return http;
}

class CupsPrinter final : public Printer {
 public:
  explicit CupsPrinter(std::string queue) : queue_(std::move(queue)) {
    uri_ = fmt::format("ipp://localhost/printers/{}", queue_);
  }

  PrinterState State() override {
    const Connection http = Connect();
    if (!http) return {.trouble = PrinterTrouble::ServerDown, .detail = cupsLastErrorString()};
    ipp_t* request = Ask(IPP_OP_GET_PRINTER_ATTRIBUTES);
    static const char* const kWanted[] = {"printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
                                          "printer-state-message"};
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 4, nullptr, kWanted);
    const Answer answer(cupsDoRequest(http.get(), request, "/"), ippDelete);
    const ipp_status_t status = cupsLastError();
    if (status == IPP_STATUS_ERROR_NOT_FOUND) return {.trouble = PrinterTrouble::NotFound, .detail = queue_};
    if (!answer || status > IPP_STATUS_OK_EVENTS_COMPLETE) {
      return {.trouble = PrinterTrouble::ServerDown, .detail = cupsLastErrorString()};
    }
    ipp_attribute_t* state = ippFindAttribute(answer.get(), "printer-state", IPP_TAG_ENUM);
    ipp_attribute_t* accepts = ippFindAttribute(answer.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    const bool is_stopped = (state != nullptr && ippGetInteger(state, 0) == IPP_PSTATE_STOPPED) ||
                            (accepts != nullptr && ippGetBoolean(accepts, 0) == 0);
    std::string reasons;
    if (ipp_attribute_t* words = ippFindAttribute(answer.get(), "printer-state-reasons", IPP_TAG_KEYWORD)) {
      for (int i = 0; i < ippGetCount(words); ++i)
        reasons += std::string(i > 0 ? " " : "") + ippGetString(words, i, nullptr);
    }
    return StateOfReasons(reasons, is_stopped);
  }

  base::Result<int> Start(const Page& page, const std::string& title) override {
    const Connection http = Connect();
    if (!http) return Failure("no print server answers");
    cups_option_t* options = nullptr;
    const std::string media = fmt::format("Custom.{:.0f}x{:.0f}mm", page.width_mm, std::ceil(page.length_mm));
    const int count = cupsAddOption("media", media.c_str(), 0, &options);
    const int job = cupsCreateJob(http.get(), queue_.c_str(), title.c_str(), count, options);
    cupsFreeOptions(count, options);
    if (job == 0) return Failure("the print server takes no job");
    const http_status_t started =
        cupsStartDocument(http.get(), queue_.c_str(), job, title.c_str(), CUPS_FORMAT_PDF, /*last_document=*/1);
    const bool is_sent = started == HTTP_STATUS_CONTINUE &&
                         cupsWriteRequestData(http.get(), page.pdf.data(), page.pdf.size()) == HTTP_STATUS_CONTINUE;
    if (!is_sent || cupsFinishDocument(http.get(), queue_.c_str()) > IPP_STATUS_OK_EVENTS_COMPLETE) {
      cupsCancelJob2(http.get(), queue_.c_str(), job, /*purge=*/1);
      return Failure("the receipt could not be handed over");
    }
    return job;
  }

  JobState Look(int job) override {
    const Connection http = Connect();
    if (!http) return JobState::Underway;  // it may still come out; the desk's patience ends it
    ipp_t* request = Ask(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const Answer answer(cupsDoRequest(http.get(), request, "/"), ippDelete);
    ipp_attribute_t* state = answer ? ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM) : nullptr;
    if (state == nullptr) return JobState::Underway;
    switch (ippGetInteger(state, 0)) {
      case IPP_JSTATE_COMPLETED:
        return JobState::Done;
      case IPP_JSTATE_CANCELED:
      case IPP_JSTATE_ABORTED:
        return JobState::Failed;
      default:
        return JobState::Underway;
    }
  }

  void Cancel(int job) override {
    if (const Connection http = Connect()) cupsCancelJob2(http.get(), queue_.c_str(), job, /*purge=*/1);
  }

 private:
  ipp_t* Ask(ipp_op_t operation) const {
    ipp_t* request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return request;
  }
  [[nodiscard]] base::Error Failure(std::string_view what) const {
    return {base::ErrorCode::Unavailable, fmt::format("printer {}: {} ({})", queue_, what, cupsLastErrorString())};
  }

  std::string queue_;
  std::string uri_;
};

}  // namespace

std::unique_ptr<Printer> MakeCupsPrinter(const std::string& queue) { return std::make_unique<CupsPrinter>(queue); }

}  // namespace bianmin::print

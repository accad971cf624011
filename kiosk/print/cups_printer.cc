#include "kiosk/print/cups_printer.h"

#include <cups/cups.h>
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "kiosk/print/report.h"

namespace bianmin::print {
namespace {

using base::Done;
using base::Result;

// The print server drops a job that its printer works on for so long, should this program no longer be there to do it.
constexpr int kServerGivesUpSeconds = 60;

int GiveUp(http_t*, void*) { return 0; }
// Nobody stands at the terminal that libcups would ask.
const char* NoPassword(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

using Connection = std::unique_ptr<http_t, decltype(&httpClose)>;
using Message = std::unique_ptr<ipp_t, decltype(&ippDelete)>;

std::string UriOf(const std::string& queue) {
  std::array<char, HTTP_MAX_URI> uri{};
  httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr, "localhost", 0,
                   "/printers/%s", queue.c_str());
  return uri.data();
}

bool IsFine(const Message& answer) {
  return answer && ippGetStatusCode(answer.get()) < IPP_STATUS_REDIRECTION_OTHER_SITE;
}

std::string WordsOf(ipp_t* answer, const char* name) {
  std::string words;
  ipp_attribute_t* found = ippFindAttribute(answer, name, IPP_TAG_KEYWORD);
  for (int i = 0; found != nullptr && i < ippGetCount(found); ++i) {
    words += (i > 0 ? " " : "") + std::string(ippGetString(found, i, nullptr));
  }
  return words;
}

PrinterState StateOf(ipp_t* answer) {
  ipp_attribute_t* found = ippFindAttribute(answer, "printer-state", IPP_TAG_ENUM);
  const int queue = found != nullptr ? ippGetInteger(found, 0) : IPP_PSTATE_STOPPED;
  ipp_attribute_t* accepts = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  const bool is_closed = accepts != nullptr && ippGetBoolean(accepts, 0) == 0;
  PrinterState state =
      StateOfReasons(WordsOf(answer, "printer-state-reasons"), queue == IPP_PSTATE_STOPPED || is_closed);
  // An idle queue asks its printer nothing. What it was told to hold, it holds.
  state.is_old = queue == IPP_PSTATE_IDLE && !CanPrint(state.trouble) && state.trouble != PrinterTrouble::Stopped;
  return state;
}

class CupsPrinter final : public Printer {
 public:
  CupsPrinter(std::string queue, CupsPatience patience)
      : queue_(std::move(queue)),
        uri_(UriOf(queue_)),
        resource_(uri_.substr(uri_.find("/printers"))),
        patience_(patience) {}

  PrinterState State() override {
    static constexpr std::array kWanted{"printer-state", "printer-state-reasons", "printer-is-accepting-jobs"};
    const Connection http = Connect();
    if (!http) return {.trouble = PrinterTrouble::ServerDown, .detail = cupsLastErrorString()};
    ipp_t* request = Ask(IPP_OP_GET_PRINTER_ATTRIBUTES);
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", kWanted.size(), nullptr,
                  kWanted.data());
    const Message answer = Do(http, request);
    if (answer && ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND) {
      return {.trouble = PrinterTrouble::NotFound, .detail = queue_};
    }
    if (!IsFine(answer)) return {.trouble = PrinterTrouble::ServerDown, .detail = cupsLastErrorString()};
    return StateOf(answer.get());
  }

  Result<int> Start(const Page& page, const std::string& title) override {
    const Connection http = Connect();
    if (!http) return Failure("no print server answers");
    ipp_t* request = Ask(IPP_OP_CREATE_JOB);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.c_str());
    AddOptions(request, page);
    const Message answer = Do(http, request);
    ipp_attribute_t* id = IsFine(answer) ? ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER) : nullptr;
    if (id == nullptr) return Failure("the print server takes no job");
    const int job = ippGetInteger(id, 0);
    if (HandOver(http, job, page)) return job;
    const base::Error failure = Failure("the receipt could not be handed over");
    if (const auto cancelled = Cancel(job); !cancelled) return cancelled.error();
    return failure;
  }

  JobState Look(int job) override {
    const Connection http = Connect();
    if (!http) return JobState::Underway;
    ipp_t* request = Ask(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const Message answer = Do(http, request);
    if (!answer) return JobState::Underway;
    if (ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND) {
      // A server that keeps no history forgets what it has printed; a queue that is removed takes its jobs along.
      return State().trouble == PrinterTrouble::None ? JobState::Done : JobState::Failed;
    }
    ipp_attribute_t* state = ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM);
    switch (state != nullptr ? ippGetInteger(state, 0) : 0) {
      case IPP_JSTATE_COMPLETED:
        return JobState::Done;
      case IPP_JSTATE_CANCELED:
      case IPP_JSTATE_ABORTED:
        return JobState::Failed;
      case IPP_JSTATE_HELD:
      case IPP_JSTATE_STOPPED:
        return JobState::Held;
      default:
        return JobState::Underway;
    }
  }

  Result<Done> Cancel(int job) override {
    const Connection http = Connect();
    if (!http) return Failure("no print server answers");
    return Purge(http, job);
  }

  Result<Done> CancelAll() override {
    const Connection http = Connect();
    if (!http) return Failure("no print server answers");
    ipp_t* request = Ask(IPP_OP_GET_JOBS);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "all");
    ippAddBoolean(request, IPP_TAG_OPERATION, "my-jobs", 1);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr, "job-id");
    const Message answer = Do(http, request);
    if (!IsFine(answer)) return Failure("what an earlier run left cannot be seen");
    for (ipp_attribute_t* job = ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER); job != nullptr;
         job = ippFindNextAttribute(answer.get(), "job-id", IPP_TAG_INTEGER)) {
      if (const auto purged = Purge(http, ippGetInteger(job, 0)); !purged) return purged.error();
    }
    return Done{};
  }

 private:
  [[nodiscard]] Connection Connect() const {
    cupsSetPasswordCB2(NoPassword, nullptr);
    cupsSetServer(nullptr);  // else libcups keeps, thread by thread, the first server it was ever told
    Connection http(httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1,
                                 static_cast<int>(patience_.connect.count()), nullptr),
                    httpClose);
    if (http) httpSetTimeout(http.get(), std::chrono::duration<double>(patience_.answer).count(), GiveUp, nullptr);
    return http;
  }
  [[nodiscard]] ipp_t* Ask(ipp_op_t operation) const {
    ipp_t* request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return request;
  }
  // Sends `request` and frees it.
  [[nodiscard]] Message Do(const Connection& http, ipp_t* request) const {
    return {cupsDoRequest(http.get(), request, resource_.c_str()), ippDelete};
  }

  // A4 by its name in PWG 5101.1, so that a printer takes the tray that holds it. A receipt is as long as its text and
  // as wide as the roll.
  static std::string MediaOf(const Page& page) {
    if (page.width_mm == kA4Width && page.length_mm == kA4Length) return "iso_a4_210x297mm";
    return fmt::format("Custom.{:.0f}x{:.0f}mm", page.width_mm, std::ceil(page.length_mm));
  }

  // Nothing is to be fitted or turned.
  static void AddOptions(ipp_t* request, const Page& page) {
    const std::string media = MediaOf(page);
    cups_option_t* options = nullptr;
    int count = cupsAddOption("media", media.c_str(), 0, &options);
    count = cupsAddOption("print-scaling", "none", count, &options);
    count = cupsAddOption("job-cancel-after", std::to_string(kServerGivesUpSeconds).c_str(), count, &options);
    cupsEncodeOptions2(request, count, options, IPP_TAG_JOB);
    cupsFreeOptions(count, options);
  }

  [[nodiscard]] bool HandOver(const Connection& http, int job, const Page& page) const {
    const Message request(Ask(IPP_OP_SEND_DOCUMENT), ippDelete);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, CUPS_FORMAT_PDF);
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
    const std::size_t length = ippLength(request.get()) + page.pdf.size();
    if (cupsSendRequest(http.get(), request.get(), resource_.c_str(), length) != HTTP_STATUS_CONTINUE) return false;
    if (cupsWriteRequestData(http.get(), page.pdf.data(), page.pdf.size()) != HTTP_STATUS_CONTINUE) return false;
    return IsFine({cupsGetResponse(http.get(), resource_.c_str()), ippDelete});
  }

  // Also of a job that has come out: its text would stay on the print server's disk for a day.
  [[nodiscard]] Result<Done> Purge(const Connection& http, int job) const {
    ipp_t* request = Ask(IPP_OP_CANCEL_JOB);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddBoolean(request, IPP_TAG_OPERATION, "purge-job", 1);
    const Message answer = Do(http, request);
    if (!answer) return Failure("a receipt could not be taken back");
    // "Not found" and "not possible" (already at its end) are as good.
    const ipp_status_t status = ippGetStatusCode(answer.get());
    const bool is_gone = status == IPP_STATUS_ERROR_NOT_FOUND || status == IPP_STATUS_ERROR_NOT_POSSIBLE;
    if (!IsFine(answer) && !is_gone) return Failure("a receipt could not be taken back");
    return Done{};
  }
  [[nodiscard]] base::Error Failure(std::string_view what) const {
    return {base::ErrorCode::Unavailable, fmt::format("printer {}: {} ({})", queue_, what, cupsLastErrorString())};
  }

  std::string queue_;
  std::string uri_;
  std::string resource_;
  CupsPatience patience_;
};

}  // namespace

std::unique_ptr<Printer> MakeCupsPrinter(const std::string& queue, CupsPatience patience) {
  return std::make_unique<CupsPrinter>(queue, patience);
}

}  // namespace bianmin::print

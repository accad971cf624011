#pragma once
// A CUPS print server of the test's own, on a socket in a folder, with one queue and a receipt printer made of files:
// it runs out of paper, is switched off, is mended, and keeps what came out. Speaks to nobody else and leaves nothing
// behind.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"
#include "tests/support/x_process.h"

namespace bianmin::support {

class PrintServer {
 public:
  static constexpr const char* kQueue = "counter";

  // Both throw StepFailed when cupsd does not answer in time. After Kill(), Start() is the same server again: it finds
  // in its spool what it was printing.
  PrintServer();
  void Start();
  void Kill();

  // For CUPS_SERVER.
  std::string socket() const { return (folder_ / "socket").string(); }

  // The printer's, in the words of RFC 8011, 5.4.12: "media-empty-error".
  void GetsIntoTrouble(const std::string& reason);
  void IsMended();
  // One of CUPS' own tools on the queue, such as "cupsdisable".
  void Run(const std::string& tool);
  void Hold(int job);
  void RemoveQueue();

  // Everything printed so far, in order.
  std::vector<std::string> Printed() const;
  // The options the last job came with.
  std::string Options() const;
  // Whether the spool holds any receipt.
  bool HasSpooled() const;

 private:
  void WriteFiles() const;
  std::string OutputOfTool(const std::vector<std::string>& command) const;

  TemporaryFolder folder_;
  std::unique_ptr<Process> cupsd_;
};

}  // namespace bianmin::support

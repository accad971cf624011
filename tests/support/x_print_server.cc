#include "tests/support/x_print_server.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// job user title copies options [file]: what CUPS calls a back end. It says what its trouble is once it has looked,
// and, like many, never takes that back by itself.
constexpr const char* kPrinter = R"sh(#!/bin/sh
[ $# = 0 ] && { echo 'direct roll "Unknown" "Roll"'; exit 0; }
paper=${DEVICE_URI#roll:}
echo "$5" >"$paper/options"
while [ -e "$paper/trouble" ]; do echo "STATE: +$(cat "$paper/trouble")" >&2; sleep 0.05; done
[ -d "$paper" ] || exit 1
cat "${6:--}" >"$paper/coming"
mv "$paper/coming" "$paper/receipt-$(printf %05d "$1").pdf"
)sh";

constexpr const char* kRules = R"(
LogLevel warn
DirtyCleanInterval 0
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit Send-Document Cancel-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
)";

void Write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

std::string Read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

PrintServer::PrintServer() {
  WriteFiles();
  Start();
}

void PrintServer::WriteFiles() const {
  for (const char* name : {"root", "spool", "temporary", "cache", "state", "bin/backend", "bin/filter", "paper"}) {
    fs::create_directories(folder_ / name);
  }
  // It changes to a user of its own for the printing.
  fs::permissions(folder_.path(), fs::perms::all & ~fs::perms::group_write & ~fs::perms::others_write);
  fs::permissions(folder_ / "paper", fs::perms::all);
  fs::create_directory_symlink("/usr/lib/cups/daemon", folder_ / "bin/daemon");
  // A copy: security profiles that know cupsd by its place would keep it out of this folder.
  fs::copy_file("/usr/sbin/cupsd", folder_ / "cupsd");
  Write(folder_ / "bin/backend/roll", kPrinter);
  fs::permissions(folder_ / "bin/backend/roll", fs::perms::owner_all);
  const std::string at = folder_.path().string();
  Write(folder_ / "root/cupsd.conf", "Listen " + socket() + kRules);
  Write(folder_ / "root/cups-files.conf",
        "ServerRoot " + at + "/root\nServerBin " + at + "/bin\nDataDir /usr/share/cups\nRequestRoot " + at +
            "/spool\nTempDir " + at + "/temporary\nCacheDir " + at + "/cache\nStateDir " + at + "/state\nAccessLog " +
            at + "/access\nErrorLog " + at + "/error\nPageLog " + at + "/page\nSyncOnClose Yes\n");
  Write(folder_ / "root/printers.conf",
        std::string("<Printer ") + kQueue + ">\nDeviceURI roll:" + at +
            "/paper\nState Idle\nAccepting Yes\nErrorPolicy stop-printer\n</Printer>\n");
}

void PrintServer::Start() {
  const auto place = [this](const char* name) { return (folder_ / name).string(); };
  cupsd_ = std::make_unique<Process>("cupsd",
                                     std::vector<std::string>{place("cupsd"), "-f", "-c", place("root/cupsd.conf"),
                                                              "-s", place("root/cups-files.conf")},
                                     folder_ / "log");
  for (int i = 0; i < 400; ++i) {
    if (!cupsd_->IsRunning())
      throw StepFailed("cupsd ended at once: " + Read(folder_ / "log") + Read(folder_ / "error"));
    if (OutputOfTool({"lpstat", "-r"}).find("is running") != std::string::npos) return;
    std::this_thread::sleep_for(25ms);
  }
  throw StepFailed("cupsd does not answer");
}

void PrintServer::Kill() { cupsd_->Kill(); }

void PrintServer::GetsIntoTrouble(const std::string& reason) { Write(folder_ / "paper/trouble", reason); }
void PrintServer::IsMended() { fs::remove(folder_ / "paper/trouble"); }
void PrintServer::RemoveQueue() { OutputOfTool({"lpadmin", "-x", kQueue}); }

void PrintServer::Run(const std::string& tool) { OutputOfTool({tool, kQueue}); }
void PrintServer::Hold(int job) { OutputOfTool({"lp", "-i", std::to_string(job), "-H", "indefinite"}); }

std::string PrintServer::OutputOfTool(const std::vector<std::string>& command) const {
  return OutputOf(command, 10s,
                  {{"CUPS_SERVER", socket()}, {"LC_ALL", "C"}, {"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}});
}

std::vector<std::string> PrintServer::Printed() const {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder_ / "paper")) {
    if (entry.path().extension() == ".pdf") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> receipts;
  for (const fs::path& file : files) receipts.push_back(Read(file));
  return receipts;
}

std::string PrintServer::Options() const { return Read(folder_ / "paper/options"); }

bool PrintServer::HasSpooled() const {
  for (const auto& entry : fs::directory_iterator(folder_ / "spool")) {
    if (entry.path().filename().string().starts_with("d")) return true;
  }
  return false;
}

}  // namespace bianmin::support

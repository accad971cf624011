#include "tests/support/x_deployment.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <fstream>
#include <thread>
#include <utility>

namespace bianmin::support {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPoll{20};
constexpr milliseconds kStartPatience{15'000};
constexpr milliseconds kStopPatience{10'000};
constexpr milliseconds kAdminPatience{30'000};
constexpr int kEndedByTermSignal = 128 + 15;  // the kiosk handles no signal: what matters is on disk already

bool IsListening(int port) {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool is_listening = connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(probe);
  return is_listening;
}

std::string LastLines(const std::filesystem::path& log) {
  constexpr std::size_t kMost = 15;
  std::ifstream in(log);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::string text;
  for (std::size_t i = lines.size() > kMost ? lines.size() - kMost : 0; i < lines.size(); ++i) text += lines[i] + "\n";
  return text;
}

void CheckRuns(const std::unique_ptr<Process>& process) {
  if (process == nullptr || process->IsRunning()) return;
  throw StepFailed(process->name() + " ended by itself with code " + std::to_string(process->Stop(milliseconds{0})) +
                   "; its last words:\n" + LastLines(process->log()));
}

}  // namespace

Deployment::Deployment(DeploymentPlaces places) : places_(std::move(places)) {
  std::filesystem::create_directories(automation());
}

std::unique_ptr<Process> Deployment::Start(const std::string& program, std::vector<std::string> arguments,
                                           Process::Environment environment) const {
  std::vector<std::string> command{(places_.programs / program).string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return std::make_unique<Process>(program, std::move(command), places_.state / "logs" / (program + ".out"),
                                   std::move(environment));
}

void Deployment::StartCentre() {
  centre_ = Start("bianmin-centre", {"--config", (places_.state / "centre.toml").string()}, {});
  const auto deadline = steady_clock::now() + kStartPatience;
  while (!IsListening(places_.port)) {
    CheckRuns(centre_);
    if (steady_clock::now() >= deadline) throw StepFailed("the centre does not listen:\n" + LastLines(centre_->log()));
    std::this_thread::sleep_for(kPoll);
  }
}

void Deployment::StartSync() {
  sync_ = Start("bianmin-sync", {"run", "--config", (places_.state / "sync.toml").string()}, {});
}

void Deployment::StartKiosk(const std::string& display, Process::Environment environment) {
  std::filesystem::remove(automation() / "inventory.json");
  environment.emplace_back("DISPLAY", display);
  kiosk_ = Start("bianmin-kiosk",
                 {"--config", (places_.state / "kiosk.toml").string(), "--automation", automation().string()},
                 std::move(environment));
}

void Deployment::CheckAllRun() {
  CheckRuns(centre_);
  CheckRuns(sync_);
  CheckRuns(kiosk_);
}

void Deployment::StopAll() {
  for (std::unique_ptr<Process>* started : {&kiosk_, &sync_, &centre_}) {
    const std::unique_ptr<Process> process = std::move(*started);
    if (process == nullptr) continue;
    const int code = process->Stop(kStopPatience);
    if (code == 0 || code == kEndedByTermSignal) continue;
    throw StepFailed(process->name() + " was asked to stop and ended with code " + std::to_string(code) + ":\n" +
                     LastLines(process->log()));
  }
}

void Deployment::KillAll() {
  for (std::unique_ptr<Process>* started : {&kiosk_, &sync_, &centre_}) started->reset();
}

std::string Deployment::Admin(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), (places_.programs / "bianmin-admin").string());
  return OutputOf(arguments, kAdminPatience);
}

void Deployment::Employ(const std::string& number, const std::string& name, const std::string& role,
                        const std::string& pin) const {
  const std::string command = "printf '" + pin + "\\n' | " + (places_.programs / "bianmin-admin").string() +
                              " staff add " + number + " --name " + name + " --role " + role + " --config " +
                              (places_.state / "kiosk.toml").string();
  OutputOf({"sh", "-c", command}, kAdminPatience);
}

long Deployment::Waiting() const {
  const std::string answer = Admin({"outbox", "--config", (places_.state / "kiosk.toml").string(), "--json"});
  return boost::json::parse(answer).as_object().at("waiting").to_number<long>();
}

void Deployment::WaitUntilDelivered(milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  long waiting = Waiting();
  while (waiting != 0) {
    CheckAllRun();
    if (steady_clock::now() >= deadline) {
      throw StepFailed(std::to_string(waiting) + " records were not delivered to the centre within " +
                       std::to_string(patience.count()) + " ms:\n" + LastLines(sync_->log()));
    }
    std::this_thread::sleep_for(10 * kPoll);
    waiting = Waiting();
  }
}

void PrepareState(const std::filesystem::path& script, const DeploymentPlaces& places,
                  const std::vector<std::string>& settings) {
  std::vector<std::string> command{script.string(), places.state.string(), places.programs.string(),
                                   "port=" + std::to_string(places.port)};
  command.insert(command.end(), settings.begin(), settings.end());
  OutputOf(command, kAdminPatience);
}

}  // namespace bianmin::support

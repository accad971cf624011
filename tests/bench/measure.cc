#include "tests/bench/measure.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace bianmin::bench {
namespace {

constexpr double kKibibyte = 1024;
constexpr double kMegabyte = 1e6;

std::string ReadAll(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

double KibibytesOf(const std::string& text, const std::string& field) {
  const std::size_t at = text.find("\n" + field);
  if (at == std::string::npos) return 0;
  return std::stod(text.substr(at + 1 + field.size()));
}

// The fields of /proc/PID/stat after the command's name, which may hold anything.
std::vector<std::string> StatOf(pid_t process) {
  const std::string text = ReadAll("/proc/" + std::to_string(process) + "/stat");
  const std::size_t end_of_name = text.rfind(')');
  if (end_of_name == std::string::npos) return {};
  std::istringstream in(text.substr(end_of_name + 1));
  std::vector<std::string> fields;
  for (std::string field; in >> field;) fields.push_back(field);
  return fields;
}

std::string Spread(const Samples& samples) {
  if (samples.IsEmpty()) return "–";
  char text[64];
  std::snprintf(text, sizeof text, "%.4g  %.4g  %.4g", samples.Least(), samples.Median(), samples.Most());
  return text;
}

// printf pads by bytes; the table holds dashes and other wide bytes.
std::string Padded(std::string text, std::size_t width) {
  std::size_t characters = 0;
  for (const char byte : text) characters += (static_cast<unsigned char>(byte) & 0xc0) != 0x80 ? 1 : 0;
  text.append(width > characters ? width - characters : 0, ' ');
  return text;
}

}  // namespace

void Samples::Add(double value) { values_.insert(std::upper_bound(values_.begin(), values_.end(), value), value); }
double Samples::Least() const { return values_.front(); }
double Samples::Most() const { return values_.back(); }

double Samples::Median() const {
  const std::size_t middle = values_.size() / 2;
  return values_.size() % 2 == 1 ? values_[middle] : (values_[middle - 1] + values_[middle]) / 2;
}

double Samples::Percentile(int percent) const {
  return values_[std::min(values_.size() - 1, values_.size() * static_cast<std::size_t>(percent) / 100)];
}

void PrintTable(const std::string& ours, const std::string& theirs, const std::vector<Row>& rows) {
  std::printf("%s%s%s%s%s\n", Padded("min  median  max", 42).c_str(), Padded("unit", 8).c_str(),
              Padded(ours, 26).c_str(), Padded(theirs, 26).c_str(), "ratio");
  for (const Row& row : rows) {
    std::printf("%s%s%s%s", Padded(row.what, 42).c_str(), Padded(row.unit, 8).c_str(),
                Padded(Spread(row.ours), 26).c_str(), Padded(Spread(row.theirs), 26).c_str());
    if (!row.ours.IsEmpty() && !row.theirs.IsEmpty() && row.theirs.Median() > 0) {
      const double ratio = row.ours.Median() / row.theirs.Median();
      std::printf("%.2f", ratio);
      if (row.target > 0) std::printf("  (target %.2f: %s)", row.target, ratio <= row.target ? "met" : "MISSED");
    }
    std::printf("\n");
  }
}

std::vector<pid_t> Family(pid_t root) {
  std::vector<std::pair<pid_t, pid_t>> parents;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto process = static_cast<pid_t>(std::stol(name));
    const std::vector<std::string> fields = StatOf(process);
    if (fields.size() > 1) parents.emplace_back(process, static_cast<pid_t>(std::stol(fields[1])));
  }
  std::vector<pid_t> family{root};
  for (std::size_t i = 0; i < family.size(); ++i) {
    for (const auto& [process, parent] : parents) {
      if (parent == family[i]) family.push_back(process);
    }
  }
  return family;
}

double ProportionalMegabytes(pid_t root) {
  double sum = 0;
  for (const pid_t process : Family(root)) {
    sum += KibibytesOf(ReadAll("/proc/" + std::to_string(process) + "/smaps_rollup"), "Pss:") * kKibibyte;
  }
  return sum / kMegabyte;
}

double ProcessorSeconds(pid_t root) {
  constexpr std::size_t kUserTicks = 11, kSystemTicks = 12;
  double ticks = 0;
  for (const pid_t process : Family(root)) {
    const std::vector<std::string> fields = StatOf(process);
    if (fields.size() > kSystemTicks) ticks += std::stod(fields[kUserTicks]) + std::stod(fields[kSystemTicks]);
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double PeakMegabytes(pid_t process) {
  return KibibytesOf(ReadAll("/proc/" + std::to_string(process) + "/status"), "VmHWM:") * kKibibyte / kMegabyte;
}

double ResidentMegabytes(pid_t process) {
  return KibibytesOf(ReadAll("/proc/" + std::to_string(process) + "/status"), "VmRSS:") * kKibibyte / kMegabyte;
}

}  // namespace bianmin::bench

#pragma once

// What the benchmarks share: samples with their spread, a table whose last column is the ratio of the two sides, and
// what the kernel says about a process and its children. Two sides of a figure are always measured in one run, in
// turns.

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace bianmin::bench {

inline double SecondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class Samples {
 public:
  void Add(double value);
  bool IsEmpty() const { return values_.empty(); }
  double Least() const;
  double Median() const;
  double Most() const;
  double Percentile(int percent) const;  // 99: one in a hundred is larger

 private:
  std::vector<double> values_;  // sorted
};

struct Row {
  std::string what;
  std::string unit;
  Samples ours;
  Samples theirs;
  double target = 0;  // the ratio ours / theirs that we hold ourselves to; 0: none
};

// Prints `min median max` of both sides, the ratio of the medians, and the target with "met" or "MISSED".
void PrintTable(const std::string& ours, const std::string& theirs, const std::vector<Row>& rows);

// The process and everything it started, from /proc. Sizes in MB (10^6 bytes), time in seconds.
std::vector<pid_t> Family(pid_t root);
double ProportionalMegabytes(pid_t root);
double ProcessorSeconds(pid_t root);
double PeakMegabytes(pid_t process);      // VmHWM of this process alone
double ResidentMegabytes(pid_t process);  // VmRSS of this process alone

}  // namespace bianmin::bench

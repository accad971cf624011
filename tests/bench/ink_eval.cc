// Measures the handwriting recogniser with anybody's ink: how often the right character comes first, among five and
// among ten, how long a character takes, and the memory it costs.
//
// usage: ink_eval FILE [--model FILE] [--without-ocr] [--misses]
//   FILE            lines "character TAB x,y x,y;x,y x,y": strokes separated by ';', points by blanks, y down
//   --model FILE    instead of the model built with the program; the second reader's files are looked for beside it
//   --without-ocr   only our own reader
//   --misses        also prints each character that did not come first, and what did

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/file.h"
#include "kiosk/input/handwriting.h"
#include "kiosk/input/ink_text.h"
#include "tests/bench/measure.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr std::size_t kMostBytes = 256'000'000;
constexpr std::size_t kShown = 10;

struct Options {
  fs::path ink;
  fs::path model;
  bool without_ocr = false;
  bool shows_misses = false;
};

double MillisecondsSince(steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count();
}

double Percentile(const std::vector<double>& sorted, double part) {
  return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1) + 0.5)];
}

std::string Joined(const std::vector<input::InkCandidate>& candidates) {
  std::string text;
  for (const input::InkCandidate& candidate : candidates) text += candidate.text;
  return text;
}

struct Tally {
  std::vector<double> milliseconds;
  std::size_t first = 0;
  std::size_t among_five = 0;
  std::size_t among_ten = 0;
};

void Measure(input::Handwriting& handwriting, const input::InkLine& line, bool shows_misses, Tally& tally) {
  const auto begin = steady_clock::now();
  const auto candidates = handwriting.Recognise(line.ink, kShown);
  tally.milliseconds.push_back(MillisecondsSince(begin));
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const auto& candidate) { return candidate.text == line.character; });
  const auto place = static_cast<std::size_t>(found - candidates.begin());
  tally.first += place < 1 && found != candidates.end() ? 1 : 0;
  tally.among_five += place < 5 && found != candidates.end() ? 1 : 0;
  tally.among_ten += found != candidates.end() ? 1 : 0;
  if (shows_misses && place != 0) std::printf("%s read as %s\n", line.character.c_str(), Joined(candidates).c_str());
}

int Run(const Options& options) {
  const auto fail = [](const std::string& why) {
    std::fprintf(stderr, "ink_eval: %s\n", why.c_str());
    return 1;
  };
  const auto text = base::ReadFile(options.ink, kMostBytes);
  if (!text) return fail(text.error().message);
  const auto lines = input::ParseInkLines(*text);
  if (!lines) return fail(base::At(options.ink.string(), lines.error()).message);
  if (lines->empty()) return fail(options.ink.string() + " holds no ink; a line is CHARACTER TAB x,y x,y;x,y x,y");

  const double memory_before = ProportionalMegabytes(getpid());
  const auto begin = steady_clock::now();
  const fs::path folder = options.model.parent_path();
  input::HandwritingFiles files{.model = options.model.string(), .ocr_model = {}, .ocr_characters = {}};
  if (!options.without_ocr) {
    files.ocr_model = (folder / "ocr.onnx").string();
    files.ocr_characters = (folder / "ocr.txt").string();
  }
  const auto loaded = input::Handwriting::Load(files);
  if (!loaded) return fail(loaded.error().message);
  input::Handwriting& handwriting = **loaded;
  handwriting.Recognise(lines->front().ink, 1);
  const double load = MillisecondsSince(begin);
  if (!handwriting.OcrFault().empty()) std::printf("without the second reader: %s\n", handwriting.OcrFault().c_str());

  Tally tally;
  for (const input::InkLine& line : *lines) Measure(handwriting, line, options.shows_misses, tally);
  std::sort(tally.milliseconds.begin(), tally.milliseconds.end());
  const double count = static_cast<double>(lines->size()) / 100;
  std::printf("%zu characters, %s\n", lines->size(), handwriting.HasOcr() ? "both readers" : "our own reader only");
  std::printf("right first %.1f %%, among five %.1f %%, among ten %.1f %%\n", static_cast<double>(tally.first) / count,
              static_cast<double>(tally.among_five) / count, static_cast<double>(tally.among_ten) / count);
  std::printf("a character: p50 %.1f ms, p95 %.1f ms, at most %.1f ms\n", Percentile(tally.milliseconds, 0.5),
              Percentile(tally.milliseconds, 0.95), tally.milliseconds.back());
  std::printf("loading and the first character %.0f ms; memory (PSS) %.1f MB for the readers, %.1f MB in all\n", load,
              ProportionalMegabytes(getpid()) - memory_before, ProportionalMegabytes(getpid()));
  return 0;
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  bianmin::bench::Options options;
  options.model =
      std::filesystem::absolute(argv[0]).parent_path().parent_path() / "share/handwriting/handwriting.model";
  CLI::App app{"Measures the handwriting recogniser with ink from a file", "ink_eval"};
  app.add_option("FILE", options.ink, "lines CHARACTER TAB x,y x,y;x,y x,y")->required();
  app.add_option("--model", options.model, "instead of the model built with the program");
  app.add_flag("--without-ocr", options.without_ocr, "only our own reader");
  app.add_flag("--misses", options.shows_misses, "print what did not come first");
  CLI11_PARSE(app, argc, argv);
  return bianmin::bench::Run(options);
}

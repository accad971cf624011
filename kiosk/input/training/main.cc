// train-handwriting: makes the handwriting model when the program is built; packaging/handwriting.sh runs it.
//
// usage: train-handwriting HANZI_WRITER_DATA TEMPLATES MODEL
//   HANZI_WRITER_DATA   folder of the npm package of that name
//   TEMPLATES           our own digits and capitals (assets/handwriting/templates.txt)
//   MODEL               the file to write

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "kiosk/base/file.h"
#include "kiosk/input/training/rarity.h"
#include "kiosk/input/training/trainer.h"

namespace bianmin::input::training {
namespace {

constexpr float kTemplateFileSide = 100;  // the square in which assets/handwriting/templates.txt is drawn

base::Result<std::size_t> Run(const std::string& package, const std::string& own, const std::string& model_path) {
  auto templates = ReadHanziWriterFolder(package);
  if (!templates) return templates.error();
  auto others = ReadTemplateFile(own, kTemplateFileSide);
  if (!others) return others.error();
  templates->insert(templates->end(), others->begin(), others->end());
  HandwritingModel model = Train(*templates, {.threads = std::max(1U, std::thread::hardware_concurrency())});
  auto rarity = RarityOf(model.characters);
  if (!rarity) return rarity.error();
  model.rarity = std::move(*rarity);
  const auto written = base::ReplaceFile(model_path, model.Serialised());
  if (!written) return written.error();
  return model.characters.size();
}

}  // namespace
}  // namespace bianmin::input::training

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: train-handwriting HANZI_WRITER_DATA TEMPLATES MODEL\n");
    return 2;
  }
  const auto trained = bianmin::input::training::Run(argv[1], argv[2], argv[3]);
  if (!trained) {
    std::fprintf(stderr, "train-handwriting: %s\n", trained.error().message.c_str());
    return 1;
  }
  std::printf("%s: %zu characters\n", argv[3], *trained);
  return 0;
}

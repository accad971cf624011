#include "tests/support/x_paper.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

namespace bianmin::support {
namespace {

std::string AnswerOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>/dev/null").c_str(), "r"), pclose);
  std::string answer;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe.get()))
    answer.append(buffer.data(), size);
  return answer;
}

}  // namespace

Paper::Paper(const std::string& pdf) { std::ofstream(file(), std::ios::binary) << pdf; }

std::string Paper::Text() const { return AnswerOf("pdftotext -layout " + file() + " -"); }
std::string Paper::Facts() const { return AnswerOf("pdfinfo " + file()); }
std::string Paper::Boxes() const { return AnswerOf("pdftotext -bbox " + file() + " -"); }
std::string Paper::Code() const {
  const std::string picture = (folder_ / "page").string();
  AnswerOf("pdftoppm -r 203 -png -singlefile " + file() + " " + picture);
  return AnswerOf("zbarimg --raw -q " + picture + ".png");
}

}  // namespace bianmin::support

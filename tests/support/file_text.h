#pragma once
// A file as one text, for tests that look into what a program wrote.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace bianmin::support {

// Throws when it cannot be read: a file that is not there is another thing than an empty one.
inline std::string TextOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace bianmin::support

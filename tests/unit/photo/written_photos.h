#pragma once
// Photos as files, written for tests: a red left and a blue right half.

#include <cstdint>
#include <string>

namespace bianmin::testing {

struct JpegOrder {
  int width = 64;
  int height = 32;
  int orientation = 0;   // of EXIF; 0: it says nothing
  int scans = 0;         // progressive, grey, of so many scans (at least two); 0: baseline
  bool is_cmyk = false;  // printers' colours
};
std::string WriteJpeg(const JpegOrder& order);
// The size that it claims, whatever it holds.
std::string WithClaimedSize(std::string jpeg, int width, int height);

struct PngOrder {
  int width = 64;
  int height = 32;
  bool is_interlaced = false;
};
std::string WritePng(const PngOrder& order);
// A PNG of nothing but its head.
std::string PngHead(std::uint32_t width, std::uint32_t height);

}  // namespace bianmin::testing

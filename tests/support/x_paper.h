#pragma once
// A receipt that came out, looked at by other programs, as a scanner and a person would: text and size by poppler, the
// code by zbar.

#include <string>

#include "tests/support/temporary_folder.h"

namespace bianmin::support {

class Paper {
 public:
  explicit Paper(const std::string& pdf);

  // Every answer is empty when the program refused the file.
  std::string Text() const;
  std::string Facts() const;  // pdfinfo's
  std::string Boxes() const;  // of the words, as HTML
  std::string Code() const;   // what the QR code says, in the resolution of a thermal head

 private:
  std::string file() const { return (folder_ / "receipt.pdf").string(); }

  TemporaryFolder folder_;
};

}  // namespace bianmin::support

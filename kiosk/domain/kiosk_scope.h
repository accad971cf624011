#pragma once
// For which kiosks something is meant: every one, those of a city, those of a centre, or a single one. Written as the
// front of a kiosk's name: "", "demo-city", "demo-city/jingan", "demo-city/jingan/k01".

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/kiosk_name.h"

namespace bianmin::domain {

class KioskScope {
 public:
  KioskScope() = default;  // every kiosk
  // Invalid with what it must look like.
  static base::Result<KioskScope> Parse(std::string_view text);
  // Those that a kiosk with this `source` (KioskName::Source) belongs to, the widest first: four of them.
  static std::vector<KioskScope> Of(std::string_view source);

  const std::string& text() const { return text_; }
  // "urn:bianmin:demo-city": the front of its kiosks' `source`, without the colon that follows.
  std::string SourcePrefix() const;
  bool Covers(std::string_view source) const;
  // 0: every kiosk … 3: a single one.
  int Depth() const;

  friend bool operator==(const KioskScope&, const KioskScope&) = default;

 private:
  explicit KioskScope(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace bianmin::domain

#include "kiosk/wire/front_page.h"

#include <limits>

#include "kiosk/domain/limits.h"
#include "kiosk/wire/json.h"

namespace bianmin::wire {
namespace {

constexpr auto kMostEvents = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

base::Error NotAFrontPage(std::string_view why) {
  return {base::ErrorCode::Corrupt, "the answer is no front page of a centre: " + std::string(why)};
}

}  // namespace

base::Result<CentreHolding> ReadFrontPage(std::string_view text) {
  const auto value = ParseJson(text, "answer");
  if (!value) return value.error();
  const boost::json::object* object = value->if_object();
  if (object == nullptr) return NotAFrontPage("it is not an object");
  if (TextIn(*object, "protocol") != "v1") return NotAFrontPage("its protocol is not v1");
  const auto epoch = TextIn(*object, "epoch");
  const auto count = CountIn(*object, "count");
  const auto high = TextIn(*object, "high");
  const auto sequence = high ? ParseSequence(*high) : std::nullopt;
  if (!epoch || epoch->empty() || !count || *count > kMostEvents || !sequence) {
    return NotAFrontPage("epoch, count or high is missing or of another kind");
  }
  CentreHolding holding{*epoch, static_cast<std::int64_t>(*count), *sequence};
  const boost::json::array* keys = ArrayIn(*object, "arrival_keys");
  if (keys == nullptr) return holding;
  if (keys->size() > domain::kMaxArrivalKeys) return NotAFrontPage("it names too many keys");
  for (const boost::json::value& each : *keys) {
    const boost::json::object* key = each.if_object();
    const auto bytes = key != nullptr ? BytesIn<base::VerifyKey>(*key, "key") : std::nullopt;
    if (!bytes) return NotAFrontPage("one of its keys is none");
    holding.arrival_keys.push_back(*bytes);
  }
  return holding;
}

}  // namespace bianmin::wire

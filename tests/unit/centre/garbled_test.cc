// A line, a broken client or an attacker may garble what arrives. Whatever it is, the centre answers in the words of
// its contract, its counts add up, and what it took before stays as it was.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/wire/batch.h"
#include "sync/http/pack.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

using support::CentreDesk;
using support::NumberOf;
using support::Told;

constexpr int kRounds = 3000;

class Garbler {
 public:
  explicit Garbler(std::uint64_t seed) : random_(seed) {}

  std::string Garble(std::string text) {
    const auto times = 1 + random_.Below(4);
    for (std::uint64_t i = 0; i < times && !text.empty(); ++i) Once(text);
    return text;
  }

 private:
  void Once(std::string& text) {
    static constexpr std::string_view kTelling = "{}[],:\"\\ \n0-\xff";
    const auto at = static_cast<std::size_t>(random_.Below(text.size()));
    const auto length = static_cast<std::size_t>(random_.Below(40));
    switch (random_.Below(5)) {
      case 0:
        text[at] = static_cast<char>(random_.Below(256));
        break;
      case 1:
        text[at] = kTelling[random_.Below(kTelling.size())];
        break;
      case 2:
        text.erase(at, length);
        break;
      case 3:
        text.insert(at, text.substr(random_.Below(text.size()), length));
        break;
      default:
        text.resize(at);
    }
  }

  base::SeededRandom random_;
};

// Nothing, or what is wrong with the answer.
std::string FaultOf(const Response& response, std::size_t& events_taken) {
  if (response.status != 200) {
    const bool is_known = response.status == 400 || response.status == 403 || response.status == 413;
    const auto problem = wire::ReadProblem(response.body);
    return is_known && problem.ok() ? "" : "status " + std::to_string(response.status) + ": " + response.body;
  }
  const auto answer = wire::ReadAcknowledgement(response.body);  // checks that the counts add up
  if (!answer) return answer.error().message;
  events_taken += answer->accepted;
  return "";
}

TEST(Garbled, BatchesAreAnsweredInTheWordsOfTheContract) {
  constexpr std::uint64_t kSeed = 20261123;
  Garbler garbler(kSeed);
  CentreDesk desk;
  std::size_t taken = 0;
  for (int round = 1; round <= kRounds; ++round) {
    const std::string body =
        support::BatchOf({Told{.n = round, .subject = NumberOf(round)}.Text(),
                          Told{.n = 100'000 + round, .type = "rating.given", .subject = ""}.Text()});
    Request request = support::PostOf(garbler.Garble(body), round);
    if (round % 5 == 0) {
      request.body = garbler.Garble(http::Gzip(body));
      request.headers["content-encoding"] = "gzip";
    }
    const std::string fault = FaultOf(desk.Handle(request), taken);
    ASSERT_EQ(fault, "") << "seed " << kSeed << ", round " << round << ": " << request.body;
  }
  EXPECT_EQ(support::Must(desk.archive->CountAll()).events, static_cast<std::int64_t>(taken));
  EXPECT_GT(taken, kRounds / 10U) << "some changes hurt one event only";
}

TEST(Garbled, QuestionsAreAnsweredInTheWordsOfTheContract) {
  constexpr std::uint64_t kSeed = 20261124;
  Garbler garbler(kSeed);
  CentreDesk desk;
  const std::string good = "/v1/changes?after=" + desk.archive->Epoch() + ".0&limit=500&wait=25";
  for (int round = 1; round <= kRounds; ++round) {
    const std::string target = garbler.Garble(good);
    const Response response = desk.Handle(support::GetOf(target));
    EXPECT_THAT(response.status, testing::AnyOf(200, 400, 404, 405, 410)) << "round " << round << ": " << target;
  }
}

}  // namespace
}  // namespace bianmin::centre

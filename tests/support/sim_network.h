#pragma once
// The network of the simulated world, between the real relay and puller on one side and the real centre's Handle() on
// the other. It loses requests and answers, delivers twice or late, answers in the centre's place, and lets time pass.
// What it makes of an answer goes through the real table of sync/http, so that a simulated login page is judged by the
// same code as a real one.
//
// It does not hand over a part of a request's body: the centre's sockets take a whole body or none
// (tests/contract/attack_test.cc). What it does hand over is a part of a batch, whole in itself.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "sync/centre/message.h"
#include "sync/engine/transport.h"
#include "sync/http/classify.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::sim {

// The process ends here, at any point of an exchange.
struct Crash {};

class Network final : public engine::Transport {
 public:
  struct Ends {
    // Nothing: the two do not come to speak, because one does not accept the other's certificate.
    std::function<std::optional<centre::Response>(const centre::Request&)> centre;
    // What the kiosk shows of itself, put into a request of relay, puller or inquirer.
    std::function<void(centre::Request&)> identify;
    // Called at each point of an exchange where a process may end; throws Crash when it does.
    std::function<void()> step;
  };

  Network(SimulatedClock& clock, base::Random& random, Ends ends)
      : clock_(clock), random_(random), ends_(std::move(ends)) {}

  // That many requests in a hundred meet with something.
  void IsInTrouble(int percent) { trouble_percent_ = percent; }
  // Nothing goes through.
  void IsCut(bool is_cut) { is_cut_ = is_cut; }
  // That many exchanges in a thousand see the process end before, in the middle or after.
  void CrashesTheKiosk(int per_mille) { crash_per_mille_ = per_mille; }
  void Heals();

  engine::Outcome Post(const std::string& batch_id, const std::string& body,
                       const std::string& journal_head = {}) override;
  engine::Outcome PostJournal(const std::string& body) override;
  engine::Outcome Get(const engine::ChangesQuery& query) override;
  engine::Outcome GetRecord(const std::string& number) override;
  engine::Outcome GetFrontPage() override;
  engine::Outcome PutHeartbeat(const std::string& body) override;
  // A request that says itself who asks: of EST (then certificates come back), or for the front page.
  engine::Outcome Ask(const centre::Request& request, bool is_enrolment);

  // Exchanges begun by relay, puller and inquirer.
  int requests() const { return requests_; }

 private:
  engine::Outcome Exchange(centre::Request request, http::Exchange exchange);
  engine::Outcome Carry(const centre::Request& request, http::Exchange exchange);
  http::Exchange Deliver(const centre::Request& request, http::Exchange exchange);
  http::Exchange DeliverAPart(const centre::Request& request, http::Exchange exchange);
  http::Exchange Misdeliver(const centre::Request& request, http::Exchange exchange);
  http::Exchange Impersonate(http::Exchange exchange);
  http::Exchange Break(http::Exchange exchange, CURLcode how);
  void DeliverWhatIsLate();
  void MayCrash();
  bool Chance(int in_a_thousand) { return static_cast<int>(random_.Below(1000)) < in_a_thousand; }
  void Pass(std::int64_t most_milliseconds);

  SimulatedClock& clock_;
  base::Random& random_;
  Ends ends_;
  int trouble_percent_ = 0;
  int crash_per_mille_ = 0;
  bool is_cut_ = false;
  std::vector<centre::Request> late_;
  std::string last_answer_;  // to a batch: what a broken cache may repeat
  int requests_ = 0;
};

}  // namespace bianmin::sim

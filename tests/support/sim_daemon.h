#pragma once
// What lives and dies with the process of bianmin-sync in the simulated world. For sim_world.cc and sim_promises.cc.

#include "tests/support/sim_world.h"

namespace bianmin::sim {

struct World::Daemon {
  store::Database outgoing, incoming;
  std::unique_ptr<engine::Transport> wrapped;
  engine::ContactReport report;
  engine::Relay relay;
  engine::Reconciler reconciler;
  engine::JournalTeller teller;
  engine::Upkeep upkeep;
  engine::Puller puller;
  std::optional<engine::Renewer> renewer;

  Daemon(Kiosk& kiosk, engine::Transport& network, const Wrap& wrap, const base::Clock& clock, base::Random& random)
      : outgoing(kiosk.OpenDatabase()),
        incoming(kiosk.OpenDatabase()),
        wrapped(wrap ? wrap(network, kiosk) : nullptr),
        report(clock),
        relay(outgoing, wrapped ? *wrapped : network, clock, random, report),
        reconciler(outgoing, wrapped ? *wrapped : network, clock),
        teller(outgoing, wrapped ? *wrapped : network, clock, random),
        upkeep(outgoing, clock),
        puller(incoming, wrapped ? *wrapped : network, clock, random, report,
               {.wait = std::chrono::seconds{25}, .pause = std::chrono::minutes{5}}) {}
};

}  // namespace bianmin::sim

#pragma once
// A kiosk at which everything happens that can be said to the centre: at least one event of every type, by the store's
// own use cases. Used by the tests that hold events to the contract, and to other programs' reading of them.

#include "kiosk/store/store.h"

namespace bianmin::contract {

inline constexpr std::size_t kEverythingSaid = 52;  // events

void SayEverything(store::Store& store, const base::Clock& clock);

}  // namespace bianmin::contract

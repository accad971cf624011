#pragma once
// 信息公开: what the centre offers and what it costs, whom to call, how it is doing, and the rules it is held to (R13,
// R23, R24, R29).

#include <optional>

#include "kiosk/domain/figures.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct InformationState {
  std::optional<Topic> topic;  // nothing: the choice of topics
  domain::ServiceGroup group = domain::ServiceGroup::Life;
  std::optional<domain::PublishedFigures> figures;  // nothing: not counted yet
  base::TimePoint counted_at;
};

std::optional<Action> DrawInformation(const InformationState& state, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

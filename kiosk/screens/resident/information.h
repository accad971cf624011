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
  std::optional<std::size_t> notice;  // of Topic::Notices: the one that is read, in Scene::notices; nothing: their list
  bool is_from_home = false;          // it was opened there, and leads back there
};

std::optional<Action> DrawInformation(const InformationState& state, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

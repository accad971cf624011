#pragma once
// 通知公告: what the city lets residents know these days, as a list and one by one. Who wrote a notice in Chinese only
// is read in Chinese in either language, and the page says so.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// Those that are shown today, the newest first.
std::vector<const domain::Notice*> NoticesNow(const Scene& scene);
std::string_view TitleOf(const domain::Notice& notice, const Scene& scene);

// The list, or with an index of Scene::notices that one.
std::optional<Action> DrawNotices(std::optional<std::size_t> read, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

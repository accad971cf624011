#pragma once
// A row of the queue in words: what it is, how its clock stands, who has it, and why it stands where it stands. Colours
// never say more than the words beside them.

#include "kiosk/domain/work_item.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

ui::ListRow RowOf(const domain::WorkItem& item, const Scene& scene);
// Still being fetched.
ui::ListRow Placeholder(const Scene& scene);
// The longest that rows can be: one for each service, with everything else at its longest.
std::vector<ui::ListRow> LongestRows(const Scene& scene);

const char* KindKey(domain::WorkKind kind);
ui::Icon KindIcon(domain::WorkKind kind);
const char* WorkStateKey(const std::string& state);
// "2 小时", "3 天": whole and rounded down, as people say it.
std::string RoughTime(const Scene& scene, base::Milliseconds span);

}  // namespace bianmin::screens

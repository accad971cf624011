#pragma once
// What staff do on the queue's pages. Part of screens::Action.

#include <cstdint>
#include <variant>

#include "kiosk/domain/work_item.h"

namespace bianmin::screens {

struct OpenFilters {};  // 筛选
struct ChooseQueueFilter {
  domain::QueueFilter filter;
};
// Rows from here on are in sight and not known yet.
struct SeeRows {
  std::int64_t first = 0;
};
struct SearchQueue {};  // 搜索, with what stands in the field
struct EndSearch {};
// A row was touched.
struct OpenRecord {
  domain::RecordNumber number;
  domain::WorkKind kind = domain::WorkKind::Order;
};
struct OpenAnonymousRating {
  domain::RatingId rating;
};
struct AcknowledgeUrgent {};  // 知道了，马上处理
struct PressNotice {};        // in the header: to the urgent needs, or to the device page

using QueueAct = std::variant<OpenFilters, ChooseQueueFilter, SeeRows, SearchQueue, EndSearch, OpenRecord,
                              OpenAnonymousRating, AcknowledgeUrgent, PressNotice>;

}  // namespace bianmin::screens

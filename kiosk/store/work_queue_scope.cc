#include "kiosk/store/work_queue_scope.h"

#include "kiosk/base/check.h"

namespace bianmin::store {
namespace {

// Every statement has the same parameters, so that one reader serves all.
constexpr const char* kOpen =
    "SELECT serial FROM work_item INDEXED BY work_open WHERE is_open = 1 AND is_urgent = ?1 AND priority = ?2 AND "
    "place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 AND ?9 = '' "
    "ORDER BY place, arrived, serial LIMIT ?7 OFFSET ?8";
constexpr const char* kVoices =
    "SELECT serial FROM work_item INDEXED BY work_voice WHERE is_open = 1 AND kind IN ('complaint', 'suggestion') AND "
    "is_urgent = ?1 AND priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 AND "
    "?9 = '' ORDER BY place, arrived, serial LIMIT ?7 OFFSET ?8";
constexpr const char* kRatings =
    "SELECT serial FROM work_item INDEXED BY work_rating WHERE is_open = 1 AND kind = 'rating' AND is_urgent = ?1 AND "
    "priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 AND ?9 = '' "
    "ORDER BY place, arrived, serial LIMIT ?7 OFFSET ?8";
constexpr const char* kService =
    "SELECT serial FROM work_item INDEXED BY work_service WHERE is_open = 1 AND service_code = ?9 AND is_urgent = ?1 "
    "AND priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 "
    "ORDER BY place, arrived, serial LIMIT ?7 OFFSET ?8";
constexpr const char* kState =
    "SELECT serial FROM work_item INDEXED BY work_state WHERE is_open = 1 AND state = ?9 AND is_urgent = ?1 AND "
    "priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 "
    "ORDER BY place, arrived, serial LIMIT ?7 OFFSET ?8";
constexpr const char* kOwner =
    "SELECT serial FROM work_item INDEXED BY work_owner WHERE is_open = 1 AND owner = ?9 AND is_urgent = ?1 AND "
    "priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 "
    "ORDER BY place, arrived, serial LIMIT ?7 OFFSET ?8";

constexpr const char* kCountOpen =
    "SELECT count(*) FROM work_item INDEXED BY work_open WHERE is_open = 1 AND is_urgent = ?1 AND priority = ?2 AND "
    "place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 AND ?7 = ''";
constexpr const char* kCountVoices =
    "SELECT count(*) FROM work_item INDEXED BY work_voice WHERE is_open = 1 AND kind IN ('complaint', 'suggestion') "
    "AND is_urgent = ?1 AND priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 "
    "AND ?7 = ''";
constexpr const char* kCountRatings =
    "SELECT count(*) FROM work_item INDEXED BY work_rating WHERE is_open = 1 AND kind = 'rating' AND is_urgent = ?1 "
    "AND priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6 AND ?7 = ''";
constexpr const char* kCountService =
    "SELECT count(*) FROM work_item INDEXED BY work_service WHERE is_open = 1 AND service_code = ?7 AND is_urgent = ?1 "
    "AND priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6";
constexpr const char* kCountState =
    "SELECT count(*) FROM work_item INDEXED BY work_state WHERE is_open = 1 AND state = ?7 AND is_urgent = ?1 AND "
    "priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6";
constexpr const char* kCountOwner =
    "SELECT count(*) FROM work_item INDEXED BY work_owner WHERE is_open = 1 AND owner = ?7 AND is_urgent = ?1 AND "
    "priority = ?2 AND place >= ?3 AND place < ?4 AND about_staff <> ?5 AND about_staff <> ?6";

struct ScopeChooser {
  const domain::QueueViewer& viewer;

  Scope operator()(const domain::AllOpen&) const { return {"open", kOpen, kCountOpen, ""}; }
  Scope operator()(const domain::OverdueOnly&) const { return {"open", kOpen, kCountOpen, "", true}; }
  Scope operator()(const domain::MineOnly&) const {
    return {"owner " + viewer.number.text(), kOwner, kCountOwner, viewer.number.text()};
  }
  Scope operator()(const domain::ComplaintsAndSuggestions&) const { return {"voice", kVoices, kCountVoices, ""}; }
  Scope operator()(const domain::BadRatings&) const { return {"rating", kRatings, kCountRatings, ""}; }
  Scope operator()(const domain::OfService& of) const {
    return {"service " + of.code, kService, kCountService, of.code};
  }
  Scope operator()(const domain::InState& in) const { return {"state " + in.state, kState, kCountState, in.state}; }
  Scope operator()(const domain::NewSince&) const {
    CHECK(false);
    return {};
  }
};

}  // namespace

Scope ScopeOf(const domain::QueueViewer& viewer, const domain::QueueFilter& filter) {
  return std::visit(ScopeChooser{viewer}, filter);
}

}  // namespace bianmin::store

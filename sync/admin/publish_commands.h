#pragma once
// bianmin-admin centre publish, withdraw and published: what the city lets its kiosks know. Works on the archive beside
// the running centre, which tells the kiosks within a second.

#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/admin/report.h"
#include "sync/centre/archive.h"

namespace bianmin::admin {

struct PublishOrder {
  std::string kind;      // "catalogue" …
  std::string file;      // what is published; the same TOML as the kiosk's own file of that name
  std::string scope;     // "" for all kiosks, or the front of a kiosk's name: "demo-city/jingan"
  std::string sign_key;  // of settings: the operator's secret key
};

// Refused as a kiosk would refuse it, with file:line:column. Settings need the key.
base::Result<Report> PublishDocument(centre::Archive& archive, const PublishOrder& order, base::TimePoint now);
// What a wider scope or the kiosk's own file says counts again.
base::Result<Report> WithdrawDocument(centre::Archive& archive, const PublishOrder& order, base::TimePoint now);
// The newest of each kind and scope.
base::Result<Report> ListPublished(centre::Archive& archive);

}  // namespace bianmin::admin

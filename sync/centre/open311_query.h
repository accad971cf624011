#pragma once
// The filters of GET /open311/v2/requests, read and checked. Used by open311.cc.

#include "sync/centre/archive.h"
#include "sync/centre/form.h"

namespace bianmin::centre::open311 {

// Invalid with what the filter must look like; NotFound for a service_request_id that can be none. Without dates the 90
// days before `now`; with one of them, the 90 days from it or up to it.
base::Result<OrderFilter> ReadFilter(const Form& query, base::TimePoint now);

// RFC 3339 with Z or an offset; a space counts as the plus that it stands for in an address.
std::optional<base::TimePoint> ParseMoment(const std::string& text);

}  // namespace bianmin::centre::open311

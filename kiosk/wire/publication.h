#pragma once
// A document of the city on the wire: the `data` of a change of type cn.bianmin.document.published.v1. Written by the
// centre, read by the kiosk.

#include <boost/json.hpp>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/change.h"

namespace bianmin::wire {

inline constexpr std::string_view kPublished = "cn.bianmin.document.published.v1";

boost::json::object WritePublication(const domain::Publication& publication);

// Corrupt when it does not say what it is: kind, scope, version, time. When it does, but its content is too large or is
// not what its digest says, or its signature is none, `fault` tells so.
base::Result<domain::PublicationChange> ReadPublication(const boost::json::object& data);

}  // namespace bianmin::wire

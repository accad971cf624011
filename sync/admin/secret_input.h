#pragma once
// A PIN from standard input: at a terminal asked for twice and not shown, otherwise one line. Never an argument, which
// everybody on the machine can read.

#include <string>

#include "kiosk/base/result.h"

namespace bianmin::admin {

base::Result<std::string> ReadPin();

}  // namespace bianmin::admin

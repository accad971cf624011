#pragma once
// The receipt of a result: what a resident may show anybody, in the language and text size of the screen. No name,
// phone, address or words of the resident: a paper lies about. Pure.

#include <optional>

#include "kiosk/app/model.h"
#include "kiosk/base/crypto.h"
#include "kiosk/print/receipt.h"
#include "kiosk/screens/scene.h"

namespace bianmin::app {

// Nothing: this screen has no receipt.
std::optional<print::Receipt> ReceiptOf(const Model& model, const screens::Scene& scene, const base::SecretKey* city);

}  // namespace bianmin::app

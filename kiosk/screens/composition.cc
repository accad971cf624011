#include "kiosk/screens/composition.h"

namespace bianmin::screens {

void Composition::Clear() {
  letters.clear();
  ink.clear();
  shown_letters.clear();
  candidates.clear();
  shows_all = false;
}

}  // namespace bianmin::screens

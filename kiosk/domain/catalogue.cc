#include "kiosk/domain/catalogue.h"

#include <algorithm>
#include <map>
#include <set>

namespace bianmin::domain {

const Service* Catalogue::Find(std::string_view code) const {
  const auto found = std::find_if(services.begin(), services.end(), [&](const Service& s) { return s.code == code; });
  return found == services.end() ? nullptr : &*found;
}

std::vector<const Service*> Catalogue::In(ServiceGroup group) const {
  std::vector<const Service*> found;
  for (const Service& service : services) {
    if (service.group == group) found.push_back(&service);
  }
  return found;
}

const Choice* FindChoice(const std::vector<Choice>& choices, std::string_view code) {
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.code == code; });
  return found == choices.end() ? nullptr : &*found;
}

const LocalisedText* FindServiceOrWindow(const Catalogue& catalogue, std::string_view code) {
  if (const Service* service = catalogue.Find(code)) return &service->name;
  const Choice* window = FindChoice(catalogue.windows, code);
  return window == nullptr ? nullptr : &window->text;
}

}  // namespace bianmin::domain

#include "kiosk/store/handlers.h"

namespace bianmin::store {

void MustBe(Connection&, const domain::Handler&) {}
void MustBeAbleToOwn(Connection&, const domain::StaffNumber&, const domain::Concern&) {}
std::optional<domain::StaffNumber> FindSubject(StoreCore&, std::string_view) { return std::nullopt; }

}  // namespace bianmin::store

#include "sync/centre/open_registry.h"

#include "sync/centre/postgres_registry.h"
#include "sync/centre/sqlite_registry.h"

namespace bianmin::centre {
namespace {

template <class Kind>
base::Result<std::unique_ptr<Registry>> AsRegistry(base::Result<std::unique_ptr<Kind>> opened) {
  if (!opened) return opened.error();
  return std::unique_ptr<Registry>(std::move(*opened));
}

}  // namespace

base::Result<std::unique_ptr<Registry>> OpenRegistry(const CentreSettings& settings, OpenMode mode,
                                                     const base::Clock& clock, base::Random& random) {
  if (!settings.enrolment) return std::unique_ptr<Registry>();
  const std::filesystem::path& file = settings.enrolment->registry;
  if (!file.empty()) return AsRegistry(SqliteRegistry::Open(file));
  return AsRegistry(PostgresRegistry::Open(settings.postgres.value(), mode, clock, random));
}

}  // namespace bianmin::centre

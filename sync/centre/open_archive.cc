#include "sync/centre/open_archive.h"

#include "sync/centre/postgres_archive.h"
#include "sync/centre/sqlite_archive.h"

namespace bianmin::centre {
namespace {

template <class Kind>
base::Result<std::unique_ptr<Archive>> AsArchive(base::Result<std::unique_ptr<Kind>> opened) {
  if (!opened) return opened.error();
  return std::unique_ptr<Archive>(std::move(*opened));
}

}  // namespace

base::Result<std::unique_ptr<Archive>> OpenArchive(const CentreSettings& settings, OpenMode mode,
                                                   const base::Clock& clock, base::Random& random) {
  if (settings.postgres) return AsArchive(PostgresArchive::Open(*settings.postgres, mode, clock, random));
  return AsArchive(SqliteArchive::Open(settings.database, mode, clock.Now(), random));
}

}  // namespace bianmin::centre

#pragma once
// The registry in the PostgreSQL database that the copies of the centre share, beside the archive's tables: a code is
// good for one certificate whichever copies it is shown to, and what one revokes the others refuse from their next
// request on. Each object has one connection, which comes back by itself as the archive's does.

#include <memory>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/registry.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

class PostgresRegistry final : public Registry {
 public:
  // As PostgresArchive::Open. `clock` must outlive it.
  static base::Result<std::unique_ptr<PostgresRegistry>> Open(const PostgresSettings& settings, OpenMode mode,
                                                              const base::Clock& clock, base::Random& random);
  ~PostgresRegistry() override;

  base::Result<base::Done> Invite(const Invitation& invitation) override;
  base::Result<CodeStanding> Look(const std::string& source, const base::Digest& code, base::TimePoint now) override;
  base::Result<base::Done> Enrol(const base::Digest& code, const IssuedCertificate& certificate,
                                 base::TimePoint now) override;
  base::Result<base::Done> Renew(const std::string& serial, const IssuedCertificate& certificate,
                                 base::TimePoint now) override;
  base::Result<Admission> AdmissionOf(const std::string& source, const std::string& serial) override;
  base::Result<int> Revoke(const std::string& source, base::TimePoint now) override;
  base::Result<std::vector<ListedCertificate>> List(std::size_t limit) override;

 private:
  struct Book;  // the connection
  explicit PostgresRegistry(std::unique_ptr<Book> book);

  std::unique_ptr<Book> book_;
};

}  // namespace bianmin::centre

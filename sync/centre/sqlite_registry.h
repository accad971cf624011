#pragma once
// The registry in one SQLite file (WAL, synchronous=FULL), for a centre that runs on one machine. bianmin-admin works
// on the same file beside the running centre.

#include <filesystem>
#include <memory>

#include "sync/centre/registry.h"

namespace bianmin::centre {

class SqliteRegistry final : public Registry {
 public:
  // Made if missing; ":memory:" ends with the object. Fails with a plain sentence when the file is no registry, is of a
  // newer program, or cannot be written.
  static base::Result<std::unique_ptr<SqliteRegistry>> Open(const std::filesystem::path& path);
  ~SqliteRegistry() override;

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
  struct Book;  // the database and its prepared statement
  explicit SqliteRegistry(std::unique_ptr<Book> book);

  std::unique_ptr<Book> book_;
};

}  // namespace bianmin::centre

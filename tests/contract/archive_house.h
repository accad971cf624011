#pragma once
// A place for archives of one kind, to be opened any number of times at once: what the contract tests of the archive
// are run over. SQLite's is a file; PostgreSQL's is a database of a real server that all tests of the program share.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "kiosk/base/random.h"
#include "sync/centre/handle.h"
#include "tests/support/centre_desk.h"
#include "tests/support/x_postgres.h"

namespace bianmin::contract {

enum class ArchiveKind { Sqlite, Postgres };

// Started when it is first asked for; ends with the program.
support::PostgresServer& TheServer();

// The statements that make what a released centre left: a file of tests/support/released.
std::string ReleasedTables(const std::string& name);

class ArchiveHouse {
 public:
  static std::unique_ptr<ArchiveHouse> New(ArchiveKind kind);
  // With the tables that a released centre made, and a kiosk's seven events counted in them.
  static std::unique_ptr<ArchiveHouse> NewOfReleased(ArchiveKind kind);
  virtual ~ArchiveHouse() = default;

  virtual base::Result<std::unique_ptr<centre::Archive>> TryOpen(
      centre::OpenMode mode = centre::OpenMode::MakeIfMissing) = 0;
  // Puts the schema back to that of the version before other systems of the city could ask. Nobody has it open.
  virtual void MakeOlder() = 0;
  std::unique_ptr<centre::Archive> Open() { return support::Must(TryOpen()); }

 protected:
  base::SystemRandom random_;
};

// A kiosk's words to an archive, and what staff of the centre do in it.
class ArchiveDesk {
 public:
  explicit ArchiveDesk(std::unique_ptr<centre::Archive> opened) : archive(std::move(opened)) {}

  centre::Response Post(const std::vector<std::string>& events, int batch = 1,
                        const std::string& source = support::kFirstKiosk) {
    centre::Request request = support::PostOf(support::BatchOf(events), batch);
    request.source = source;
    return Handle(request);
  }
  centre::Response Handle(const centre::Request& request) {
    return centre::Handle(*archive, quota, request, now, keys ? &*keys : nullptr);
  }
  std::string StateOf(const std::string& number) {
    const auto events = support::Must(archive->List({.number = number, .limit = 1}));
    return events.empty() ? "nothing" : events.back().state;
  }
  // The states that the feed told the kiosk, oldest first.
  std::vector<std::string> Announced(const std::string& source = support::kFirstKiosk);

  base::TimePoint now = support::kMondayMorning;
  centre::RecordQuota quota;
  std::optional<centre::ArrivalKeys> keys;  // with them it signs what arrives
  std::unique_ptr<centre::Archive> archive;
};

class ArchiveTest : public testing::TestWithParam<ArchiveKind> {
 protected:
  std::unique_ptr<ArchiveHouse> house_ = ArchiveHouse::New(GetParam());
  ArchiveDesk desk_{house_->Open()};
};

inline std::string NameOf(const testing::TestParamInfo<ArchiveKind>& kind) {
  return kind.param == ArchiveKind::Sqlite ? "Sqlite" : "Postgres";
}
inline const auto kBothArchives = testing::Values(ArchiveKind::Sqlite, ArchiveKind::Postgres);

}  // namespace bianmin::contract

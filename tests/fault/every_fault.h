#pragma once
// Every operation on the disk, in every use case, fails once and for good: the kiosk they happen to, and what must hold
// afterwards. The tests are in store_fault_test.cc; use cases are added there, or in a file of their own.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/inquiries.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/sql.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {

using support::DiskFault;
using support::FaultyDisk;
using support::HowItFails;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

inline constexpr int kMostOperations = 5000;

// Of another kiosk.
inline domain::RecordNumber Foreign(std::int64_t serial) {
  return domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), serial);
}

inline domain::CityRecord WhatTheCityKnows(const domain::RecordNumber& number) {
  return {.number = number,
          .taken_at = support::kMondayMorning,
          .due = std::nullopt,
          .as_of = support::kMondayMorning,
          .what = domain::CityOrder{.service_code = "home.plumbing",
                                    .urgency = domain::Urgency::Ordinary,
                                    .state = domain::OrderState::Accepted,
                                    .history = {{domain::OrderState::Registered, support::kMondayMorning},
                                                {domain::OrderState::Accepted, support::kMondayMorning}}}};
}

inline domain::ChangesPage StatusPage(const std::string& id, const domain::RecordNumber& number,
                                      std::initializer_list<domain::OrderState> states) {
  domain::ChangesPage page{.changes = {}, .next = id, .more = false};
  for (const domain::OrderState state : states) {
    page.changes.push_back(
        {.id = id + std::string(domain::WireName(state)),
         .type = "cn.bianmin.order.status.v1",
         .what = domain::OrderStatusChange{.number = number, .state = state, .note = "", .at = support::kMondayMorning},
         .raw = "{}"});
  }
  return page;
}

// A kiosk with a little history, that can be set back to where it was.
class Scene {
 public:
  Scene() {
    Store store = Open();
    open_order = Must(store.RegisterOrder(LeakingPipe())).number;
    finished_order = Must(store.RegisterOrder(LeakingPipe())).number;
    Must(store.FileComplaint(support::BrokenLift()));
    domain::Need urgent = LeakingPipe();
    urgent.urgency = domain::Urgency::Urgent;
    Must(store.RegisterOrder(urgent));
    Must(store.KeepDraft(draft, "an interrupted form"));
    Must(Inbox{store.database()}.ApplyChanges("changes",
                                              StatusPage("before", *finished_order,
                                                         {domain::OrderState::Dispatched, domain::OrderState::InService,
                                                          domain::OrderState::AwaitingAcceptance}),
                                              desk.clock.Now()));
    Must(Outbox{store.database()}.RecordAnswers(
        std::vector<Answer>{{.sequence = 1, .is = Delivered{}}, {.sequence = 2, .is = Refused{"malformed"}}},
        support::kMondayMorning));
    inquiry = Must(store.AskCity(Foreign(1)));
    store.database().connection().sqlite.exec(  // as of a database from before the index of search
        "INSERT INTO search_index (search_index) VALUES ('delete-all'); UPDATE search_backlog SET still_to_index = "
        "9999999");
    for (const auto& [number, role] : {std::pair{clerk, domain::Role::Clerk}, {supervisor, domain::Role::Supervisor}})
      Must(StaffAccounts{store}.Add(Operator{}, {.number = number, .name = name, .role = role}, pin));
    for (const char* suffix : {"", "-wal"}) Copy(desk.file().string() + suffix, "crashed.db" + std::string(suffix));
  }

  // As after a clean end.
  void SetBack() {
    SetBackToCrash();
    { Store store = Open(); }
  }
  // As after a power cut: the log still has to be read.
  void SetBackToCrash() {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(desk.file().string() + suffix);
    for (const char* suffix : {"", "-wal"})
      Copy(desk.folder() / ("crashed.db" + std::string(suffix)), "kiosk.db" + std::string(suffix));
  }

  base::Result<Store> TryOpen() { return desk.TryStore(support::DiskShim()); }
  Store Open() { return Must(TryOpen()); }

  // How many rows each table has and in which states: equal before and after exactly when nothing happened.
  std::string Shape() const {
    SQLite::Database database(desk.file().string(), SQLite::OPEN_READONLY);
    SQLite::Statement tables(database,
                             "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name");
    std::string shape;
    while (tables.executeStep()) {
      const std::string table = tables.getColumn(0).getString();
      shape += table + " " + database.execAndGet("SELECT count(*) FROM " + table).getString() + "\n";
    }
    const auto row = [&](const char* sql) { shape += database.execAndGet(sql).getString() + "\n"; };
    row("SELECT group_concat(state) FROM (SELECT state FROM orders ORDER BY serial)");
    row("SELECT group_concat(state) FROM (SELECT state FROM outbox ORDER BY sequence)");
    row("SELECT last_serial || ' ' || last_sequence FROM numbering");
    row("SELECT ifnull(last_success, '') || ifnull(last_failure, '') || last_error FROM centre_contact");
    row("SELECT group_concat(name || cursor) FROM feed");
    row("SELECT group_concat(number || role || is_active) FROM (SELECT * FROM staff ORDER BY number)");
    row("SELECT group_concat(number || ifnull(answer, ' is open')) FROM inquiry");
    row("SELECT group_concat(state || is_open || ifnull(acknowledged_by, '')) FROM (SELECT state, is_open, "
        "acknowledged_by FROM work_item ORDER BY serial)");
    row("SELECT count(*) || ' ' || sum(items) FROM work_count");
    row("SELECT still_to_index IS NULL FROM search_backlog");
    return shape;
  }

  KioskDesk desk;
  std::optional<domain::RecordNumber> open_order;
  std::optional<domain::RecordNumber> finished_order;
  domain::InquiryId inquiry;
  domain::StaffNumber clerk = domain::StaffNumber::Parse("1002").value();
  domain::StaffNumber supervisor = domain::StaffNumber::Parse("1001").value();
  domain::PersonName name = domain::PersonName::Parse("李梅").value();
  domain::Pin pin = domain::Pin::Parse("738291").value();
  domain::Pin new_pin = domain::Pin::Parse("925173").value();
  domain::DraftCode draft = *domain::DraftCode::Parse("482913");
  domain::DraftCode no_draft = *domain::DraftCode::Parse("482914");

 private:
  void Copy(const std::filesystem::path& from, const std::string& to) const {
    std::filesystem::copy_file(from, desk.folder() / to, std::filesystem::copy_options::overwrite_existing);
  }
};

struct UseCase {
  std::string name;
  std::function<bool(Scene&, Store&)> act;  // whether it succeeded
};
inline void PrintTo(const UseCase& use_case, std::ostream* out) { *out << use_case.name; }

class EveryFault : public testing::TestWithParam<UseCase> {
 protected:
  bool Act(Store& store) { return GetParam().act(scene_, store); }

  void ExpectSound(const DiskFault& fault) {
    Store store = scene_.Open();
    const auto integrity = store.database().CheckIntegrity();
    EXPECT_TRUE(integrity) << integrity.error().message << " after " << fault.after;
    const ChainReport chain = Must(Journal{store.database()}.Verify());
    EXPECT_FALSE(chain.first_broken) << chain.what << " after " << fault.after;
  }

  // One run with one fault; returns whether the disk failed at all.
  bool Meets(const DiskFault& fault) {
    scene_.SetBack();
    bool was_promised = false;
    bool has_failed = false;
    {
      std::optional<Store> store = scene_.Open();
      {
        FaultyDisk disk{fault};
        was_promised = Act(*store);
        has_failed = disk.failures() > 0;
        if (fault.for_good) store.reset();  // the process ends while the disk still fails
      }
      // The disk recovered: what was refused is done by the same process, once.
      if (!fault.for_good && !was_promised) was_promised = Act(*store);
      EXPECT_TRUE(was_promised || fault.for_good) << "the store does not recover after " << fault.after;
    }
    const std::string shape = (scene_.Open(), scene_.Shape());
    if (was_promised) {
      EXPECT_EQ(shape, after_) << "a promised record is missing or doubled after " << fault.after;
    } else {
      EXPECT_TRUE(shape == before_ || shape == after_) << "half a record after " << fault.after << ":\n" << shape;
    }
    ExpectSound(fault);
    return has_failed;
  }

  void EachOperationFails(bool for_good, HowItFails how) {
    int after = 0;
    while (Meets({.after = after, .for_good = for_good, .how = how})) {
      ++after;
      ASSERT_LT(after, kMostOperations);
      if (HasFailure()) return;
    }
    RecordProperty("faults", after);
    EXPECT_GT(after, 0) << "the disk was not even asked";
  }

  void SetUp() override {
    scene_.SetBack();
    before_ = scene_.Shape();
    {
      Store store = scene_.Open();
      ASSERT_TRUE(Act(store));
    }
    after_ = scene_.Shape();
    ASSERT_NE(before_, after_);
  }

  Scene scene_;
  std::string before_;
  std::string after_;
};

}  // namespace bianmin::store

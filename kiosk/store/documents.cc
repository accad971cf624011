#include "kiosk/store/documents.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/wire_names.h"
#include "kiosk/store/act.h"
#include "kiosk/store/document_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"

namespace bianmin::store {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::ArchivedDocument;
using domain::DocumentId;
using domain::DocumentKind;

constexpr domain::WireNames<DocumentKind, 3> kKinds{{{DocumentKind::Agreement, "agreement"},
                                                     {DocumentKind::HomeRegistration, "home_registration"},
                                                     {DocumentKind::ShiftReport, "shift_report"}}};

constexpr const char* kInsert =
    "INSERT INTO document (id, kind, record, made_at, made_by, terms_version, digest, body) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kSelectOf =
    "SELECT id, kind, record, made_at, made_by, terms_version, digest, body IS NULL FROM document WHERE record = ? "
    "ORDER BY made_at, id";
constexpr const char* kSelectBody = "SELECT body, digest, record FROM document WHERE id = ? AND body IS NOT NULL";

Fields FieldsOf(StoreCore& core, const DocumentId& id) { return {core, "document", id.Text()}; }

}  // namespace

Result<ArchivedDocument> Documents::Archive(const NewDocument& document, const domain::StaffNumber& by) {
  if (document.pdf.size() > domain::kMaxDocumentBytes) {
    return Error{ErrorCode::TooLarge,
                 fmt::format("a document of more than {} bytes is not archived", domain::kMaxDocumentBytes)};
  }
  const AttemptedAct attempt{ActorText(by), "document.archived", document.record};
  return Attempted(core_, attempt, [&]() -> Result<ArchivedDocument> {
    Act act{core_, by};
    MustWorkHere(core_.connection(), by);
    ArchivedDocument archived{.id = DocumentId::New(act.now(), core_.parts.random),
                              .kind = document.kind,
                              .record = document.record,
                              .made_at = act.now(),
                              .made_by = by.text(),
                              .terms_version = document.terms_version,
                              .digest = base::Sha256(document.pdf)};
    Query insert{core_.connection(), kInsert};
    insert.Bind(archived.id.bytes()).Bind(domain::NameIn(kKinds, archived.kind)).Bind(archived.record);
    insert.Bind(archived.made_at).Bind(archived.made_by).Bind(archived.terms_version).Bind(archived.digest);
    insert.Bind(FieldsOf(core_, archived.id).Encrypt("body", document.pdf)).Run();
    act.Note("document.archived", archived.record, document.pdf);
    act.Commit();
    return archived;
  });
}

Result<std::vector<ArchivedDocument>> Documents::Of(const std::string& record) {
  Connection& connection = core_.connection();
  return Guarded(connection,
                 [&]() -> Result<std::vector<ArchivedDocument>> { return LoadDocuments(connection, record); });
}

Result<std::string> Documents::Read(const DocumentId& id, const domain::StaffNumber& by) {
  return Attempted(core_, {ActorText(by), "document.read"}, [&]() -> Result<std::string> {
    Act act{core_, by};
    MustWorkHere(core_.connection(), by);
    std::string record;
    std::string pdf;
    {
      Query row{core_.connection(), kSelectBody};
      row.Bind(id.bytes());
      if (!row.Next()) return Error{ErrorCode::NotFound, "there is no such document, or its text was erased"};
      pdf = FieldsOf(core_, id).Decrypt("body", row.Blob(0));
      record = row.Text(2);
      if (base::Sha256(pdf) != Exactly<base::Digest>(row.Blob(1), "document.digest")) {
        return Error{ErrorCode::Corrupt, "a document is not the one that was archived"};
      }
    }
    act.Note("document.read", record, id.Text());
    act.Commit();
    return pdf;
  });
}

std::vector<ArchivedDocument> LoadDocuments(Connection& connection, const std::string& record) {
  std::vector<ArchivedDocument> documents;
  Query row{connection, kSelectOf};
  row.Bind(record);
  while (row.Next()) {
    documents.push_back({.id = DocumentId{Exactly<base::UuidBytes>(row.Blob(0), "document.id")},
                         .kind = Known(domain::ParseIn(kKinds, row.Text(1)), "document.kind"),
                         .record = row.Text(2),
                         .made_at = row.Time(3),
                         .made_by = row.Text(4),
                         .terms_version = row.Text(5),
                         .digest = Exactly<base::Digest>(row.Blob(6), "document.digest"),
                         .is_erased = row.Integer(7) != 0});
  }
  return documents;
}

}  // namespace bianmin::store

#include "kiosk/wire/journal.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {

Response TakeJournal(Archive& archive, const Request& request, base::TimePoint now) {
  auto piece = wire::ReadJournal(request.body);
  if (!piece) return Problem(400, problem::kMalformed, piece.error().message);
  const auto answer = archive.KeepJournal({*request.source, *std::move(piece), now});
  if (!answer) return Unavailable(answer.error());
  Response response;
  response.content_type = "application/json";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = wire::WriteJournalAnswer(*answer);
  return response;
}

}  // namespace bianmin::centre

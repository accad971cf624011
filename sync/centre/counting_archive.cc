#include "sync/centre/counting_archive.h"

#include <optional>

namespace bianmin::centre {

// A database that was lost during the commit has the answer written twice: only the last outcome was kept.
base::Result<std::string> CountingArchive::StoreBatch(const OfferedBatch& batch, const AnswerWriter& write_answer) {
  std::optional<BatchOutcome> outcome;
  const base::Milliseconds begin = clock_.Steady();
  auto answer = archive_.StoreBatch(batch, [&](const BatchOutcome& taken) {
    outcome = taken;
    return write_answer(taken);
  });
  const base::Milliseconds time = clock_.Steady() - begin;
  if (!answer) return Counted(std::move(answer));
  if (outcome) {
    metrics_.CountBatch(*outcome, time);
  } else {
    metrics_.CountRepeatedBatch(time);
  }
  return answer;
}

}  // namespace bianmin::centre

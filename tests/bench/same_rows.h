#pragma once
// What a database alone does with the rows that a centre made of its events: the same tables with the same indexes,
// emptied and filled again.

#include <filesystem>
#include <string>

#include "tests/support/x_postgres.h"

namespace bianmin::bench {

// Seconds for a plain loop of INSERT into a new file, `rows_a_transaction` in each, with the safety of the centre's own
// connection (WAL, synchronous=FULL). Of the archive nothing is changed.
double InsertSameRows(const std::filesystem::path& archive, const std::filesystem::path& fresh, int rows_a_transaction);

// Seconds for one COPY a table. The archive's tables are emptied before; nobody else may be using them.
double CopySameRows(const support::PostgresServer& server, const std::string& database,
                    const std::filesystem::path& folder);

}  // namespace bianmin::bench

#pragma once
// `bianmin-admin centre export-ratings`: the ratings of some days in the fields in which provinces collect 好差评 for
// the national platform, as a table or as JSON. README.md has the list of the fields and what cannot be filled.
//
// Nothing sealed is opened. An anonymous rating has its day and no number. Ratings that an appeal excluded from
// published figures are in it, as they were given. Memory does not grow with their number.

#include <functional>
#include <string_view>

#include "kiosk/domain/catalogue.h"
#include "sync/admin/report.h"
#include "sync/centre/archive.h"

namespace bianmin::admin {

enum class RatingFormat { Csv, Json };
struct RatingSpan {
  base::Date from;  // days in China, both included
  base::Date to;
};
// Takes the next piece of the file.
using RatingSink = std::function<base::Result<base::Done>(std::string_view)>;

// Invalid when `to` is before `from` or a text is no day.
base::Result<RatingSpan> ParseSpan(const std::string& from, const std::string& to);

// Returns how many there were. `names` has the services' names; null: codes alone are told.
base::Result<std::int64_t> ExportRatings(centre::Archive& archive, const RatingSpan& span, RatingFormat format,
                                         const domain::Catalogue* names, const RatingSink& sink);

// The same into a file that appears only when it is whole.
base::Result<Report> ExportRatingsTo(const std::string& file, centre::Archive& archive, const RatingSpan& span,
                                     RatingFormat format, const domain::Catalogue* names);

}  // namespace bianmin::admin

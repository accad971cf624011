#include "sync/admin/rating_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "kiosk/base/csv.h"
#include "kiosk/base/large_file.h"

namespace bianmin::admin {
namespace {

namespace json = boost::json;
using base::Done;
using base::Error;
using base::ErrorCode;
using centre::ArchivedRating;
using centre::OpenRating;

constexpr std::size_t kRatingsAtOnce = 1000;
constexpr unsigned kForAll = 0644;
constexpr const char* kBeforeAllIds = "00000000-0000-0000-0000-000000000000";
constexpr std::array<std::string_view, 5> kGrades{"非常不满意", "不满意", "基本满意", "满意", "非常满意"};
// Of the channels that GB/T 39735 names.
constexpr std::string_view kChannel = "自助办理终端";

// One rating, by field. The order is that of the columns.
using Fields = std::vector<std::pair<std::string_view, std::string>>;

std::string StarsOf(int stars) { return stars == 0 ? "" : std::to_string(stars); }

std::string NameOf(const domain::Catalogue* names, const std::string& code) {
  const domain::LocalisedText* text = names == nullptr ? nullptr : domain::FindServiceOrWindow(*names, code);
  return text == nullptr ? "" : text->zh;
}

// "demo-city/jingan": the kiosk itself is not told.
std::string CentreOf(const std::string& source) {
  constexpr std::string_view kPrefix = "urn:bianmin:";
  if (!source.starts_with(kPrefix)) return source;
  std::string centre = source.substr(kPrefix.size(), source.rfind(':') - std::min(source.rfind(':'), kPrefix.size()));
  std::replace(centre.begin(), centre.end(), ':', '/');
  return centre;
}

std::string TimeOf(const OpenRating& rating, base::TimePoint time) {
  if (rating.is_anonymous) return rating.day;
  const base::LocalTime local = base::ToLocal(time);
  return fmt::format("{} {:02}:{:02}:{:02}", base::FormatDate(local.date), local.hour, local.minute, local.second);
}

Fields FieldsOf(const ArchivedRating& archived, const OpenRating& rating, const domain::Catalogue* names) {
  return {{"evaluationId", rating.id},
          {"projectNo", rating.number},
          {"taskCode", rating.service_code},
          {"taskName", NameOf(names, rating.service_code)},
          {"proDepart", CentreOf(archived.source)},
          {"pf", std::string(kChannel)},
          {"satisfaction", StarsOf(rating.overall)},
          {"satisfactionName", std::string(kGrades[static_cast<std::size_t>(rating.overall) - 1])},
          {"efficiency", StarsOf(rating.timeliness)},
          {"ability", StarsOf(rating.professionalism)},
          {"attitude", StarsOf(rating.attitude)},
          {"evalDetail", fmt::format("{}", fmt::join(rating.reason_codes, ","))},
          {"anonymous", rating.is_anonymous ? "1" : "0"},
          {"assessTime", TimeOf(rating, archived.at.time)}};
}

// Turns one rating after another into the pieces of a file.
class Writer {
 public:
  explicit Writer(RatingFormat format) : format_(format), table_(Names()) {}

  void Add(const Fields& fields) {
    if (format_ == RatingFormat::Csv) {
      std::vector<std::string> cells;
      for (const auto& [name, text] : fields) cells.push_back(text);
      table_.AddRow(cells);
      return;
    }
    json::object object;
    for (const auto& [name, text] : fields) object[name] = text;
    text_ += (is_first_ ? "\n" : ",\n") + json::serialize(object);
    is_first_ = false;
  }
  std::string Take() { return format_ == RatingFormat::Csv ? table_.Take() : std::exchange(text_, {}); }
  std::string End() const { return format_ == RatingFormat::Csv ? "" : "\n]\n"; }

 private:
  static std::vector<std::string> Names() {
    std::vector<std::string> names;
    OpenRating any;
    any.overall = 1;
    for (const auto& [name, text] : FieldsOf({}, any, nullptr)) names.emplace_back(name);
    return names;
  }

  RatingFormat format_;
  base::CsvTable table_;
  std::string text_ = "[";
  bool is_first_ = true;
};

}  // namespace

base::Result<RatingSpan> ParseSpan(const std::string& from, const std::string& to) {
  const auto first = base::ParseDate(from);
  const auto last = base::ParseDate(to);
  if (!first || !last) return Error{ErrorCode::Invalid, "--from and --to must be days like 2026-11-22"};
  if (*last < *first) return Error{ErrorCode::Invalid, "--to is before --from"};
  return RatingSpan{*first, *last};
}

base::Result<std::int64_t> ExportRatings(centre::Archive& archive, const RatingSpan& span, RatingFormat format,
                                         const domain::Catalogue* names, const RatingSink& sink) {
  centre::RatingCursor cursor{base::FromLocal({span.from, 0, 0, 0}), kBeforeAllIds};
  const base::TimePoint end = base::FromLocal({span.to, 0, 0, 0}) + std::chrono::days{1};
  Writer writer(format);
  std::int64_t count = 0;
  for (;;) {
    const auto ratings = archive.RatingsAfter(cursor, end, kRatingsAtOnce);
    if (!ratings) return ratings.error();
    for (const ArchivedRating& each : *ratings) {
      const auto rating = centre::ReadRating(each.bytes);
      if (!rating) return base::At(fmt::format("event {} of {}", each.at.id, each.source), rating.error());
      writer.Add(FieldsOf(each, *rating, names));
      cursor = each.at;
      ++count;
    }
    if (auto taken = sink(writer.Take()); !taken) return taken.error();
    if (ratings->size() < kRatingsAtOnce) break;
  }
  if (auto taken = sink(writer.End()); !taken) return taken.error();
  return count;
}

base::Result<Report> ExportRatingsTo(const std::string& file, centre::Archive& archive, const RatingSpan& span,
                                     RatingFormat format, const domain::Catalogue* names) {
  base::NewFile fresh(file + ".new", kForAll);
  if (!fresh.is_open()) return base::SystemError("create", fresh.path());
  const auto count = ExportRatings(archive, span, format, names,
                                   [&](std::string_view piece) { return fresh.Write(base::AsBytes(piece)); });
  if (!count) return count.error();
  if (auto flushed = fresh.Flush(); !flushed) return flushed.error();
  if (auto moved = fresh.MoveTo(file); !moved) return moved.error();
  Report report;
  report.lines = {fmt::format("wrote {} ratings to {}", *count, file)};
  report.json = {{"ratings", *count}, {"file", file}};
  return report;
}

}  // namespace bianmin::admin

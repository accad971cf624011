#include "kiosk/app/draft_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/app/draft_names.h"
#include "kiosk/app/draft_text.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::app {
namespace {

using domain::NameIn;
using screens::ComplaintDraft;
using screens::ComplaintPage;
using screens::Field;
using screens::NeedDraft;
using screens::NeedPage;
using screens::RatingDraft;
using screens::RatingPage;

constexpr std::string_view kYes = "yes";

// ---- writing

class Writer {
 public:
  explicit Writer(std::string_view form) { Add("form", form); }

  void Add(std::string_view name, std::string_view text) {
    if (!text.empty()) texts_.emplace(name, text);
  }
  void AddIf(std::string_view name, bool is_so) {
    if (is_so) Add(name, kYes);
  }
  template <class Value>
  void AddName(std::string_view name, const std::optional<Value>& value) {
    if (value) Add(name, domain::WireName(*value));
  }
  void Add(const screens::PersonDraft& person, const screens::Entries& entries) {
    Add("surname", person.surname);
    Add("salutation", NameIn(kSalutationNames, person.salutation));
    for (const auto& [field, name] : kFieldNames) Add("text." + std::string(name), entries.Text(field));
  }
  void AddNamed(const std::optional<bool>& is_named) {
    if (is_named) Add("who", *is_named ? "named" : "anonymous");
  }
  std::string Bytes() const { return WriteDraftTexts(texts_); }

 private:
  DraftTexts texts_;
};

void Write(const NeedDraft& draft, const domain::Service* service, Writer& to) {
  to.Add("page", NameIn(kNeedPageNames, draft.page));
  if (draft.group) to.Add("group", NameIn(kGroupNames, *draft.group));
  to.Add("service", draft.service_code);
  to.Add("package", draft.package_code);
  int place = 0;
  for (const std::size_t index : draft.phrases) {
    if (service && index < service->phrases.size())
      to.Add(fmt::format("phrase.{}", place++), service->phrases[index].zh);
  }
  to.Add("urgency", domain::WireName(draft.urgency));
  to.AddIf("home_registration", draft.wants_home_registration);
  to.AddIf("elsewhere", draft.is_elsewhere);
  to.Add("compound", draft.address.compound);
  to.Add("building", draft.address.building);
  to.Add("unit", draft.address.unit);
  if (draft.has_time) to.Add("day", draft.day ? base::FormatDate(*draft.day) : "soon");
  to.AddName("half", draft.half);
  to.Add(draft.person, draft.entries);
}

void Write(const RatingDraft& draft, Writer& to) {
  to.Add("page", NameIn(kRatingPageNames, draft.page));
  if (draft.rates_order) to.Add("rates", *draft.rates_order ? "order" : "visit");
  if (draft.order) to.Add("order", draft.order->text());
  to.Add("order_service", draft.order_service);
  to.Add("window", draft.window_code);
  to.AddIf("no_ticket", draft.has_no_ticket);
  for (const auto& [dimension, stars] : draft.stars) {
    to.Add("stars." + std::string(domain::WireName(dimension)), std::to_string(stars));
  }
  int place = 0;
  for (const std::string& reason : draft.reasons) to.Add(fmt::format("reason.{}", place++), reason);
  to.AddNamed(draft.is_named);
  to.Add(draft.person, draft.entries);
}

void Write(const ComplaintDraft& draft, Writer& to) {
  to.Add("page", NameIn(kComplaintPageNames, draft.page));
  to.AddName("kind", draft.kind);
  to.AddName("about", draft.about);
  to.Add("subject", draft.subject_code);
  to.AddName("occasion", draft.occasion);
  to.AddNamed(draft.is_named);
  to.Add(draft.person, draft.entries);
}

// ---- reading

class Reader {
 public:
  Reader(const DraftTexts& texts, const Circumstances& now) : at(now), texts_(texts) {}

  std::string Text(std::string_view name) const {
    const auto found = texts_.find(name);
    return found == texts_.end() ? std::string{} : found->second;
  }
  bool Is(std::string_view name, std::string_view text = kYes) const { return Text(name) == text; }
  // name.0, name.1 … as far as they go.
  std::vector<std::string> List(std::string_view name) const {
    std::vector<std::string> list;
    for (auto found = texts_.find(fmt::format("{}.0", name)); found != texts_.end();
         found = texts_.find(fmt::format("{}.{}", name, list.size()))) {
      list.push_back(found->second);
    }
    return list;
  }
  // A code that is still offered; otherwise nothing.
  std::string Code(std::string_view name, const std::vector<domain::Choice>& offered) const {
    std::string code = Text(name);
    return domain::FindChoice(offered, code) ? code : std::string{};
  }
  std::optional<bool> Named() const {
    if (Is("who", "named")) return true;
    if (Is("who", "anonymous")) return false;
    return std::nullopt;
  }
  bool IsOfToday() const { return Is("kept_on", base::FormatDate(base::LocalDate(at.now))); }

  void Read(screens::PersonDraft& person, screens::Entries& entries) const {
    person.surname = Sound(Text("surname"), domain::kMaxNameCharacters);
    person.salutation = domain::ParseIn(kSalutationNames, Text("salutation")).value_or(screens::Salutation::None);
    for (const auto& [field, name] : kFieldNames) {
      std::string text = Sound(Text("text." + std::string(name)), screens::MostCharacters(field));
      if (!text.empty()) entries.texts[field] = std::move(text);
    }
  }

  const Circumstances& at;

 private:
  static std::string Sound(std::string text, std::size_t most) {
    return domain::ParseText(text, most) ? text : std::string{};
  }

  const DraftTexts& texts_;
};

// Words that were tapped stay words when nobody offers them any more.
void AddWords(screens::Entries& entries, const std::string& words) {
  std::string& text = entries.texts[Field::Description];
  const std::string longer = text.empty() ? words : words + "；" + text;
  if (domain::ParseText(longer, domain::kMaxFreeTextCharacters)) text = longer;
}

void ReadService(NeedDraft& draft, const Reader& from) {
  draft.group = domain::ParseIn(kGroupNames, from.Text("group"));
  const domain::Service* service = from.at.catalogue.Find(from.Text("service"));
  if (service != nullptr) {
    draft.group = service->group;
    draft.service_code = service->code;
    const std::string package = from.Text("package");
    for (const domain::Package& each : service->packages) {
      if (each.code == package) draft.package_code = package;
    }
    const auto urgency = domain::ParseUrgency(from.Text("urgency"));
    if (service->may_be_urgent && urgency) draft.urgency = *urgency;
  }
  for (const std::string& phrase : from.List("phrase")) {
    const std::size_t offered = service ? service->phrases.size() : 0;
    std::size_t place = 0;
    while (place < offered && service->phrases[place].zh != phrase) ++place;
    if (place < offered) {
      draft.phrases.insert(place);
    } else {
      AddWords(draft.entries, phrase);
    }
  }
}

void ReadAddress(NeedDraft& draft, const Reader& from) {
  draft.is_elsewhere = from.Is("elsewhere");
  const domain::Compound* compound = from.at.addresses.Find(from.Text("compound"));
  if (compound == nullptr) return;
  draft.address.compound = compound->code;
  for (const domain::Building& building : compound->buildings) {
    if (building.name != from.Text("building")) continue;
    draft.address.building = building.name;
    const std::string unit = from.Text("unit");
    if (std::find(building.units.begin(), building.units.end(), unit) != building.units.end())
      draft.address.unit = unit;
  }
}

// A day that has come since is not offered any more.
void ReadTime(NeedDraft& draft, const Reader& from) {
  const auto day = base::ParseDate(from.Text("day"));
  const bool is_ahead = day && std::chrono::sys_days{*day} > std::chrono::sys_days{base::LocalDate(from.at.now)};
  draft.has_time = from.Is("day", "soon") || is_ahead;
  if (!is_ahead) return;
  draft.day = day;
  draft.half = domain::ParseHalfDay(from.Text("half"));
}

NeedDraft ReadNeed(const Reader& from) {
  NeedDraft draft;
  from.Read(draft.person, draft.entries);
  ReadService(draft, from);
  draft.wants_home_registration = from.Is("home_registration");
  ReadAddress(draft, from);
  ReadTime(draft, from);
  return draft;
}

RatingDraft ReadRating(const Reader& from) {
  RatingDraft draft;
  from.Read(draft.person, draft.entries);
  if (from.Is("rates", "order") || from.Is("rates", "visit")) draft.rates_order = from.Is("rates", "order");
  const auto order = domain::RecordNumber::Parse(from.Text("order"));
  draft.order_service = from.Text("order_service");
  if (order && !draft.order_service.empty()) draft.order = *order;
  draft.window_code = from.Code("window", from.at.catalogue.windows);
  draft.has_no_ticket = from.Is("no_ticket");
  for (const domain::Dimension dimension : domain::kDimensions) {
    const std::string stars = from.Text("stars." + std::string(domain::WireName(dimension)));
    if (stars.size() == 1 && domain::Grade::Of(stars.front() - '0')) draft.stars[dimension] = stars.front() - '0';
  }
  for (const std::string& reason : from.List("reason")) {
    if (domain::FindChoice(from.at.catalogue.rating_reasons, reason)) draft.reasons.insert(reason);
  }
  draft.is_named = from.Named();
  // Tickets begin anew each day: yesterday's would take somebody else's rating away.
  if (!from.IsOfToday()) draft.entries.texts.erase(Field::Ticket), draft.has_no_ticket = false;
  return draft;
}

ComplaintDraft ReadComplaint(const Reader& from) {
  ComplaintDraft draft;
  from.Read(draft.person, draft.entries);
  draft.kind = domain::ParseComplaintKind(from.Text("kind"));
  draft.about = domain::ParseAbout(from.Text("about"));
  draft.subject_code = from.Code("subject", from.at.catalogue.complaint_subjects);
  draft.occasion = domain::ParseOccasion(from.Text("occasion"));
  const bool counts_from_today =
      draft.occasion == domain::Occasion::Today || draft.occasion == domain::Occasion::Yesterday;
  if (counts_from_today && !from.IsOfToday()) draft.occasion.reset();
  draft.is_named = from.Named();
  return draft;
}

// Goes on where its resident was, or before that at the first page without an answer; but behind the notice only by way
// of the notice.
template <class Draft, class Page, class IsComplete>
ReopenedForm Reopen(Draft draft, const std::vector<Page>& pages, std::optional<Page> was_on, Page notice,
                    const IsComplete& is_complete) {
  const auto target = std::find_if(pages.begin(), pages.end() - 1,
                                   [&](Page page) { return page == was_on || (page != notice && !is_complete(page)); });
  const auto consent = std::find(pages.begin(), pages.end(), notice);
  const bool is_behind = consent != pages.end() && consent < target;
  ReopenedForm reopened{.form = std::move(draft), .page = static_cast<int>(*target), .after_consent = {}};
  if (is_behind) {
    reopened.after_consent = reopened.page;
    reopened.page = static_cast<int>(notice);
  }
  return reopened;
}

}  // namespace

std::optional<std::string> DraftBytes(const Screen& screen, const Circumstances& at) {
  const auto finish = [&](Writer& to) {
    to.Add("kept_on", base::FormatDate(base::LocalDate(at.now)));
    return to.Bytes();
  };
  if (const auto* need = std::get_if<NeedDraft>(&screen)) {
    Writer to{"need"};
    Write(*need, at.catalogue.Find(need->service_code), to);
    return finish(to);
  }
  if (const auto* rating = std::get_if<RatingDraft>(&screen)) {
    Writer to{"rating"};
    Write(*rating, to);
    return finish(to);
  }
  if (const auto* complaint = std::get_if<ComplaintDraft>(&screen)) {
    Writer to{"complaint"};
    Write(*complaint, to);
    return finish(to);
  }
  return std::nullopt;
}

base::Result<ReopenedForm> ReopenDraft(std::string_view bytes, const Circumstances& at) {
  const auto texts = ReadDraftTexts(bytes);
  if (!texts) return texts.error();
  const Reader from{*texts, at};
  const std::string page = from.Text("page");
  if (from.Is("form", "need")) {
    const NeedDraft draft = ReadNeed(from);
    const auto is_complete = [&](NeedPage each) { return IsComplete(draft, each, at.catalogue, at.addresses); };
    return Reopen(draft, PagesOf(draft, at.catalogue, at.addresses), domain::ParseIn(kNeedPageNames, page),
                  NeedPage::Privacy, is_complete);
  }
  if (from.Is("form", "rating")) {
    const RatingDraft draft = ReadRating(from);
    const auto is_complete = [&](RatingPage each) { return IsComplete(draft, each); };
    return Reopen(draft, PagesOf(draft), domain::ParseIn(kRatingPageNames, page), RatingPage::Privacy, is_complete);
  }
  if (from.Is("form", "complaint")) {
    const ComplaintDraft draft = ReadComplaint(from);
    const auto is_complete = [&](ComplaintPage each) { return IsComplete(draft, each); };
    return Reopen(draft, PagesOf(draft), domain::ParseIn(kComplaintPageNames, page), ComplaintPage::Privacy,
                  is_complete);
  }
  return base::Error{base::ErrorCode::Refused,
                     "an interrupted form is of a kind this version of the program does not "
                     "know; it has to be filled in anew"};
}

}  // namespace bianmin::app

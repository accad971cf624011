#include "kiosk/screens/staff/shift_figures.h"

#include "kiosk/domain/complaint.h"
#include "kiosk/screens/resident/look_up.h"

namespace bianmin::screens {
namespace {

class Figures {
 public:
  explicit Figures(const Scene& scene) : scene_(scene) {}

  Figures& Add(std::string_view name_key, std::int64_t count, bool needs_attention = false) {
    figures_.push_back(
        {std::string(scene_.T(name_key)), scene_.texts.Plural("shift.count", count), needs_attention && count > 0});
    return *this;
  }
  std::vector<NamedFigure> Take() { return std::move(figures_); }

 private:
  const Scene& scene_;
  std::vector<NamedFigure> figures_;
};

}  // namespace

std::vector<NamedFigure> CameIn(const domain::ShiftFigures& figures, const Scene& scene) {
  return Figures(scene)
      .Add(N_("shift.orders_in"), figures.orders_in)
      .Add(N_("shift.urgent_in"), figures.urgent_in, true)
      .Add(N_("shift.complaints_in"), figures.complaints_in)
      .Add(N_("shift.suggestions_in"), figures.suggestions_in)
      .Add(N_("shift.ratings_in"), figures.ratings_in)
      .Add(N_("shift.bad_ratings_in"), figures.bad_ratings_in, true)
      .Add(N_("shift.anonymous_yesterday"), figures.anonymous_yesterday)
      .Add(N_("shift.anonymous_bad_yesterday"), figures.anonymous_bad_yesterday, true)
      .Take();
}

std::vector<NamedFigure> WasDone(const domain::ShiftFigures& figures, const Scene& scene) {
  return Figures(scene)
      .Add(N_("shift.orders_moved"), figures.orders_moved)
      .Add(N_("shift.orders_ended"), figures.orders_ended)
      .Add(N_("shift.staff_acts"), figures.staff_acts)
      .Take();
}

std::vector<NamedFigure> IsLeft(const domain::ShiftFigures& figures, const Scene& scene) {
  return Figures(scene)
      .Add(N_("shift.orders_open"), figures.orders_open)
      .Add(N_("shift.orders_unanswered"), figures.orders_unanswered)
      .Add(N_("shift.orders_overdue"), figures.orders_overdue, true)
      .Add(N_("shift.complaints_open"), figures.complaints_open)
      .Add(N_("shift.complaints_overdue"), figures.complaints_overdue, true)
      .Add(N_("shift.bad_ratings_open"), figures.bad_ratings_open, true)
      .Take();
}

std::vector<NamedFigure> Reconciled(const domain::Reconciliation& city, const Scene& scene) {
  std::vector<NamedFigure> figures = Figures(scene)
                                         .Add(N_("shift.city.made"), city.made)
                                         .Add(N_("shift.city.confirmed"), city.confirmed)
                                         .Add(N_("shift.city.waiting"), city.waiting)
                                         .Add(N_("shift.city.refused"), city.refused, true)
                                         .Take();
  if (city.waiting_since) {
    figures[2].value = scene.T("shift.city.waiting_since", fmt::arg("figure", figures[2].value),
                               fmt::arg("time", i18n::DateTime(scene.texts, *city.waiting_since)));
  }
  if (city.refused > 0) {
    figures[3].value =
        scene.T("shift.city.refused_because", fmt::arg("figure", figures[3].value), fmt::arg("why", city.refused_why));
  }
  if (city.missing() != 0) {
    figures.push_back(
        {std::string(scene.T("shift.city.missing")), scene.texts.Plural("shift.count", city.missing()), true});
  }
  return figures;
}

std::string KindText(domain::LeftRecord::Kind kind, const Scene& scene) {
  switch (kind) {
    case domain::LeftRecord::Kind::Order:
      return std::string(scene.T("shift.kind.order"));
    case domain::LeftRecord::Kind::Complaint:
      return std::string(scene.T("shift.kind.complaint"));
    case domain::LeftRecord::Kind::Suggestion:
      return std::string(scene.T("shift.kind.suggestion"));
    case domain::LeftRecord::Kind::BadRating:
      break;
  }
  return std::string(scene.T("shift.kind.bad_rating"));
}

std::string SubjectText(const domain::LeftRecord& record, const Scene& scene) {
  if (const auto* name = domain::FindServiceOrWindow(scene.catalogue, record.service_code)) {
    return std::string(scene.Of(*name));
  }
  if (const auto* subject = domain::FindChoice(scene.catalogue.complaint_subjects, record.service_code)) {
    return std::string(scene.Of(subject->text));
  }
  return KindText(record.kind, scene);
}

std::string LeftStateText(const domain::LeftRecord& record, const Scene& scene) {
  if (record.kind == domain::LeftRecord::Kind::Order) {
    const auto state = domain::ParseOrderState(record.state);
    return state ? std::string(scene.T(StateKey(*state))) : record.state;
  }
  const auto state = domain::ParseComplaintState(record.state);
  return state ? std::string(scene.T(StateKey(*state))) : record.state;
}

std::string NoSuccessorText(domain::NoSuccessor reason, const Scene& scene) {
  switch (reason) {
    case domain::NoSuccessor::ClosedForTheDay:
      return std::string(scene.T("shift.nobody.closed"));
    case domain::NoSuccessor::ComesLater:
      return std::string(scene.T("shift.nobody.later"));
    case domain::NoSuccessor::Unwell:
      return std::string(scene.T("shift.nobody.unwell"));
    case domain::NoSuccessor::Other:
      break;
  }
  return std::string(scene.T("shift.nobody.other"));
}

std::string ShiftSpan(base::TimePoint opened, base::TimePoint closed, const Scene& scene) {
  const std::string begin = i18n::DateTime(scene.texts, opened);
  const std::string end = i18n::DateTime(scene.texts, closed);
  const auto from = fmt::arg("from", begin);
  const auto to = fmt::arg("to", end);
  switch (domain::LengthOf(opened, closed)) {
    case domain::ShiftLength::ClockWentBack:
      return scene.T("shift.span.went_back", from, to);
    case domain::ShiftLength::TooLong:
      return scene.T("shift.span.too_long", from, to);
    case domain::ShiftLength::Usual:
      break;
  }
  return scene.T("shift.span", from, to);
}

}  // namespace bianmin::screens

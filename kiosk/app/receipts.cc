#include "kiosk/app/receipts.h"

#include "kiosk/domain/receipt_token.h"
#include "kiosk/screens/resident/visit.h"

namespace bianmin::app {
namespace {

using i18n::N_;
using screens::Scene;

struct Filler {
  const Scene& scene;
  const base::SecretKey* city;
  print::Receipt& receipt;

  void Number(const domain::RecordNumber& number) const {
    receipt.number_label = scene.T("outcome.number");
    receipt.number = number.Grouped();
    receipt.qr = city != nullptr ? domain::ReceiptToken(number, *city) : number.text();
    receipt.qr_caption = scene.T("receipt.qr");
  }
  // Where a record that was found stands, and the centre's word that it has it.
  void Standing(std::string_view state_key, const std::optional<domain::ArrivalProof>& arrival) const {
    receipt.lines.push_back({std::string(scene.T("lookup.state")), std::string(scene.T(state_key))});
    if (!arrival) return;
    receipt.lines.push_back({std::string(scene.T("lookup.arrived")), screens::ArrivedAt(*arrival, scene)});
    receipt.proof = domain::ArrivalCode(*arrival);
    receipt.proof_caption = scene.T("receipt.proof");
  }
  void Step(std::string_view text) const { receipt.next_steps.emplace_back(text); }

  bool operator()(const screens::OrderDone& done) const {
    receipt.title = scene.T("receipt.order");
    Number(done.number);
    const std::string time = i18n::DateTime(scene.texts, done.respond_by);
    const bool is_urgent = done.urgency == domain::Urgency::Urgent;
    receipt.promise = is_urgent ? scene.T("outcome.order.urgent", fmt::arg("time", time))
                                : scene.T("outcome.order.promise", fmt::arg("time", time));
    if (const domain::Service* service = scene.catalogue.Find(done.service_code)) {
      receipt.lines.push_back({std::string(scene.T("lookup.service")), std::string(scene.Of(service->name))});
    }
    Step(scene.T("outcome.order.next"));
    return true;
  }
  bool operator()(const screens::ComplaintDone& done) const {
    const bool is_suggestion = done.kind == domain::ComplaintKind::Suggestion;
    receipt.title = is_suggestion ? scene.T("receipt.suggestion") : scene.T("receipt.complaint");
    Number(done.number);
    if (done.is_anonymous) {
      // Nobody answers an anonymous complaint, and its number opens nothing.
      receipt.qr.clear();
      Step(scene.T("outcome.complaint.anonymous"));
      return true;
    }
    const std::string time = i18n::DateTime(scene.texts, done.answer_by);
    receipt.promise = scene.T("outcome.complaint.promise", fmt::arg("time", time));
    Step(scene.T("outcome.complaint.next"));
    return true;
  }
  bool operator()(const screens::RatingDone& done) const {
    receipt.title = scene.T("receipt.rating");
    if (done.number) Number(*done.number);
    receipt.promise = done.answer_by ? scene.T("outcome.complaint.promise",
                                               fmt::arg("time", i18n::DateTime(scene.texts, *done.answer_by)))
                                     : std::string(scene.T("outcome.rating.done"));
    Step(scene.T(done.answer_by ? N_("outcome.rating.bad") : N_("outcome.rating.text")));
    return true;
  }
  bool operator()(const screens::FormKept& kept) const {
    receipt.title = scene.T("receipt.kept");
    receipt.number_label = scene.T("keep.code");
    receipt.number = kept.code.Grouped();
    Step(scene.T("keep.note"));
    return true;
  }
  // Of an order that was found: where it stands, and what was agreed.
  bool operator()(const domain::Order& order) const {
    receipt.title = scene.T("receipt.order");
    Number(order.number);
    if (const domain::Service* service = scene.catalogue.Find(order.need.service_code)) {
      receipt.lines.push_back({std::string(scene.T("lookup.service")), std::string(scene.Of(service->name))});
    }
    Standing(screens::StateKey(order.state), order.arrival);
    if (!order.visit) return true;
    for (const screens::VisitLine& line : screens::LinesOf(*order.visit, scene)) {
      if (line.privacy == ui::Privacy::Open) receipt.lines.push_back({std::string(line.label), line.value});
    }
    return true;
  }
  bool operator()(const domain::Complaint& complaint) const {
    const bool is_suggestion = complaint.filed.kind == domain::ComplaintKind::Suggestion;
    receipt.title = is_suggestion ? scene.T("receipt.suggestion") : scene.T("receipt.complaint");
    Number(complaint.number);
    receipt.lines.push_back({std::string(scene.T("lookup.filed_at")), i18n::DateTime(scene.texts, complaint.filed_at)});
    receipt.lines.push_back(
        {std::string(scene.T("lookup.answer_by")), i18n::DateTime(scene.texts, complaint.answer_by)});
    Standing(screens::StateKey(complaint.state), complaint.arrival);
    return true;
  }
  bool operator()(const domain::NamedRating&) const { return false; }
  bool operator()(const screens::RatedBefore&) const { return false; }
  bool operator()(const screens::NotSaved&) const { return false; }
};

}  // namespace

std::optional<print::Receipt> ReceiptOf(const Model& model, const Scene& scene, const base::SecretKey* city) {
  print::Receipt receipt;
  const Filler filler{scene, city, receipt};
  if (const auto* outcome = std::get_if<Outcome>(&model.screen)) {
    if (!std::visit(filler, outcome->kind)) return std::nullopt;
  } else if (const auto* draft = std::get_if<screens::LookUpDraft>(&model.screen);
             draft != nullptr && screens::HasReceipt(*draft)) {
    std::visit(filler, *draft->found);
  } else if (model.keeping) {
    filler(screens::FormKept{model.keeping->code});
  } else {
    return std::nullopt;
  }
  receipt.institution = scene.Of(scene.institution.name);
  for (const domain::PublishedPhone& phone : scene.institution.phones) {
    if (receipt.phones.size() == 2) break;  // the centre's own; the rest is on the screen under 信息公开
    receipt.phones.push_back(scene.T("receipt.phone", fmt::arg("name", scene.Of(phone.name)),
                                     fmt::arg("number", i18n::GroupedPhone(phone.number))));
  }
  receipt.printed_at = scene.T("receipt.printed_at", fmt::arg("time", i18n::DateTime(scene.texts, scene.now)));
  receipt.has_large_text = model.comfort.step != ui::TextStep::Standard;
  return receipt;
}

}  // namespace bianmin::app

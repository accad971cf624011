#include "kiosk/app/update.h"
#include "kiosk/app/wizard.h"

namespace bianmin::app {
namespace {

using screens::ComplaintDraft;
using screens::ComplaintPage;
using screens::Field;
using screens::Keyboard;

void AskForPage(ComplaintDraft& draft) {
  switch (draft.page) {
    case ComplaintPage::Words:
      return Ask(draft.entries, Field::Description, Keyboard::None);
    case ComplaintPage::Name:
      return Ask(draft.entries, Field::Name, Keyboard::None);
    case ComplaintPage::Phone:
      return Ask(draft.entries, Field::Phone, Keyboard::Digits);
    default:
      return AskNothing(draft.entries);
  }
}

Moved Advance(ComplaintDraft& draft) {
  const Moved moved = MoveOn(
      draft, PagesOf(draft), [&](ComplaintPage page) { return IsComplete(draft, page); },
      [](ComplaintPage page) { return screens::StepOf(page); });
  if (moved == Moved::ToPage) AskForPage(draft);
  return moved;
}

// A choice that answers its page leads on at once.
bool UpdateChoice(ComplaintDraft& draft, const screens::Action& action) {
  if (const auto* kind = std::get_if<screens::ChooseKind>(&action)) {
    draft.kind = kind->kind;
  } else if (const auto* about = std::get_if<screens::ChooseAbout>(&action)) {
    draft.about = about->about;
  } else if (const auto* subject = std::get_if<screens::ChooseSubject>(&action)) {
    draft.subject_code = subject->code;
  } else if (const auto* occasion = std::get_if<screens::ChooseOccasion>(&action)) {
    draft.occasion = occasion->occasion;
  } else if (const auto* name = std::get_if<screens::GiveName>(&action)) {
    draft.is_named = name->named;
  } else {
    return false;
  }
  Advance(draft);
  return true;
}

}  // namespace

Commands UpdateComplaint(Model& model, ComplaintDraft& draft, const screens::Action& action, const Circumstances&) {
  if (UpdateChoice(draft, action) || UpdatePerson(draft.person, draft.entries, action)) return {};
  if (const auto* edit = std::get_if<screens::Edit>(&action)) {
    draft.page = static_cast<ComplaintPage>(edit->page);
    draft.returns_to_review = true;
    AskForPage(draft);
  } else if (std::holds_alternative<screens::GoBack>(action)) {
    if (MoveBack(draft, PagesOf(draft)) == Moved::OutAtStart) {
      AskToLeave(model);
      return {};
    }
    AskForPage(draft);
  } else if (std::holds_alternative<screens::GoNext>(action) && Advance(draft) == Moved::Submitted) {
    model.is_saving = true;
    return {FileComplaint{ComplaintOf(draft)}};
  }
  return {};
}

}  // namespace bianmin::app

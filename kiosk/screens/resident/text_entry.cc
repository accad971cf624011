#include "kiosk/screens/resident/text_entry.h"

#include <array>

namespace bianmin::screens {
namespace {

using ui::EntryWay;

constexpr std::array kDescriptionPhrases = std::to_array<std::string_view>(
    {N_("phrase.call_first"), N_("phrase.elder_at_home"), N_("phrase.alone"), N_("phrase.mornings"),
     N_("phrase.afternoons"), N_("phrase.bring_tools"), N_("phrase.bring_parts"), N_("phrase.hard_of_hearing"),
     N_("phrase.no_lift"), N_("phrase.dog")});
constexpr std::array kCommentPhrases = std::to_array<std::string_view>(
    {N_("phrase.waited_long"), N_("phrase.came_twice"), N_("phrase.unclear"), N_("phrase.impatient"),
     N_("phrase.overcharged"), N_("phrase.not_fixed"), N_("phrase.noise_at_night"), N_("phrase.please_answer"),
     N_("phrase.kind"), N_("phrase.patient")});
constexpr std::array kAddressPhrases =
    std::to_array<std::string_view>({N_("phrase.road"), N_("phrase.lane"), N_("phrase.number"), N_("phrase.building"),
                                     N_("phrase.unit"), N_("phrase.floor"), N_("phrase.room")});
constexpr std::array kNamePhrases =
    std::to_array<std::string_view>({N_("salutation.ms"), N_("salutation.mr"), N_("phrase.comrade")});
constexpr std::array kWhomPhrases =
    std::to_array<std::string_view>({N_("phrase.window_staff"), N_("phrase.guard"), N_("phrase.cleaner"),
                                     N_("phrase.repairer"), N_("phrase.nurse"), N_("phrase.do_not_know_name")});
// What staff write about complaints, bad ratings and rectifications.
constexpr std::array kHandlingPhrases = std::to_array<std::string_view>(
    {N_("phrase.handling.thanks"), N_("phrase.handling.sorry"), N_("phrase.handling.verified"),
     N_("phrase.handling.mended"), N_("phrase.handling.refunded"), N_("phrase.handling.trained"),
     N_("phrase.handling.soon"), N_("phrase.handling.reported"), N_("phrase.handling.no_fault"),
     N_("phrase.handling.satisfied")});

constexpr std::array kStaffPhrases = std::to_array<std::string_view>(
    {N_("phrase.staff.phoned"), N_("phrase.staff.no_answer"), N_("phrase.staff.when"), N_("phrase.staff.photo"),
     N_("phrase.staff.which_room"), N_("phrase.staff.lives_alone"), N_("phrase.staff.wishes_provider"),
     N_("phrase.staff.parts_missing"), N_("phrase.staff.nobody_home"), N_("phrase.staff.not_solved")});
constexpr std::array kPlacePhrases = std::to_array<std::string_view>(
    {N_("phrase.place.home"), N_("phrase.place.gate"), N_("phrase.place.centre"), N_("phrase.place.shop")});
constexpr std::array kShiftReasons = std::to_array<std::string_view>(
    {N_("shift.phrase.provider"), N_("shift.phrase.resident"), N_("shift.phrase.tomorrow"), N_("shift.phrase.parts"),
     N_("shift.phrase.superior"), N_("shift.phrase.city")});
constexpr std::array kShiftNotes =
    std::to_array<std::string_view>({N_("shift.phrase.all_well"), N_("shift.phrase.call_back"),
                                     N_("shift.phrase.visit"), N_("shift.phrase.paper"), N_("shift.phrase.keys")});

std::string_view QuestionOf(Field field) {
  switch (field) {
    case Field::Name:
      return N_("entry.name");
    case Field::Description:
      return N_("entry.description");
    case Field::AddressNote:
      return N_("entry.address");
    case Field::Whom:
      return N_("entry.whom");
    case Field::Search:
      return N_("queue.search.hint");
    case Field::StaffText:
      return N_("entry.staff_text");
    case Field::Place:
      return N_("entry.place");
    case Field::ShiftReason:
      return N_("shift.why_left");
    case Field::ShiftNotes:
      return N_("shift.notes");
    case Field::StaffWords:
    case Field::StaffMore:
      return N_("entry.handling");
    default:
      return N_("entry.comment");
  }
}

ui::SheetWords WordsOf(const Scene& scene) {
  return {.undo = scene.T("entry.undo"),
          .more = scene.T("entry.more"),
          .fewer = scene.T("entry.fewer"),
          .other = scene.T("entry.other"),
          .split = scene.T("entry.split"),
          .nine_keys = scene.T("entry.nine_keys"),
          .all_keys = scene.T("entry.all_keys"),
          .read_aloud = scene.T("entry.read_aloud"),
          .done = scene.T("entry.done"),
          .write_here = scene.T("entry.write_here"),
          .stroke_h = scene.T("stroke.h"),
          .stroke_s = scene.T("stroke.s"),
          .stroke_p = scene.T("stroke.p"),
          .stroke_n = scene.T("stroke.n"),
          .stroke_z = scene.T("stroke.z"),
          .stroke_any = scene.T("stroke.any")};
}

std::string_view NoticeOf(const Composition& composition, const Scene& scene) {
  if (composition.way == EntryWay::Latin) return {};
  switch (composition.engine) {
    case EngineState::Loading:
      return scene.T("entry.loading");
    case EngineState::Missing:
      return scene.T("entry.missing");
    case EngineState::Ready:
      break;
  }
  if (composition.IsEmpty()) {
    if (composition.way == EntryWay::Ink) return scene.T("entry.ink_hint");
    if (composition.way == EntryWay::Strokes) return scene.T("entry.strokes_hint");
    return scene.T("entry.pinyin_hint");
  }
  return composition.candidates.empty() ? scene.T("entry.nothing") : std::string_view{};
}

// Strokes are kept as letters and shown as strokes.
std::string ShownStrokes(std::string_view letters) {
  std::string shown;
  for (const char letter : letters) {
    switch (letter) {
      case 'h':
        shown += "一 ";
        break;
      case 's':
        shown += "丨 ";
        break;
      case 'p':
        shown += "丿 ";
        break;
      case 'n':
        shown += "丶 ";
        break;
      case 'z':
        shown += "乛 ";
        break;
      default:
        shown += "＊ ";
    }
  }
  return shown;
}

}  // namespace

std::span<const std::string_view> PhrasesOf(Field field) {
  switch (field) {
    case Field::Name:
      return kNamePhrases;
    case Field::Description:
      return kDescriptionPhrases;
    case Field::AddressNote:
      return kAddressPhrases;
    case Field::Whom:
      return kWhomPhrases;
    case Field::Search:
      return {};
    case Field::StaffText:
      return kStaffPhrases;
    case Field::Place:
      return kPlacePhrases;
    case Field::ShiftReason:
      return kShiftReasons;
    case Field::ShiftNotes:
      return kShiftNotes;
    case Field::StaffWords:
    case Field::StaffMore:
      return kHandlingPhrases;
    default:
      return kCommentPhrases;
  }
}

std::optional<Action> DrawTextEntry(const Entries& entries, const Scene& scene, ui::Frame& frame) {
  const Field field = entries.focus.value_or(Field::Comment);
  const Composition& composition = *entries.sheet;
  ui::HeaderSpec header = scene.header;
  // What one writes with needs the height.
  header.is_compact =
      frame.Facing() == ui::Orientation::Landscape || frame.Step() == ui::TextStep::ExtraLarge || frame.IsLow();
  const auto page = frame.BeginPage({.id = "entry", .header = header, .footer = {}, .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  std::vector<std::string_view> phrases;
  for (const std::string_view key : PhrasesOf(field)) phrases.push_back(scene.T(key));
  const std::array tabs = {ui::SheetTab{EntryWay::Ink, scene.T("entry.way.ink")},
                           ui::SheetTab{EntryWay::Pinyin, scene.T("entry.way.pinyin")},
                           ui::SheetTab{EntryWay::Strokes, scene.T("entry.way.strokes")},
                           ui::SheetTab{EntryWay::Latin, scene.T("entry.way.latin")}};
  std::vector<std::string> candidates;
  for (const Candidate& candidate : composition.candidates) candidates.push_back(candidate.text);
  const bool has_strokes = composition.way == EntryWay::Strokes;
  const std::string composed = has_strokes ? ShownStrokes(composition.letters) : composition.shown_letters;
  const auto press = frame.Sheet({.question = scene.T(QuestionOf(field)),
                                  .text = entries.Text(field),
                                  .caret = entries.Caret(),
                                  .placeholder = scene.T("entry.placeholder"),
                                  .notice = NoticeOf(composition, scene),
                                  .phrases = phrases,
                                  .tabs = tabs,
                                  .way = composition.way,
                                  .has_nine_keys = composition.has_nine_keys,
                                  .composed = composed,
                                  .candidates = candidates,
                                  .shows_all = composition.shows_all,
                                  .ink = composition.ink,
                                  .can_read_aloud = scene.can_speak,
                                  .words = WordsOf(scene)});
  if (press) action = OnSheet{*press};
  if (const auto& typed = frame.Typings(); !typed.empty()) action = Enter{typed};
  return action;
}

}  // namespace bianmin::screens

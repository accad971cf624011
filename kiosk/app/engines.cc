#include "kiosk/app/engines.h"

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"

namespace bianmin::app {
namespace {

using ui::EntryWay;

constexpr std::size_t kMostCandidates = 60;
constexpr std::size_t kMostInkCandidates = 24;
// A pad that is narrower than this was not written on by a finger; only the joining of lost touches depends on it.
constexpr float kPadMillimetres = 120;

template <class Engine, class Files>
void LoadOnce(std::unique_ptr<Engine>& engine, const Files& files, std::string& fault) {
  if (engine || !fault.empty()) return;
  auto loaded = Engine::Load(files);
  if (loaded) {
    engine = *std::move(loaded);
  } else {
    fault = loaded.error().message;
    base::LogError("a way to write cannot be used: {}", fault);
  }
}

std::vector<screens::Candidate> Taken(const std::vector<input::Candidate>& from) {
  std::vector<screens::Candidate> candidates;
  candidates.reserve(from.size());
  for (const input::Candidate& each : from) candidates.push_back({each.text, each.length});
  return candidates;
}

std::vector<screens::Candidate> Read(input::Handwriting& handwriting, const std::vector<ui::PenStroke>& strokes) {
  std::vector<input::TouchedStroke> touched;
  touched.reserve(strokes.size());
  for (const ui::PenStroke& stroke : strokes) {
    input::TouchedStroke& points = touched.emplace_back();
    for (const ui::PenPoint& point : stroke) points.push_back({{point.at.x, point.at.y}, point.when});
  }
  std::vector<screens::Candidate> candidates;
  for (input::InkCandidate& each :
       handwriting.Recognise(input::CleanInk(touched, kPadMillimetres), kMostInkCandidates)) {
    if (!IsOnlyAPart(each.text)) candidates.push_back({std::move(each.text), 0});
  }
  return candidates;
}

}  // namespace

bool IsOnlyAPart(std::string_view text) {
  // Those that Unicode has among the characters proper; what is also a word (厂 广 幺 弋) is not here.
  constexpr std::u32string_view kParts =
      U"丨丶丿乀乁乚乛亅亠亻冂冖冫凵勹匚匸卩厶囗夂夊宀尢屮巛廴廾彐彡彳忄扌攵攴氵氺灬爫爿犭疒癶礻禸纟罒耂艹虍衤覀訁讠辶"
      U"釒钅阝飠饣髟丷";
  const std::vector<char32_t> characters = base::Characters(text);
  if (characters.size() != 1) return false;
  const char32_t c = characters.front();
  const bool is_in_their_block = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x31C0 && c <= 0x31EF);
  return is_in_their_block || kParts.find(c) != std::u32string_view::npos;
}

void Engines::Load(EntryWay way) {
  switch (way) {
    case EntryWay::Ink:
      return LoadOnce(handwriting_, files_.handwriting, faults_.handwriting);
    case EntryWay::Pinyin:
      return LoadOnce(pinyin_, files_.pinyin, faults_.pinyin);
    case EntryWay::Strokes:
      return LoadOnce(strokes_, files_.strokes, faults_.strokes);
    case EntryWay::Latin:
      return;
  }
}

bool Engines::IsLoaded(EntryWay way) const {
  switch (way) {
    case EntryWay::Ink:
      return handwriting_ || !faults_.handwriting.empty();
    case EntryWay::Pinyin:
      return pinyin_ || !faults_.pinyin.empty();
    case EntryWay::Strokes:
      return strokes_ || !faults_.strokes.empty();
    case EntryWay::Latin:
      break;
  }
  return true;
}

Answer Engines::AnswerTo(const Question& question) {
  Load(question.way);
  Answer answer{.number = question.number, .way = question.way};
  switch (question.way) {
    case EntryWay::Ink:
      if (!handwriting_) break;
      if (!question.ink.empty()) answer.candidates = Read(*handwriting_, question.ink);
      return answer;
    case EntryWay::Pinyin:
      if (!pinyin_) break;
      if (question.letters.empty()) return answer;
      if (question.has_nine_keys) {
        answer.candidates = Taken(pinyin_->CandidatesOfNineKeys(question.letters, kMostCandidates));
      } else {
        answer.candidates = Taken(pinyin_->Candidates(question.letters, kMostCandidates));
        answer.shown_letters = pinyin_->Segmented(question.letters);
      }
      return answer;
    case EntryWay::Strokes:
      if (!strokes_) break;
      if (!question.letters.empty()) answer.candidates = Taken(strokes_->Candidates(question.letters, kMostCandidates));
      return answer;
    case EntryWay::Latin:
      return answer;
  }
  answer.engine = screens::EngineState::Missing;
  return answer;
}

void Engines::Forget() {
  if (pinyin_) pinyin_->Forget();
}

}  // namespace bianmin::app

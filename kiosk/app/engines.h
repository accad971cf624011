#pragma once
// The input engines behind the text-entry sheet: pinyin, strokes and handwriting. Each is loaded when it is first asked
// for, which takes up to a third of a second; one that is missing says why, and the others go on. Single thread: the
// typist's (typist.h), or a test's.

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/app/composing.h"
#include "kiosk/input/handwriting.h"
#include "kiosk/input/pinyin.h"
#include "kiosk/input/strokes.h"

namespace bianmin::app {

struct EngineFiles {
  input::PinyinFiles pinyin;
  input::StrokeFiles strokes;
  input::HandwritingFiles handwriting;
};

// Why an engine cannot be used, for staff; empty: it can, or was not asked for yet.
struct EngineFaults {
  std::string pinyin;
  std::string strokes;
  std::string handwriting;
  friend bool operator==(const EngineFaults&, const EngineFaults&) = default;
};

class Engines {
 public:
  explicit Engines(EngineFiles files) : files_(std::move(files)) {}

  // False: the answer will take as long as loading does.
  [[nodiscard]] bool IsLoaded(ui::EntryWay way) const;
  [[nodiscard]] Answer AnswerTo(const Question& question);
  [[nodiscard]] const EngineFaults& faults() const { return faults_; }
  // The end of a session: nothing of what was composed is kept.
  void Forget();

 private:
  void Load(ui::EntryWay way);

  EngineFiles files_;
  EngineFaults faults_;
  std::unique_ptr<input::Pinyin> pinyin_;
  std::unique_ptr<input::Strokes> strokes_;
  std::unique_ptr<input::Handwriting> handwriting_;
};

// A part of characters (氵, 灬) or a stroke, which nobody writes by itself: not offered among what was written.
[[nodiscard]] bool IsOnlyAPart(std::string_view text);

}  // namespace bianmin::app

#include "tests/support/interruption_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;

template <class State>
std::function<void(app::Model&)> Shows(State state) {
  return [state = std::move(state)](app::Model& model) { model.screen = state; };
}

void BeginWarning(app::Model& model) {
  model.session.Touched(base::Milliseconds{1000} - model.session_times.idle - std::chrono::seconds{8});
}

}  // namespace

void AddInterruptions(const NeedDraft& details, const NeedDraft& phone, base::TimePoint now,
                      std::vector<ScreenSample>& samples) {
  samples.push_back({"leave_question", [details](app::Model& model) {
                       model.screen = details;
                       model.asks_leave = true;
                     }});
  samples.push_back({"idle_warning", [phone](app::Model& model) {
                       model.screen = phone;
                       BeginWarning(model);
                     }});
  const domain::DraftCode code = *domain::DraftCode::Parse("482913");
  const auto warn = [&](const char* name, app::Keeping::State state) {
    samples.push_back({name, [code, state, phone](app::Model& model) {
                         model.screen = phone;
                         model.keeping = app::Keeping{.code = code, .state = state};
                         BeginWarning(model);
                       }});
  };
  warn("idle_keeping", app::Keeping::State::BeingSaved);
  warn("idle_kept", app::Keeping::State::Kept);
  samples.push_back({"outcome_kept", Shows(app::Outcome{FormKept{code}, base::Milliseconds{40'000}})});
  samples.push_back({"leave_not_kept", [code, details](app::Model& model) {
                       model.screen = details;
                       model.keeping = app::Keeping{.code = code, .state = app::Keeping::State::Failed};
                       model.asks_leave = true;
                     }});
  samples.push_back({"resume", Shows(ResumeState{.digits = "4829"})});
  samples.push_back(
      {"resume_wait",
       Shows(ResumeState{.digits = "4829", .shows_faults = true, .problem = {ResumeProblem::Kind::Wait, now}})});
  samples.push_back(
      {"resume_no_such", Shows(ResumeState{.digits = "482913", .problem = {ResumeProblem::Kind::NoSuchDraft, {}}})});
}

}  // namespace bianmin::testing

#include "kiosk/ui/touch.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

namespace bianmin::ui {
namespace {

constexpr SteadyTime kSpeedWindow{100};
constexpr float kLeastGlide = 60;   // pixels a second; slower than this the page just stops
constexpr float kGlideDecay = 4;    // a second
constexpr float kPixelsALine = 60;  // of a mouse wheel
constexpr SteadyTime kRepeatsAfter{600};
constexpr SteadyTime kRepeatsEvery{120};

}  // namespace

bool Touch::Take(std::deque<InputEvent>& queue, float slack) {
  slack_ = slack;
  typed_.clear();
  went_down_ = false;
  went_up_ = false;
  path_.clear();
  if (is_down_) path_.push_back(at_);
  bool took = false;
  while (!queue.empty() && !went_down_ && !went_up_) {
    const bool is_typed = std::holds_alternative<Typed>(queue.front().what);
    if (!typed_.empty() && !is_typed) break;
    const InputEvent event = std::move(queue.front());
    queue.pop_front();
    took = true;
    std::visit(
        [&](const auto& what) {
          using What = std::decay_t<decltype(what)>;
          if constexpr (std::is_same_v<What, PointerDown>) {
            is_down_ = went_down_ = true;
            is_dragging_ = may_drag_ = false;
            start_ = at_ = what.at;
            path_ = {what.at};
            glide_speed_ = 0;
            down_at_ = event.when;
            samples_ = {{event.when, what.at.y}};
            pen_ = {{what.at, event.when}};
            is_writing_ = false;
            repeating_.clear();
            repeats_taken_ = 0;
            held_.clear();
          } else if constexpr (std::is_same_v<What, PointerMove>) {
            if (is_down_) Move(what.at, event.when, slack);
          } else if constexpr (std::is_same_v<What, PointerUp>) {
            if (!is_down_) return;
            Move(what.at, event.when, slack);
            is_down_ = false;
            went_up_ = true;
            up_at_ = event.when;
            if (is_dragging_) StartGlide(event.when);
          } else if constexpr (std::is_same_v<What, PointerLost>) {
            is_down_ = is_dragging_ = is_writing_ = false;
            held_.clear();
            pen_.clear();
          } else if constexpr (std::is_same_v<What, Wheel>) {
            glide_speed_ = 0;
            scroll_ -= what.lines * kPixelsALine;
          } else {
            typed_.push_back(what);
          }
        },
        event.what);
  }
  return took;
}

void Touch::Move(Point to, SteadyTime when, float slack) {
  // A finger that rests sends the same place again and again; a sleeve sends more than anybody writes.
  const bool has_moved = pen_.empty() || pen_.back().at.x != to.x || pen_.back().at.y != to.y;
  if (has_moved && pen_.size() < kMostPenPoints) pen_.push_back({to, when});
  if (!is_dragging_ && may_drag_ && std::abs(to.y - start_.y) > slack) {
    is_dragging_ = true;
    held_.clear();
    at_ = start_;
  }
  if (is_dragging_) scroll_ += at_.y - to.y;
  at_ = to;
  path_.push_back(to);
  samples_.push_back({when, to.y});
  while (samples_.size() > 2 && when - samples_.front().when > kSpeedWindow) samples_.pop_front();
}

void Touch::StartGlide(SteadyTime when) {
  const Sample& first = samples_.front();
  const auto elapsed = static_cast<float>((when - first.when).count()) / 1000;
  if (elapsed <= 0) return;
  const float speed = (first.y - at_.y) / elapsed;
  if (std::abs(speed) < kLeastGlide) return;
  glide_speed_ = speed;
  glide_start_ = when;
  glide_taken_ = 0;
}

Touch::Answer Touch::Offer(std::string_view id, const Rect& area, bool enabled, SteadyTime again_after) {
  if (went_down_ && area.Contains(start_)) held_ = id;
  if (held_ != id || held_.empty()) return Answer::Nothing;
  if (!area.Contains(at_)) return Answer::Nothing;
  if (is_down_) return enabled ? Answer::Held : Answer::Nothing;
  if (!went_up_ || !enabled) return Answer::Nothing;
  const bool is_echo = IsEcho(id, again_after);
  last_pressed_ = id;
  last_pressed_at_ = up_at_;
  last_start_ = start_;
  return is_echo ? Answer::Nothing : Answer::Pressed;
}

bool Touch::IsEcho(std::string_view id, SteadyTime again_after) const {
  if (up_at_ - last_pressed_at_ >= again_after) return false;
  const bool is_same_place =
      std::abs(start_.x - last_start_.x) <= 2 * slack_ && std::abs(start_.y - last_start_.y) <= 2 * slack_;
  return last_pressed_ == id || is_same_place;
}

void Touch::OfferBody(const Rect& body, bool can_scroll) {
  if (went_down_) may_drag_ = can_scroll && body.Contains(start_);
}

std::vector<PenPoint> Touch::OfferPad(const Rect& area, bool enabled) {
  if (went_down_ && area.Contains(start_)) is_writing_ = enabled;
  if (!is_writing_ || !went_up_) return {};
  is_writing_ = false;
  return std::exchange(pen_, {});
}

int Touch::TakeRepeats(std::string_view id, SteadyTime now) {
  if (!is_down_ || held_ != id) return 0;
  repeating_ = id;
  const SteadyTime held_for = now - down_at_;
  const int due = held_for < kRepeatsAfter ? 0 : 1 + static_cast<int>((held_for - kRepeatsAfter) / kRepeatsEvery);
  const int given = std::max(0, due - repeats_taken_);
  repeats_taken_ = std::max(repeats_taken_, due);
  return given;
}

std::optional<SteadyTime> Touch::NextRepeat() const {
  if (!is_down_ || repeating_.empty() || held_ != repeating_) return std::nullopt;
  return down_at_ + kRepeatsAfter + repeats_taken_ * kRepeatsEvery;
}

void Touch::EndPass() {
  if (went_up_) {
    held_.clear();
    is_writing_ = false;
    pen_.clear();
  }
  went_down_ = false;
  went_up_ = false;
  typed_.clear();
}

float Touch::TakeScroll(SteadyTime now, bool glides) {
  float by = scroll_;
  scroll_ = 0;
  if (glide_speed_ == 0) return by;
  if (!glides) {
    glide_speed_ = 0;
    return by;
  }
  const float seconds = static_cast<float>((now - glide_start_).count()) / 1000;
  const float way = glide_speed_ / kGlideDecay * (1 - std::exp(-kGlideDecay * seconds));
  by += way - glide_taken_;
  glide_taken_ = way;
  if (std::abs(glide_speed_) * std::exp(-kGlideDecay * seconds) < kLeastGlide / 2) glide_speed_ = 0;
  return by;
}

void Touch::Forget() {
  Touch fresh;
  fresh.last_pressed_at_ = last_pressed_at_;
  fresh.last_start_ = last_start_;
  *this = std::move(fresh);
}

}  // namespace bianmin::ui

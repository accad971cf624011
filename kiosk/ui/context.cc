#include "kiosk/ui/context.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <utility>

#include "imgui.h"
#include "kiosk/base/check.h"
#include "kiosk/base/log.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/imgui_config.h"
#include "kiosk/ui/memory.h"
#include "kiosk/ui/pictures.h"
#include "kiosk/ui/touch.h"

namespace bianmin::ui {
namespace {

// A frame of an animation follows the one before after this long.
constexpr SteadyTime kAnimationStep{16};
// Past this many pixels of glyphs the atlas is emptied at the end of a session.
constexpr int kAtlasPixelsKept = 2048 * 1024;
constexpr std::size_t kMostPendingInput = 4096;

void LogFault(const char* expression, const char* file, int line) {
  base::LogError("the drawing library expected {} ({}:{}); drawing goes on", expression, file, line);
}

class Hash {
 public:
  void Add(const void* bytes, std::size_t size) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (; size >= 8; size -= 8, at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, 8);
      Mix(word);
    }
    std::uint64_t rest = size;
    for (std::size_t i = 0; i < size; ++i) rest = rest << 8 | at[i];
    Mix(rest);
  }
  void Mix(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ULL;
    state_ ^= state_ >> 29;
  }
  [[nodiscard]] std::uint64_t Value() const { return state_; }

 private:
  std::uint64_t state_ = 0x2545F4914F6CDD1DULL;
};

// Equal for pictures that look the same: shapes, colours, clips and which texture they are cut from.
std::uint64_t HashOf(const ImDrawData& data) {
  Hash hash;
  hash.Add(&data.DisplaySize, sizeof(data.DisplaySize));
  for (const ImDrawList* list : data.CmdLists) {
    hash.Add(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    hash.Add(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list->CmdBuffer) {
      hash.Add(&command.ClipRect, sizeof(command.ClipRect));
      hash.Mix(command.ElemCount);
      const ImTextureData* texture = command.TexRef._TexData;
      hash.Mix(texture == nullptr ? 0 : static_cast<std::uint64_t>(texture->UniqueID) + 1);
    }
  }
  return hash.Value();
}

// Textures that no renderer ever took need nobody to free them.
void RetireUntakenTextures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status != ImTextureStatus_WantDestroy || texture->TexID != ImTextureID_Invalid) continue;
    if (texture->BackendUserData == nullptr) texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

}  // namespace

struct Context::State {
  std::unique_ptr<Fonts> fonts;
  ImGuiContext* imgui = nullptr;
  std::deque<InputEvent> queue;
  Touch touch;
  Memory memory;
  Inventory inventory;
  Pictures pictures;
  std::optional<std::string> heard;
  std::uint64_t last_hash = 0;
  std::uint64_t presented_hash = 0;
  bool is_damaged = true;
  bool wants_clearing = false;

  void Start() {
    imgui = ImGui::CreateContext();
    ImGui::SetCurrentContext(imgui);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouse | ImGuiConfigFlags_NoMouseCursorChange | ImGuiConfigFlags_NoKeyboard;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // lines as shapes: sharp with any renderer
    fonts->Fill(*io.Fonts);
  }

  void Stop() {
    if (imgui == nullptr) return;
    ImGui::SetCurrentContext(imgui);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      // The renderer was told by TexturesEnd; nothing refers to it any more.
      texture->SetTexID(ImTextureID_Invalid);
      texture->BackendUserData = nullptr;
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
    pictures.Forget();
    ImGui::DestroyContext(imgui);
    imgui = nullptr;
  }

  // One pass; returns whether a widget reported something.
  bool Pass(const Look& look, SteadyTime now, const std::function<void(Frame&)>& screen) {
    const Metrics metrics(look.pixels, look.panel_width, look.step);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(look.pixels.width), static_cast<float>(look.pixels.height)};
    io.DeltaTime = 1.0F / 60;
    touch.Take(queue, metrics.Px(metrics.Em(TextRole::Body) * 0.4));
    inventory.items.clear();
    inventory.page.clear();
    inventory.pixels = look.pixels;
    ImGui::NewFrame();
    Canvas canvas({metrics, ThemeOf(look.theme), look.words, *fonts, touch, memory, inventory, pictures,
                   ImGui::GetBackgroundDrawList(), ImGui::GetForegroundDrawList(), now, look.is_animated,
                   look.listens_first, look.is_low && metrics.IsTall()});
    {
      Frame frame(canvas);
      screen(frame);
    }
    memory.had_dialog = canvas.has_dialog;
    memory.had_list = canvas.has_list;
    if (!canvas.has_list) memory.list = {};
    if (!canvas.heard.empty()) heard = std::move(canvas.heard);
    touch.EndPass();
    pictures.EndPass();
    ImGui::Render();
    RetireUntakenTextures();
    return canvas.acted;
  }
};

Context::Context() : state_(std::make_unique<State>()) {}

Context::~Context() { state_->Stop(); }

std::unique_ptr<Context> Context::Create(const FontFiles& files) {
  std::unique_ptr<Fonts> fonts = Fonts::Open(files);
  for (const std::string& trouble : fonts->State().troubles) base::LogWarning("{}", trouble);
  SetImGuiFault(LogFault);
  IMGUI_CHECKVERSION();
  std::unique_ptr<Context> context(new Context);
  context->state_->fonts = std::move(fonts);
  context->state_->Start();
  return context;
}

void Context::Add(InputEvent event) {
  // Nobody presses this often; a stuck device may, and must not fill the memory.
  if (state_->queue.size() >= kMostPendingInput) state_->queue.pop_front();
  state_->queue.push_back(std::move(event));
}

Drawn Context::Draw(const Look& look, SteadyTime now, const std::function<void(Frame&)>& screen) {
  State& s = *state_;
  ImGui::SetCurrentContext(s.imgui);
  if (std::exchange(s.wants_clearing, false)) {
    // Filled anew, not compacted: the atlas numbers its compactions with ten bits and fails when they run out.
    ImGui::GetIO().Fonts->Clear();
    s.fonts->Fill(*ImGui::GetIO().Fonts);
  }
  Drawn drawn;
  std::uint64_t before = 0;
  while (drawn.passes < kMaxPasses) {
    const bool has_input = !s.queue.empty();
    drawn.acted = s.Pass(look, now, screen);
    ++drawn.passes;
    s.last_hash = HashOf(*ImGui::GetDrawData());
    if (drawn.acted) break;
    if (drawn.passes > 1 && s.last_hash == before && !has_input && s.queue.empty()) break;
    before = s.last_hash;
  }
  drawn.present = s.is_damaged || s.last_hash != s.presented_hash;
  if (s.touch.IsGliding()) drawn.next = now + kAnimationStep;
  if (const auto repeat = s.touch.NextRepeat()) {
    drawn.next = std::max(now + SteadyTime{1}, *repeat);
    drawn.is_repeating = true;
  }
  if (!s.queue.empty()) drawn.next = now;
  return drawn;
}

ImDrawData* Context::Picture() const {
  ImGui::SetCurrentContext(state_->imgui);
  return ImGui::GetDrawData();
}

void Context::Presented() {
  state_->presented_hash = state_->last_hash;
  state_->is_damaged = false;
}

void Context::Damaged() { state_->is_damaged = true; }

const Inventory& Context::Shown() const { return state_->inventory; }

std::optional<std::string> Context::TakeHeard() { return std::exchange(state_->heard, std::nullopt); }

void Context::ForgetSession() {
  State& s = *state_;
  s.heard.reset();
  ImGui::SetCurrentContext(s.imgui);
  s.queue.clear();
  s.touch.Forget();
  s.memory = Memory();
  s.inventory = Inventory();
  const ImTextureData* texture = ImGui::GetIO().Fonts->TexData;
  if (texture != nullptr && texture->Width * texture->Height > kAtlasPixelsKept) s.wants_clearing = true;
}

const FontState& Context::FontsFound() const { return state_->fonts->State(); }

bool Context::CanShow(std::string_view text) const {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = NextCharacter(text, at);
    if (character < 0x20 || character == 0xFFFD || !state_->fonts->HasGlyph(character)) return false;
  }
  return true;
}

}  // namespace bianmin::ui

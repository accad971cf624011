#include "kiosk/ui/inventory.h"

#include <fmt/format.h>

#include <iterator>

namespace bianmin::ui {
namespace {

std::string_view Name(ItemKind kind) {
  switch (kind) {
    case ItemKind::Control:
      return "control";
    case ItemKind::Decoration:
      return "decoration";
    case ItemKind::Text:
      break;
  }
  return "text";
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string Numbers(const Rect& r) { return fmt::format("[{:.0f},{:.0f},{:.0f},{:.0f}]", r.x, r.y, r.width, r.height); }

}  // namespace

const Item* Inventory::FindControl(std::string_view id) const {
  for (const Item& item : items) {
    if (item.kind == ItemKind::Control && item.id == id) return &item;
  }
  return nullptr;
}

std::string Inventory::AllText() const {
  std::string all;
  for (const Item& item : items) {
    if (item.kind == ItemKind::Text) all += item.text + '\n';
  }
  return all;
}

bool Inventory::Shows(std::string_view text) const {
  for (const Item& item : items) {
    if (item.kind == ItemKind::Text && item.text.find(text) != std::string::npos) return true;
  }
  return false;
}

std::string ToJson(const Inventory& inventory, unsigned long sequence) {
  std::string out = fmt::format("{{\"sequence\":{},\"page\":{},\"size\":[{},{}],\"items\":[", sequence,
                                Quoted(inventory.page), inventory.pixels.width, inventory.pixels.height);
  bool is_first = true;
  for (const Item& item : inventory.items) {
    if (item.kind == ItemKind::Decoration) continue;
    fmt::format_to(
        std::back_inserter(out),
        "{}\n{{\"id\":{},\"kind\":\"{}\",\"text\":{},\"rect\":{},\"visible\":{},\"enabled\":{},\"selected\":{}}}",
        is_first ? "" : ",", Quoted(item.id), Name(item.kind), Quoted(item.text), Numbers(item.rect),
        Numbers(item.is_under_dialog ? Rect{item.rect.x, item.rect.y, 0, 0} : item.visible),
        item.is_enabled && !item.is_under_dialog, item.is_selected);
    is_first = false;
  }
  return out + "]}\n";
}

}  // namespace bianmin::ui

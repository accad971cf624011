#include "kiosk/domain/figures.h"

namespace bianmin::domain {
namespace {

std::optional<int> Shown(int count) {
  if (count > 0 && count < kLeastPublishedCount) return std::nullopt;
  return count;
}

// A part is withheld too when it, or what is left of the whole without it, would be small.
std::optional<int> ShownPart(int part, int whole) {
  if (!Shown(whole) || !Shown(part) || !Shown(whole - part)) return std::nullopt;
  return part;
}

}  // namespace

PublishedFigures Publish(const Counts& counts) {
  PublishedFigures figures;
  figures.orders = Shown(counts.orders);
  figures.orders_completed = ShownPart(counts.orders_completed, counts.orders);
  figures.complaints = Shown(counts.complaints);
  figures.complaints_answered = ShownPart(counts.complaints_answered, counts.complaints);
  figures.ratings = Shown(counts.ratings);
  if (counts.ratings >= kLeastPublishedCount) {
    figures.average_stars = static_cast<double>(counts.stars_in_total) / counts.ratings;
  }
  return figures;
}

}  // namespace bianmin::domain

#include "kiosk/ui/icon.h"

#include <iterator>

#include "kiosk/ui/fonts.h"

namespace bianmin::ui {

namespace {

// By Icon: code points of the packaged font "Material Icons".
constexpr char32_t kCodepoints[] = {
    0,       // None
    0xE88A,  // Home
    0xE9BA,  // Leave
    0xE5C4,  // Back
    0xE5C8,  // Forward
    0xE316,  // Up
    0xE313,  // Down
    0xE5CD,  // Close
    0xE5CA,  // Check
    0xE8B6,  // Search
    0xE5D3,  // More
    0xE7FD,  // Person
    0xF233,  // People
    0xF21A,  // Elder
    0xEB41,  // Child
    0xEA44,  // House
    0xEA40,  // Building
    0xE55F,  // Place
    0xE0CD,  // Phone
    0xE8B5,  // Clock
    0xE878,  // Calendar
    0xE88B,  // Hourglass
    0xE7F7,  // Bell
    0xE645,  // Urgent
    0xE745,  // Register
    0xE838,  // Star
    0xE83A,  // StarOutline
    0xE160,  // Complaint
    0xE0F0,  // Suggestion
    0xE0B7,  // Comment
    0xE88E,  // Information
    0xF05B,  // Price
    0xE887,  // Help
    0xE8E2,  // Language
    0xE245,  // TextSize
    0xE050,  // Volume
    0xE04F,  // VolumeOff
    0xEB37,  // Contrast
    0xE002,  // Warning
    0xE000,  // Error
    0xE86C,  // Success
    0xEF64,  // Pending
    0xE5C9,  // Cancelled
    0xF0DC,  // Privacy
    0xE897,  // Lock
    0xE8F4,  // Visible
    0xE8AD,  // Print
    0xE00A,  // QrCode
    0xF045,  // Number
    0xE3C9,  // Edit
    0xE872,  // Delete
    0xE14A,  // Backspace
    0xE318,  // Shift
    0xE837,  // RadioOn
    0xE836,  // RadioOff
    0xE834,  // CheckOn
    0xE835,  // CheckOff
    0xEF4A,  // Dot
    0xF0FF,  // Cleaning
    0xE56C,  // Meal
    0xF109,  // Medical
    0xE1D5,  // Nursing
    0xF10B,  // Repair
    0xF107,  // Plumbing
    0xF102,  // Electric
    0xEB47,  // Appliance
    0xE8CB,  // Shopping
    0xE14E,  // Haircut
    0xEA41,  // Bath
    0xE54A,  // Laundry
    0xE558,  // Moving
    0xE405,  // Music
    0xEA66,  // Dance
    0xE40A,  // Painting
    0xEA19,  // Book
    0xE02C,  // Film
    0xEA32,  // Sport
    0xE87B,  // Chess
    0xE80C,  // Class
    0xE30A,  // Computer
    0xE530,  // Travel
    0xEA70,  // Volunteer
    0xEBCB,  // Handshake
    0xE8D4,  // Exchange
    0xE87D,  // Companion
    0xE8F6,  // Gift
    0xE91D,  // Pet
    0xF089,  // Garden
    0xE90E,  // Law
    0xEF63,  // Money
    0xE1DB,  // Storage
    0xE2C1,  // Offline
    0xE2BF,  // Online
};
static_assert(std::size(kCodepoints) == static_cast<std::size_t>(Icon::Online) + 1);

}  // namespace

char32_t Codepoint(Icon icon) { return kCodepoints[static_cast<std::size_t>(icon)]; }

}  // namespace bianmin::ui

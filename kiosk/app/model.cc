#include "kiosk/app/model.h"

namespace bianmin::app {

StaffScreen::StaffScreen(const StaffScreen&) = default;
StaffScreen::StaffScreen(StaffScreen&&) noexcept = default;
StaffScreen& StaffScreen::operator=(const StaffScreen&) = default;
StaffScreen& StaffScreen::operator=(StaffScreen&&) noexcept = default;
StaffScreen::~StaffScreen() = default;

Screen::Screen(const Screen&) = default;
Screen::Screen(Screen&&) noexcept = default;
Screen& Screen::operator=(const Screen&) = default;
Screen& Screen::operator=(Screen&&) noexcept = default;
Screen::~Screen() = default;

}  // namespace bianmin::app

#pragma once
// The pages of 登记需求 that are its own; register_need.cc puts them into the wizard's frame.

#include "kiosk/screens/resident/register_need.h"

namespace bianmin::screens {

std::optional<Action> DrawGroup(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawService(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawPackage(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawDetails(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawCompound(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawBuilding(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawUnit(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawRoom(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawTime(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawReview(const NeedDraft& draft, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens

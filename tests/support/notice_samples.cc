#include "tests/support/notice_samples.h"

#include "kiosk/domain/publication_limits.h"

namespace bianmin::testing {
namespace {

using screens::InformationState;
using screens::Topic;

std::string Times(std::string_view what, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += what;
  return all;
}

domain::Notice NoWater(base::Date today) {
  return {.title = {"11月28日停水通知", "No water on 28 November"},
          .text = {"因管道检修，永和新村、静安花园 11月28日 8:00 至 17:00 停水。请提前储水，并关好水龙头。\n"
                   "行动不便、家里没有人帮忙储水的居民，可以打下面的电话，我们请志愿者上门。",
                   "The pipes are being repaired: there is no water in Yonghe Xincun and Jing'an Garden on 28 November "
                   "from 8:00 to 17:00. Please store water and turn your taps off.\nIf you cannot carry water and "
                   "nobody at home can help, call the number below; volunteers will come."},
          .from = today,
          .to = base::Date{std::chrono::sys_days{today} + std::chrono::days{6}},
          .phone = "02155500100"};
}

domain::Notice InChineseOnly(base::Date today) {
  return {.title = {"元旦期间窗口办事时间", ""},
          .text = {"元旦三天（1月1日至3日）窗口不办公，自助终端照常使用。\n1月4日起恢复正常办公。", ""},
          .from = today,
          .to = today,
          .phone = {}};
}

// All that a notice may be.
domain::Notice Longest(base::Date today) {
  const std::string chinese = Times("请各位居民互相转告，照顾好家里的老人和孩子。", 60);
  const std::string english = Times("Please tell your neighbours and look after the older people and children. ", 35);
  return {.title = {Times("通知公告标题", domain::kMaxNoticeTitleCharacters / 6), std::string(52, 'W') + " ends so"},
          .text = {chinese + "\n" + chinese.substr(0, chinese.size() / 8), english},
          .from = today,
          .to = today,
          .phone = "4008201234"};
}

}  // namespace

void AddNoticeSamples(std::vector<ScreenSample>& samples) {
  const auto home = [](app::Model& model) { model.screen = app::Home{}; };
  for (const char* name : {"home_notice", "home_notice_longest", "home_notices"}) samples.push_back({name, home});
  const auto add = [&](const char* name, std::optional<std::size_t> read) {
    const InformationState state{.topic = Topic::Notices, .notice = read, .is_from_home = true};
    samples.push_back({name, [state](app::Model& model) { model.screen = state; }});
  };
  add("notices", std::nullopt);
  add("notices_none", std::nullopt);
  add("notice", 0);
  add("notice_chinese_only", 0);
  add("notice_longest", 0);
}

std::vector<domain::Notice> NoticesOf(std::string_view sample, base::Date today) {
  if (sample == "home_notice" || sample == "notice") return {NoWater(today)};
  if (sample == "home_notice_longest" || sample == "notice_longest") return {Longest(today)};
  if (sample == "notice_chinese_only") return {InChineseOnly(today)};
  if (sample == "home_notices" || sample == "notices") return {NoWater(today), InChineseOnly(today), Longest(today)};
  return {};
}

}  // namespace bianmin::testing

// Paints every widget on made-up pages, in the wanted sizes and themes, into a folder of PNG files:
//   ui_gallery OUT_DIR [page]
// For whoever changes the widget layer and wants to see it.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "tests/support/ui_world.h"

namespace bianmin::testing {
namespace {

using namespace ui;

HeaderSpec Header(bool is_home = false) {
  return {.centre = "静安里社区便民服务中心",
          .time = "10:24",
          .language = "EN",
          .text_size = "长辈版",
          .leave = is_home ? "" : "返回首页"};
}

void DrawHome(Frame& frame) {
  const Page page = frame.BeginPage({.id = "home", .header = Header(true)});
  frame.Title("您好，请问要办什么事？");
  const auto grid = frame.BeginGrid({.id = "home", .landscape = {2, 3}, .portrait = {1}, .fills_page = true});
  frame.Tile("home.register", {Icon::Register, "登记需求", "上门维修、助餐、保洁、陪诊等四十项服务", Tint::Teal});
  frame.Tile("home.query", {Icon::Search, "查询进度", "凭单号和手机尾号查看办到哪一步", Tint::Indigo});
  frame.Tile("home.rate", {Icon::Star, "评价服务", "给刚办完的事打分", Tint::Amber});
  frame.Tile("home.complain", {Icon::Complaint, "投诉建议", "可以不留姓名", Tint::Rose});
  frame.Tile("home.open", {Icon::Information, "信息公开", "服务、价格和电话", Tint::Olive});
}

void DrawChoices(Frame& frame) {
  const Page page = frame.BeginPage({.id = "choices",
                                     .header = Header(),
                                     .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"下一步"}},
                                     .step = StepSpec{"第 2 步，共 5 步：选择服务", 2, 5}});
  frame.Question("您需要什么服务？");
  {
    const auto grid = frame.BeginGrid({.id = "services"});
    frame.Choice("c1", {.text = "日常保洁", .note = "擦窗、拖地、厨卫", .aside = "40 元/小时", .icon = Icon::Cleaning});
    frame.Choice("c2", {.text = "管道疏通", .aside = "80 元起", .icon = Icon::Plumbing, .is_selected = true});
    frame.Choice("c3", {.text = "家电维修", .note = "检测费 30 元，修好抵扣", .icon = Icon::Appliance});
    frame.Choice("c4", {.text = "助浴", .icon = Icon::Bath, .is_enabled = false});
    frame.Choice("c5", {.text = "陪同就医", .aside = "免费", .icon = Icon::Medical, .mark = Mark::Check});
    frame.Choice("c6", {.text = "代购送货", .icon = Icon::Shopping, .is_selected = true, .mark = Mark::Check});
  }
  frame.Note("费用由服务人员上门后与您确认，不满意可以不做。", Icon::Information);
  const auto row = frame.BeginRow();
  frame.PrimaryButton("go", {"现在登记", Icon::Register});
  frame.SecondaryButton("later", {"以后再说"});
  frame.DangerButton("cancel", {"取消订单", Icon::Delete});
}

void DrawPhone(Frame& frame) {
  const Page page = frame.BeginPage({.id = "phone",
                                     .header = Header(),
                                     .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"下一步", false}},
                                     .step = StepSpec{"第 4 步，共 5 步：联系方式", 4, 5}});
  frame.Question("怎样联系您？");
  const auto columns = frame.BeginColumns("phone", 1, 1);
  frame.TextField(
      "phone.number",
      {.label = "手机号码", .text = "139 1122", .error = "电话号码少了几位，请再看一下", .is_focused = true});
  frame.TextField("phone.name", {.label = "怎么称呼您", .placeholder = "可以不填", .hint = "例如：王阿姨"});
  frame.NextColumn();
  frame.KeyPad("keys");
}

void DrawLatin(Frame& frame) {
  const Page page = frame.BeginPage(
      {.id = "latin", .header = Header(), .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"下一步"}}});
  frame.Question("请输入门牌号");
  frame.TextField("room", {.text = "3-1202", .is_focused = true});
  frame.LatinKeyboard("kb");
}

void DrawReview(Frame& frame) {
  const Page page = frame.BeginPage({.id = "review",
                                     .header = Header(),
                                     .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"提交"}},
                                     .step = StepSpec{"第 5 步，共 5 步：核对", 5, 5}});
  frame.Question("请看一下对不对");
  {
    const auto card = frame.BeginCard();
    frame.Row("edit.service", {"服务", "管道疏通", "修改"});
    frame.Row("edit.time", {"时间", "11月23日 上午", "修改"});
    frame.Row("edit.place",
              {"地址", "静安里小区 3 号楼 2 单元 1202 室，进门请按门铃，家里有一只小狗", "修改", Privacy::Sensitive});
    frame.Row("", {"电话", "139****2233"});
  }
  frame.Banner({Tone::Information, "接下来", "提交后，社区工作人员会在 24 小时内打电话与您确认。"});
  frame.Choice(
      "consent",
      {.text = "我已看过《个人信息说明》，同意为办理此事使用我的电话和地址", .is_selected = true, .mark = Mark::Check});
}

void DrawResult(Frame& frame) {
  const Page page = frame.BeginPage({.id = "result", .header = Header()});
  const auto columns = frame.BeginColumns("result", 1.6, 1);
  frame.Done("已登记好了");
  frame.Figure({"您的单号", "JA 0426 1187"});
  frame.Paragraph("我们会在 11月23日 09:30 前与您联系。请记下单号，或者扫右边的码。");
  {
    const auto row = frame.BeginRow();
    frame.PrimaryButton("done", {"完成", Icon::Check});
    frame.SecondaryButton("print", {"打印", Icon::Print});
  }
  frame.Countdown({"18 秒后返回首页，轻触屏幕可以停下", 18, 30});
  frame.NextColumn();
  std::vector<bool> modules;
  for (int i = 0; i < 29 * 29; ++i) modules.push_back((i * 7919 + i / 29 * 31) % 5 < 2);
  frame.QrCode({modules, 29, "用手机扫一扫，随时查进度"});
}

void DrawRating(Frame& frame) {
  constexpr std::string_view kWords[] = {"非常不满意", "不满意", "基本满意", "满意", "非常满意"};
  const Page page = frame.BeginPage(
      {.id = "rating", .header = Header(), .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"提交"}}});
  frame.Question("您对这次服务满意吗？");
  frame.Stars("stars.overall", {"总体感受", 4, kWords});
  frame.Stars("stars.speed", {"来得快不快", 0, kWords});
}

void DrawOrder(Frame& frame) {
  const Page page = frame.BeginPage({.id = "order", .header = Header(), .footer = {.back = FooterButton{"上一步"}}});
  frame.Title("管道疏通", Icon::Plumbing);
  const TimelineStep steps[] = {
      {StepState::Done, "登记接收", "已完成", "11月22日 10:24", "单号 JA 0426 1187"},
      {StepState::Done, "已受理", "已完成", "11月22日 11:05", ""},
      {StepState::Current, "已派单", "进行中", "11月22日 14:30", "便民维修队李师傅会先打电话给您"},
      {StepState::Future, "服务中", "", "", ""},
      {StepState::Future, "待验收", "", "", ""},
      {StepState::Stopped, "已取消", "停止", "", ""}};
  const auto columns = frame.BeginColumns("order", 1.3, 1);
  frame.Timeline(steps);
  frame.NextColumn();
  frame.Banner({Tone::Success, "按时进行", "承诺 11月23日 10:24 前联系您。"});
  frame.Banner({Tone::Warning, "请注意", "明天上午停水。"});
  frame.Banner({Tone::Danger, "暂时无法办理", "请到人工窗口，地址在一楼大厅。"});
}

void DrawTable(Frame& frame) {
  const TableColumn columns[] = {{"服务", 3}, {"说明", 4}, {"价格", 2, true}};
  const std::vector<std::vector<std::string_view>> rows = {{"日常保洁", "两小时起，自带工具", "40 元/小时"},
                                                           {"管道疏通", "厨房、卫生间下水", "80 元起"},
                                                           {"家电维修", "检测费 30 元，修好抵扣", "按件"},
                                                           {"助餐送餐", "60 岁以上居民", "8 元/份"},
                                                           {"理发", "每周三上午在一楼", "免费"}};
  const Page page = frame.BeginPage({.id = "table", .header = Header()});
  frame.Title("服务和价格", Icon::Price);
  frame.Table(columns, rows);
  frame.Heading("有事请打电话");
  frame.Paragraph("一楼窗口 021-5555 1234，周一到周五 8:30–17:00。罕见字：𠮷 䶮 㛃 喆 堃。");
}

void DrawDialog(Frame& frame) {
  const Page page = frame.BeginPage({.id = "dialog", .header = Header(), .footer = {.next = FooterButton{"下一步"}}});
  frame.Question("您需要什么服务？");
  frame.Empty(Icon::Offline, "暂时看不到最新进度", "最后更新是今天 09:12。您可以先去办别的事。");
  frame.Dialog({.id = "idle",
                .tone = Tone::Warning,
                .title = "您还在吗？",
                .text = "为保护您的信息，没有操作时会清空并返回首页。",
                .countdown = CountdownSpec{"还有 23 秒", 23, 30},
                .primary = "继续办理",
                .secondary = "退出"});
}

struct Sample {
  const char* name;
  void (*draw)(Frame&);
};
constexpr Sample kSamples[] = {{"home", DrawHome},     {"choices", DrawChoices}, {"phone", DrawPhone},
                               {"latin", DrawLatin},   {"review", DrawReview},   {"result", DrawResult},
                               {"rating", DrawRating}, {"order", DrawOrder},     {"table", DrawTable},
                               {"dialog", DrawDialog}};
constexpr ThemeName kThemes[] = {ThemeName::Standard, ThemeName::HighContrast, ThemeName::Dark};
constexpr const char* kThemeNames[] = {"", "_contrast", "_dark"};

int Paint(const std::filesystem::path& folder, const std::string& only) {
  std::filesystem::create_directories(folder);
  int count = 0;
  for (const Sample& sample : kSamples) {
    if (!only.empty() && only != sample.name) continue;
    for (const Panel& panel : {kLandscape, kPortrait, kSmallLandscape}) {
      for (const TextStep step : {TextStep::Standard, TextStep::Elder, TextStep::ExtraLarge}) {
        for (std::size_t theme = 0; theme < std::size(kThemes); ++theme) {
          // The other themes at one size: their colours do not depend on it.
          if (theme > 0 && (step != TextStep::Standard || panel.name != kLandscape.name)) continue;
          UiWorld world(panel, step, kThemes[theme]);
          world.Show(sample.draw);
          const std::string name =
              std::string(sample.name) + "_" + panel.name + "_" + std::string(Name(step)) + kThemeNames[theme];
          world.SavePicture(folder / (name + ".png"));
          for (const std::string& problem : world.Problems()) std::cout << name << ": " << problem << "\n";
          ++count;
        }
      }
    }
  }
  return count;
}

}  // namespace
}  // namespace bianmin::testing

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "ui_gallery OUT_DIR [page]: paints every widget into PNG files\n";
    return 2;
  }
  std::cout << bianmin::testing::Paint(argv[1], argc > 2 ? argv[2] : "") << " pictures\n";
}

// Whether espeak-ng, given what Prepare() makes with the shipped table, utters the phonemes of the right pinyin.

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>

#include <array>
#include <ostream>

#include "kiosk/speech/child_process.h"
#include "kiosk/speech/prepare.h"

namespace bianmin::speech {
namespace {

// Without the marks of stress and pauses, which differ between characters and pinyin.
std::string Phonemes(const std::string& text) {
  sigset_t broken_pipe;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
  const auto child = ChildProcess::Start("/usr/bin/espeak-ng",
                                         {"-b", "1", "-v", "cmn-latn-pinyin", "-q", "-x", "--stdin"}, text + "\n");
  if (!child) return child.error().message;
  std::string phonemes;
  for (;;) {
    pollfd readable{child->descriptor(), POLLIN, 0};
    if (poll(&readable, 1, 5000) != 1) return "espeak-ng does not answer";
    std::array<char, 512> buffer;
    const auto got = child->Read(buffer);
    if (got && *got == 0) break;
    if (got) phonemes.append(buffer.data(), *got);
  }
  std::erase_if(phonemes, [](char c) { return std::string_view("',_:| \n").find(c) != std::string_view::npos; });
  return phonemes;
}

struct Case {
  const char* text;
  const char* pinyin;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class SpokenWord : public testing::TestWithParam<Case> {
 protected:
  static const Pronunciation& Table() {
    static const auto kTable = Pronunciation::Load("assets/voice/overrides_zh.txt");
    return kTable.value();
  }
};

TEST_P(SpokenWord, HasTheRightReading) {
  const std::vector<Sentence> sentences = Prepare(GetParam().text, Language::Chinese, Table());
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(Phonemes(sentences[0].text), Phonemes(GetParam().pinyin)) << sentences[0].text;
}

INSTANTIATE_TEST_SUITE_P(
    OfTheKiosk, SpokenWord,
    testing::Values(Case{"空调", "kong1 tiao2"}, Case{"重新", "chong2 xin1"}, Case{"便宜", "pian2 yi5"},
                    Case{"处理", "chu3 li3"}, Case{"长辈版", "zhang3 bei4 ban3"}, Case{"投诉", "tou2 su4"},
                    Case{"银行", "yin2 hang2"}, Case{"量血压", "liang2 xue4 ya1"}, Case{"寒暑假", "han2 shu3 jia4"},
                    Case{"堵塞", "du3 se4"}, Case{"地址", "di4 zhi3"}, Case{"地漏", "di4 lou4"},
                    Case{"成为志愿者", "cheng2 wei2 zhi4 yuan4 zhe3"}, Case{"尽快", "jin3 kuai4"},
                    Case{"种菜", "zhong4 cai4"}, Case{"跌倒", "die1 dao3"}, Case{"更正", "geng1 zheng4"},
                    Case{"着急", "zhao2 ji2"}, Case{"还书", "huan2 shu1"}, Case{"得到", "de2 dao4"},
                    Case{"理发", "li3 fa4"}, Case{"睡午觉", "shui4 wu3 jiao4"}, Case{"中风", "zhong4 feng1"},
                    Case{"为您服务", "wei4 nin2 fu2 wu4"}, Case{"街道", "jie1 dao4"}, Case{"你好", "ni3 hao3"}));

INSTANTIATE_TEST_SUITE_P(OfOneAndNot, SpokenWord,
                         testing::Values(Case{"一定", "yi2 ding4"}, Case{"一起", "yi4 qi3"}, Case{"一般", "yi4 ban1"},
                                         Case{"下一步", "xia4 yi2 bu4"}, Case{"第一步", "di4 yi1 bu4"},
                                         Case{"星期一", "xing1 qi1 yi1"}, Case{"不要", "bu2 yao4"},
                                         Case{"不满意", "bu4 man3 yi4"}, Case{"不用", "bu2 yong4"},
                                         Case{"12345", "yao1 er4 san1 si4 wu3"}, Case{"2个", "liang3 ge5"},
                                         Case{"2楼", "er4 lou2"}, Case{"14:30", "shi2 si4 dian3 san1 shi2 fen1"}));

TEST(ShippedTable, IsSoundAndLarge) {
  const auto table = Pronunciation::Load("assets/voice/overrides_zh.txt");
  ASSERT_TRUE(table.ok()) << table.error().message;
  EXPECT_GT(table->size(), 800U);
}

}  // namespace
}  // namespace bianmin::speech

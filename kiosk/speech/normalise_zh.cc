#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/speech/characters.h"
#include "kiosk/speech/normalise.h"
#include "kiosk/speech/numbers_zh.h"
#include "kiosk/speech/token.h"

namespace bianmin::speech {
namespace {

using View = std::u32string_view;

struct Spelling {
  View written;
  View spoken;
};

// After a number. Longer ones first.
constexpr std::array<Spelling, 30> kUnits{{
    {U"km/h", U"公里每小时"},
    {U"kWh", U"度"},
    {U"km", U"公里"},
    {U"kg", U"公斤"},
    {U"kW", U"千瓦"},
    {U"cm", U"厘米"},
    {U"mm", U"毫米"},
    {U"ml", U"毫升"},
    {U"mL", U"毫升"},
    {U"min", U"分钟"},
    {U"m²", U"平方米"},
    {U"m2", U"平方米"},
    {U"m³", U"立方米"},
    {U"m3", U"立方米"},
    {U"㎡", U"平方米"},
    {U"㎥", U"立方米"},
    {U"㎏", U"公斤"},
    {U"㎞", U"公里"},
    {U"㎝", U"厘米"},
    {U"㎜", U"毫米"},
    {U"°C", U"摄氏度"},
    {U"℃", U"摄氏度"},
    {U"Hz", U"赫兹"},
    {U"m", U"米"},
    {U"g", U"克"},
    {U"L", U"升"},
    {U"W", U"瓦"},
    {U"V", U"伏"},
    {U"h", U"小时"},
    {U"°", U"度"},
}};

// What is counted with 两. Single characters, and words whose first character is no measure word by itself.
constexpr View kMeasures =
    U"个位名次天年周点元块张份件台只条项本间家户岁人步遍种类页期节处趟瓶袋盒米吨升颗分秒倍支枝片把双对套组群段句篇首"
    U"场门扇辆架座栋幢棵朵根包箱桶碗杯盆餐顿口味款克斤公夜晚角亩万亿千百成度匹瓦伏字批回届封桌床筐";
constexpr std::array<View, 9> kMeasureWords{U"小时", U"分钟", U"工作日", U"星期", U"平方",
                                            U"立方", U"厘米", U"毫",     U"摄氏"};

// Directly before a number: what follows is an identifier, read digit by digit.
constexpr std::array<View, 20> kBeforeDigits{U"电话", U"手机", U"尾号", U"编号", U"号码", U"热线", U"拨打",
                                             U"拨",   U"房号", U"房间", U"门牌", U"密码", U"证码", U"单号",
                                             U"邮编", U"卡号", U"账号", U"工号", U"四位", U"例如"};
// Directly after one of three digits or more: likewise.
constexpr std::array<View, 7> kAfterDigits{U"室", U"房", U"号房", U"号室", U"路公交", U"热线", U"路车"};

constexpr std::array<Spelling, 18> kSigns{{
    {U"&", U"和"},
    {U"+", U"加"},
    {U"=", U"等于"},
    {U"×", U"乘"},
    {U"@", U"艾特"},
    {U"≥", U"不少于"},
    {U"≤", U"不超过"},
    {U"℃", U"摄氏度"},
    {U"㎡", U"平方米"},
    {U"№", U"号码"},
    {U"（", U"，"},
    {U"）", U"，"},
    {U"(", U"，"},
    {U")", U"，"},
    {U"…", U"，"},
    {U"—", U"，"},
    {U"%", U"百分号"},
    {U"¥", U"元"},
}};

bool EndsSentence(char32_t c) { return View(U"。！？!?；;\n").find(c) != View::npos; }
bool IsPause(char32_t c) { return View(U"，。！？；：、,.!?;:\n").find(c) != View::npos; }

// Walks over one text and writes what is said.
class Reading {
 public:
  explicit Reading(View text) : text_(text) {}

  std::u32string Write() {
    while (at_ < text_.size()) {
      const bool follows_letter = at_ > 0 && IsLatin(text_[at_ - 1]);
      const auto token = follows_letter && IsLatin(text_[at_]) ? std::nullopt : ReadToken(text_, at_);
      if (token) {
        SayToken(*token);
      } else if (IsLatin(text_[at_])) {
        SayLetters();
      } else {
        SaySign();
      }
    }
    return std::move(said_);
  }

 private:
  char32_t At(std::size_t at) const { return at < text_.size() ? text_[at] : U'\0'; }
  std::size_t SkipSpace(std::size_t at) const { return At(at) == U' ' ? at + 1 : at; }

  // A pause, unless there is one already; the end of a sentence takes the place of a shorter pause.
  void Pause(char32_t sign = U'，') {
    while (!said_.empty() && said_.back() == U' ') said_.pop_back();
    if (said_.empty()) return;
    if (!IsPause(said_.back())) {
      said_ += sign;
    } else if (EndsSentence(sign) && !EndsSentence(said_.back())) {
      said_.back() = sign;
    }
  }
  void Groups(const std::vector<std::string>& groups, std::size_t from = 0) {
    for (std::size_t i = from; i < groups.size(); ++i) {
      if (i > 0) Pause();
      said_ += DigitByDigit(groups[i], One::Yao);
    }
  }
  void Letters(std::string_view letters) {
    for (const char letter : letters) {
      if (!said_.empty() && said_.back() != U' ') said_ += U' ';
      said_ += static_cast<char32_t>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
      said_ += U' ';
    }
  }

  void SayToken(const Token& token) {
    const std::size_t begin = at_;
    at_ += token.length;
    // "第 1 步" is one word; "12 34" are two.
    if (begin > 1 && IsHanzi(text_[begin - 2]) && said_.ends_with(U' ')) said_.pop_back();
    switch (token.kind) {
      case Token::Kind::Date:
        said_ += DigitByDigit(token.parts[0], One::Yi) + U"年" + ByValue(token.parts[1], false) + U"月" +
                 ByValue(token.parts[2], false) + U"日";
        break;
      case Token::Kind::Time:
        SayTime(token);
        break;
      case Token::Kind::Money:
        SayMoney(token.parts);
        break;
      case Token::Kind::Percent:
      case Token::Kind::PerMille:
        said_ += token.kind == Token::Kind::Percent ? U"百分之" : U"千分之";
        SayDecimal(token.parts, false);
        break;
      case Token::Kind::Fraction:
        SayFraction(token, begin);
        break;
      case Token::Kind::OrderNumber:
        Letters(token.parts[0]);
        Groups(token.parts, 1);
        break;
      case Token::Kind::Telephone:
        Groups(token.parts);
        break;
      case Token::Kind::Chain:
        SayChain(token.parts);
        break;
      case Token::Kind::Number:
        SayNumber(token, begin);
        break;
    }
    if (const std::size_t dash = RangeDash(text_, at_); dash > 0) {
      said_ += U'到';
      at_ += dash;
    }
  }

  void SayTime(const Token& time) {
    said_ += ByValue(time.parts[0], true) + U"点";
    const bool has_seconds = time.parts.size() > 2;
    if (time.parts[1] == "00" && !has_seconds) return;
    const auto two_digits = [](const std::string& digits) {
      return digits[0] == '0' && digits != "00" ? U"零" + ByValue(digits, false) : ByValue(digits, false);
    };
    said_ += two_digits(time.parts[1]) + U"分";
    if (has_seconds) said_ += two_digits(time.parts[2]) + U"秒";
  }

  // Yuan, and jiao and fen if there are any: 30.50 → 三十元五角, 0.05 → 五分.
  void SayMoney(const std::vector<std::string>& parts) {
    std::string cents = parts.size() > 1 ? parts[1] : "";
    if (cents.size() > 2) {
      SayDecimal(parts, false);
      said_ += U"元";
    } else {
      cents.resize(2, '0');
      const bool has_cents = cents != "00";
      const bool has_yuan = parts[0].find_first_not_of('0') != std::string::npos;
      if (has_yuan || !has_cents) said_ += ByValue(parts[0], true) + U"元";
      if (cents[0] != '0') said_ += DigitByDigit(cents.substr(0, 1), One::Yi) + U"角";
      if (has_cents && cents[0] == '0' && has_yuan) said_ += U'零';
      if (cents[1] != '0') said_ += DigitByDigit(cents.substr(1), One::Yi) + U"分";
    }
    // ¥30元: the sign has said it.
    if (At(SkipSpace(at_)) == U'元') at_ = SkipSpace(at_) + 1;
    SayPer();
  }

  // ¥40/小时: 每小时.
  void SayPer() {
    const std::size_t slash = SkipSpace(at_);
    if (At(slash) != U'/' || !IsHanzi(At(SkipSpace(slash + 1)))) return;
    said_ += U'每';
    at_ = SkipSpace(slash + 1);
  }

  void SayFraction(const Token& token, std::size_t begin) {
    if (!EndsWith(begin, {U"第"})) {
      said_ += ByValue(token.parts[1], false) + U"分之" + ByValue(token.parts[0], false);
      return;
    }
    // 第 2/3 页
    said_ += ByValue(token.parts[0], false);
    const std::size_t unit = SkipSpace(at_);
    const bool has_unit = IsHanzi(At(unit));
    if (has_unit) said_ += At(unit);
    said_ += U"，共" + ByValue(token.parts[1], has_unit);
    at_ = unit;
  }

  void SayChain(const std::vector<std::string>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) said_ += U'杠';
      said_ += parts[i].size() > 2 ? DigitByDigit(parts[i], One::Yao) : ByValue(parts[i], false);
    }
  }

  void SayDecimal(const std::vector<std::string>& parts, bool counts) {
    said_ += ByValue(parts[0], counts && parts.size() == 1);
    for (std::size_t i = 1; i < parts.size(); ++i) said_ += U"点" + DigitByDigit(parts[i], One::Yi);
  }

  bool EndsWith(std::size_t end, std::initializer_list<View> words) const {
    return EndsWithOneOf(end, words.begin(), words.end());
  }
  // Whether the text before `end` ends with a word, leaving out what may stand between: spaces, a colon, 是, 为.
  template <class Iterator>
  bool EndsWithOneOf(std::size_t end, Iterator first, Iterator last) const {
    while (end > 0 && View(U" ：:是为").find(text_[end - 1]) != View::npos) --end;
    const View before = text_.substr(0, end);
    return std::any_of(first, last, [before](View word) { return before.ends_with(word); });
  }
  template <std::size_t kCount>
  bool StartsWithOneOf(std::size_t at, const std::array<View, kCount>& words) const {
    const View after = at < text_.size() ? text_.substr(at) : View{};
    return std::any_of(words.begin(), words.end(), [after](View word) { return after.starts_with(word); });
  }

  const Spelling* UnitAt(std::size_t at) const {
    const View after = at < text_.size() ? text_.substr(at) : View{};
    for (const Spelling& unit : kUnits) {
      if (after.starts_with(unit.written) && !IsLatin(At(at + unit.written.size()))) return &unit;
    }
    return nullptr;
  }
  bool IsMeasureAt(std::size_t at) const {
    const char32_t c = At(at);
    return (c != U'\0' && kMeasures.find(c) != View::npos) || StartsWithOneOf(at, kMeasureWords);
  }

  // Where the unit of a number stands: in a range behind the second number ("3-5 天").
  std::size_t UnitPlace() const {
    std::size_t at = at_;
    if (const std::size_t dash = RangeDash(text_, at); dash > 0) {
      const auto second = ReadToken(text_, at + dash);
      if (second && second->kind == Token::Kind::Number) at += dash + second->length;
    }
    return SkipSpace(at);
  }

  bool IsIdentifier(const Token& token, std::size_t begin, std::size_t unit) const {
    const std::string& digits = token.parts[0];
    const bool has_commas = token.length > digits.size();
    if (token.parts.size() > 1 || has_commas) return false;
    const bool is_masked = (begin > 0 && text_[SpaceBefore(begin)] == kMasked) || At(unit) == kMasked;
    if (is_masked || (digits.size() > 1 && digits[0] == '0')) return true;
    const bool has_unit = UnitAt(unit) != nullptr || IsMeasureAt(unit);
    if (digits.size() >= 3 && (StartsWithOneOf(unit, kAfterDigits) || (begin > 0 && IsLatin(text_[begin - 1])))) {
      return true;
    }
    if (has_unit) return false;
    if (digits.size() >= 4 || IsShortTelephone(digits)) return true;
    return digits.size() >= 3 && EndsWithOneOf(begin, kBeforeDigits.begin(), kBeforeDigits.end());
  }
  std::size_t SpaceBefore(std::size_t begin) const {
    return begin > 1 && text_[begin - 1] == U' ' ? begin - 2 : begin - 1;
  }

  void SayNumber(const Token& token, std::size_t begin) {
    const std::size_t unit_place = UnitPlace();
    const Spelling* unit = UnitAt(unit_place);
    const bool is_temperature = (unit != nullptr && unit->spoken == U"摄氏度") || At(unit_place) == U'度';
    const bool stands_alone = begin < 2 || is_temperature || text_[begin - 2] == U' ' || IsPause(text_[begin - 2]);
    const bool is_negative = begin > 0 && text_[begin - 1] == U'-' && stands_alone;
    if (is_negative) said_ += is_temperature ? U"零下" : U"负";
    const bool is_year = token.parts[0].size() == 4 && token.parts.size() == 1 && At(unit_place) == U'年';
    if (is_year) {
      said_ += DigitByDigit(token.parts[0], One::Yi);
    } else if (IsIdentifier(token, begin, unit_place)) {
      said_ += DigitByDigit(token.parts[0], One::Yao);
    } else if (At(SkipSpace(at_)) == U'元' && token.parts.size() == 2) {
      at_ = SkipSpace(at_);
      SayMoney(token.parts);
      return;
    } else {
      const bool is_ordinal = EndsWith(begin, {U"第"});
      SayDecimal(token.parts, !is_ordinal && (unit != nullptr || IsMeasureAt(unit_place)));
    }
    if (const Spelling* own = UnitAt(SkipSpace(at_)); own != nullptr) {
      said_ += own->spoken;
      at_ = SkipSpace(at_) + own->written.size();
    } else if (At(SkipSpace(at_)) == U'元') {
      said_ += U'元';
      at_ = SkipSpace(at_) + 1;
      SayPer();
    } else if (IsHanzi(At(SkipSpace(at_)))) {
      at_ = SkipSpace(at_);  // "2 个" is one word
    }
  }

  void SayLetters() {
    std::size_t end = at_;
    while (IsLatin(At(end)) || (At(end) == U'-' && IsLatin(At(end + 1)))) ++end;
    std::string letters;
    for (const char32_t c : text_.substr(at_, end - at_)) {
      if (c < 0x80 && c != U'-') letters += static_cast<char>(c);
    }
    std::string lower = letters;
    for (char& letter : lower) letter = static_cast<char>(letter | 0x20);
    if (lower == "wifi") {
      said_ += U" wai1 fai1 ";
    } else {
      Letters(letters);
    }
    at_ = end;
  }

  void SaySign() {
    const char32_t c = text_[at_++];
    const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [c](const Spelling& s) { return s.written[0] == c; });
    if (c == kMasked || (sign != kSigns.end() && sign->spoken == U"，")) {
      Pause();
    } else if (sign != kSigns.end()) {
      said_ += sign->spoken;
    } else if (IsPause(c)) {
      Pause(c);
    } else if (IsHanzi(c)) {
      said_ += c;
    } else if ((c == U'–' || c == U'~') && at_ > 1 && IsHanzi(text_[at_ - 2]) && IsHanzi(At(at_))) {
      said_ += U'到';  // 周一–周五
    } else if (c == U'/' && at_ > 1 && IsHanzi(text_[at_ - 2])) {
      Pause(U'、');
    } else if (!said_.empty() && said_.back() != U' ') {
      said_ += U' ';
    }
  }

  View text_;
  std::size_t at_ = 0;
  std::u32string said_;
};

}  // namespace

std::u32string NormaliseChinese(std::u32string_view clean) { return Reading(clean).Write(); }

bool IsSaidInChinese(std::u32string_view word) {
  constexpr std::size_t kLongestAbbreviation = 5;
  std::u32string lower;
  for (const char32_t c : word) {
    if (c != U'-') lower += IsCapital(c) ? c + 0x20 : c;
  }
  if (lower == U"wifi" || lower == U"app" || lower == U"vip" || lower.size() <= 2) return true;
  return lower.size() <= kLongestAbbreviation && std::all_of(word.begin(), word.end(), IsCapital);
}

}  // namespace bianmin::speech

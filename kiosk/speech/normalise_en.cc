#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/speech/characters.h"
#include "kiosk/speech/normalise.h"
#include "kiosk/speech/token.h"

namespace bianmin::speech {
namespace {

using View = std::u32string_view;

struct Spelling {
  View written;
  View spoken;
};

constexpr std::array<View, 12> kMonths{U"January", U"February", U"March",     U"April",   U"May",      U"June",
                                       U"July",    U"August",   U"September", U"October", U"November", U"December"};

constexpr std::array<Spelling, 20> kWords{{
    {U"Mon", U"Monday"},   {U"Tue", U"Tuesday"},  {U"Wed", U"Wednesday"}, {U"Thu", U"Thursday"}, {U"Fri", U"Friday"},
    {U"Sat", U"Saturday"}, {U"Sun", U"Sunday"},   {U"Jan", U"January"},   {U"Feb", U"February"}, {U"Mar", U"March"},
    {U"Apr", U"April"},    {U"Jun", U"June"},     {U"Jul", U"July"},      {U"Aug", U"August"},   {U"Sep", U"September"},
    {U"Oct", U"October"},  {U"Nov", U"November"}, {U"Dec", U"December"},  {U"RMB", U"yuan"},     {U"CNY", U"yuan"},
}};

constexpr std::array<Spelling, 16> kUnits{{
    {U"kWh", U"kilowatt hours"},
    {U"km", U"kilometres"},
    {U"kg", U"kilograms"},
    {U"cm", U"centimetres"},
    {U"mm", U"millimetres"},
    {U"ml", U"millilitres"},
    {U"min", U"minutes"},
    {U"m²", U"square metres"},
    {U"m2", U"square metres"},
    {U"㎡", U"square metres"},
    {U"°C", U"degrees Celsius"},
    {U"℃", U"degrees Celsius"},
    {U"m", U"metres"},
    {U"g", U"grams"},
    {U"W", U"watts"},
    {U"h", U"hours"},
}};

// A word before a number of three digits or more that makes it an identifier.
constexpr std::array<View, 14> kBeforeDigits{U"call",   U"phone", U"telephone", U"mobile", U"hotline",
                                             U"number", U"room",  U"code",      U"digits", U"dial",
                                             U"ending", U"flat",  U"example",   U"no"};

std::u32string Widen(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

std::u32string Spaced(std::string_view digits) {
  std::u32string spaced;
  for (const char digit : digits) {
    if (!spaced.empty()) spaced += U' ';
    spaced += static_cast<char32_t>(digit);
  }
  return spaced;
}

std::u32string WithoutZeros(const std::string& digits) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return Widen(digits.substr(first));
}

std::u32string Lower(View word) {
  std::u32string lower;
  for (const char32_t c : word) lower += IsCapital(c) ? c + 0x20 : c;
  return lower;
}

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
        SayWord();
      } else {
        SaySign();
      }
    }
    return std::move(said_);
  }

 private:
  char32_t At(std::size_t at) const { return at < text_.size() ? text_[at] : U'\0'; }
  std::size_t SkipSpace(std::size_t at) const { return At(at) == U' ' ? at + 1 : at; }

  void Say(View words) {
    if (!said_.empty() && said_.back() != U' ' && said_.back() != U'\n') said_ += U' ';
    said_ += words;
  }
  void Groups(const std::vector<std::string>& groups, std::size_t from = 0) {
    for (std::size_t i = from; i < groups.size(); ++i) {
      if (i > 0) said_ += U',';
      Say(Spaced(groups[i]));
    }
  }
  // "A" alone would be the article.
  void Letter(char32_t letter) {
    const char32_t capital = letter >= U'a' && letter <= U'z' ? letter - 0x20 : letter;
    Say(capital == U'A' ? View{U"eh"} : View{&capital, 1});
  }

  void SayToken(const Token& token) {
    const std::size_t begin = at_;
    at_ += token.length;
    const std::vector<std::string>& parts = token.parts;
    switch (token.kind) {
      case Token::Kind::Date:
        Say(WithoutZeros(parts[2]));
        Say(kMonths.at(static_cast<std::size_t>(std::stoi(parts[1])) - 1));
        Say(Widen(parts[0]));
        break;
      case Token::Kind::Time:
        SayTime(parts);
        break;
      case Token::Kind::Money:
        Say(WithoutZeros(parts[0]));
        Say(U"yuan");
        if (parts.size() > 1 && parts[1].find_first_not_of('0') != std::string::npos) Say(WithoutZeros(parts[1]));
        break;
      case Token::Kind::Percent:
      case Token::Kind::PerMille:
        SayDecimal(parts);
        Say(token.kind == Token::Kind::Percent ? U"percent" : U"per thousand");
        break;
      case Token::Kind::Fraction:
        Say(Widen(parts[0]));
        Say(U"of");
        Say(Widen(parts[1]));
        break;
      case Token::Kind::OrderNumber:
        for (const char letter : parts[0]) Letter(static_cast<char32_t>(letter));
        Groups(parts, 1);
        break;
      case Token::Kind::Telephone:
        Groups(parts);
        break;
      case Token::Kind::Chain:
        for (std::size_t i = 0; i < parts.size(); ++i) {
          if (i > 0) Say(U"dash");
          Say(Spaced(parts[i]));
        }
        break;
      case Token::Kind::Number:
        SayNumber(token, begin);
        break;
    }
    if (const std::size_t dash = RangeDash(text_, at_); dash > 0) {
      Say(U"to ");
      at_ += dash;
    }
  }

  // "14 30", "8 oh 5", "8 o'clock".
  void SayTime(const std::vector<std::string>& parts) {
    Say(WithoutZeros(parts[0]));
    if (parts[1] == "00") {
      Say(U"o'clock");
    } else {
      if (parts[1][0] == '0') Say(U"oh");
      Say(WithoutZeros(parts[1]));
    }
    if (parts.size() > 2) {
      Say(U"and");
      Say(WithoutZeros(parts[2]));
      Say(U"seconds");
    }
  }

  void SayDecimal(const std::vector<std::string>& parts) {
    Say(WithoutZeros(parts[0]));
    for (std::size_t i = 1; i < parts.size(); ++i) {
      Say(U"point");
      Say(Spaced(parts[i]));
    }
  }

  void SayNumber(const Token& token, std::size_t begin) {
    const std::size_t next = SkipSpace(at_);
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const Spelling& u) {
      return text_.substr(next).starts_with(u.written) && !IsLatin(At(next + u.written.size()));
    });
    if (unit == kUnits.end() && IsIdentifier(token, begin)) {
      Say(Spaced(token.parts[0]));
    } else {
      const bool is_negative = begin > 0 && text_[begin - 1] == U'-' && (begin < 2 || text_[begin - 2] == U' ');
      if (is_negative) Say(U"minus");
      SayDecimal(token.parts);
    }
    if (unit == kUnits.end()) return;
    Say(unit->spoken);
    at_ = next + unit->written.size();
  }

  bool IsIdentifier(const Token& token, std::size_t begin) const {
    const std::string& digits = token.parts[0];
    if (token.parts.size() > 1) return false;
    const std::size_t before = begin > 1 && text_[begin - 1] == U' ' ? begin - 2 : begin - 1;
    const bool is_masked = (begin > 0 && text_[before] == kMasked) || At(SkipSpace(at_)) == kMasked;
    if (is_masked || (digits.size() > 1 && digits[0] == '0')) return true;
    if (digits.size() >= 3 && FollowsIdentifierWord(begin)) return true;
    const char32_t next = At(SkipSpace(at_));
    if (next >= U'a' && next <= U'z') return false;  // 120 minutes
    const bool has_commas = token.length > digits.size();
    return (digits.size() >= 5 && !has_commas) || IsShortTelephone(digits);
  }

  bool FollowsIdentifierWord(std::size_t begin) const {
    std::size_t end = begin;
    while (end > 0 && View(U" :,.").find(text_[end - 1]) != View::npos) --end;
    std::size_t first = end;
    while (first > 0 && IsLatin(text_[first - 1])) --first;
    const std::u32string word = Lower(text_.substr(first, end - first));
    return std::find(kBeforeDigits.begin(), kBeforeDigits.end(), View{word}) != kBeforeDigits.end();
  }

  void SayWord() {
    std::size_t end = at_;
    while (IsLatin(At(end)) || (At(end) == U'\'' && IsLatin(At(end + 1)))) ++end;
    const View word = text_.substr(at_, end - at_);
    const auto known =
        std::find_if(kWords.begin(), kWords.end(), [word](const Spelling& s) { return s.written == word; });
    const bool is_number_sign = (word == U"No" || word == U"no") && At(end) == U'.' && IsDigit(At(SkipSpace(end + 1)));
    // "A" is a letter where no word follows: "Block A, room 3".
    const bool is_letter = word == U"A" && !IsLatin(At(SkipSpace(end)));
    at_ = end;
    if (is_number_sign) {
      said_ += U"number";
      ++at_;
    } else if (known != kWords.end()) {
      said_ += known->spoken;
      if (At(at_) == U'.' && IsLatin(At(SkipSpace(at_ + 1)))) ++at_;
    } else {
      said_ += is_letter ? View{U"eh"} : word;
    }
  }

  void SaySign() {
    const char32_t c = text_[at_++];
    switch (c) {
      case U'&':
        return Say(U"and ");
      case U'+':
        return Say(U"plus ");
      case U'@':
        return Say(U"at ");
      case U'=':
        return Say(U"equals ");
      case U'%':
        return Say(U"percent ");
      case U'℃':
        return Say(U"degrees Celsius ");
      case U'/':
        if (IsLatin(At(SkipSpace(at_))) && at_ > 1 && IsDigit(text_[at_ - 2])) return Say(U"per ");  // ¥40.00/hour
        [[fallthrough]];
      case U'–':
      case U'—':
      case U'…':
      case kMasked:
        if (!said_.empty()) said_ += U", ";
        return;
      default:
        break;
    }
    constexpr View kKept = U",.!?;:()'\n";
    const std::size_t wide = View(U"，。！？；：、（）").find(c);
    if (kKept.find(c) != View::npos) {
      said_ += c;
    } else if (wide != View::npos) {
      said_ += View(U",.!?;:,()")[wide];
      said_ += U' ';
    } else if (c == U'-' && IsLatin(At(at_)) && at_ > 1 && IsLatin(text_[at_ - 2])) {
      said_ += c;
    } else if (!said_.empty() && said_.back() != U' ') {
      said_ += U' ';
    }
  }

  View text_;
  std::size_t at_ = 0;
  std::u32string said_;
};

}  // namespace

std::u32string NormaliseEnglish(std::u32string_view clean) { return Reading(clean).Write(); }

}  // namespace bianmin::speech

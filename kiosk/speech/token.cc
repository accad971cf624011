#include "kiosk/speech/token.h"

#include <algorithm>
#include <array>

#include "kiosk/speech/characters.h"

namespace bianmin::speech {
namespace {

char32_t At(std::u32string_view text, std::size_t at) { return at < text.size() ? text[at] : U'\0'; }

bool IsOneOf(char32_t c, std::u32string_view set) { return c != U'\0' && set.find(c) != std::u32string_view::npos; }

std::string Digits(std::u32string_view text, std::size_t at) {
  std::string digits;
  for (; IsDigit(At(text, at)); ++at) digits += static_cast<char>(text[at]);
  return digits;
}

// The value of up to four digits.
int Small(const std::string& digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

bool IsWithin(const std::string& digits, std::size_t most_digits, int least, int most) {
  return !digits.empty() && digits.size() <= most_digits && Small(digits) >= least && Small(digits) <= most;
}

std::optional<Token> ReadDate(std::u32string_view text, std::size_t at) {
  const std::string year = Digits(text, at);
  const char32_t separator = At(text, at + 4);
  if (year.size() != 4 || !IsOneOf(separator, U"-/.")) return std::nullopt;
  const std::string month = Digits(text, at + 5);
  const std::size_t second = at + 5 + month.size();
  if (!IsWithin(month, 2, 1, 12) || At(text, second) != separator) return std::nullopt;
  const std::string day = Digits(text, second + 1);
  if (!IsWithin(day, 2, 1, 31)) return std::nullopt;
  return Token{Token::Kind::Date, {year, month, day}, second + 1 + day.size() - at};
}

std::optional<Token> ReadTime(std::u32string_view text, std::size_t at) {
  const std::string hour = Digits(text, at);
  std::size_t end = at + hour.size();
  if (!IsWithin(hour, 2, 0, 24) || !IsOneOf(At(text, end), U":：")) return std::nullopt;
  const std::string minute = Digits(text, end + 1);
  if (minute.size() != 2 || Small(minute) > 59) return std::nullopt;
  end += 3;
  Token token{Token::Kind::Time, {hour, minute}, end - at};
  const std::string second = IsOneOf(At(text, end), U":：") ? Digits(text, end + 1) : "";
  if (second.size() == 2 && Small(second) <= 59) {
    token.parts.push_back(second);
    token.length += 3;
  }
  return token;
}

// 302, 3.5, 12,000.50. Commas count only where they part thousands.
Token ReadNumber(std::u32string_view text, std::size_t at) {
  std::string whole = Digits(text, at);
  std::size_t end = at + whole.size();
  if (whole.size() <= 3) {
    while (At(text, end) == U',' && Digits(text, end + 1).size() == 3) {
      whole += Digits(text, end + 1);
      end += 4;
    }
  }
  Token token{Token::Kind::Number, {whole}, 0};
  while (At(text, end) == U'.' && IsDigit(At(text, end + 1))) {
    token.parts.push_back(Digits(text, end + 1));
    end += 1 + token.parts.back().size();
  }
  token.length = end - at;
  return token;
}

std::optional<Token> ReadMoney(std::u32string_view text, std::size_t at) {
  const std::size_t begin = At(text, at + 1) == U' ' ? at + 2 : at + 1;
  if (!IsDigit(At(text, begin))) return std::nullopt;
  Token token = ReadNumber(text, begin);
  token.kind = Token::Kind::Money;
  token.parts.resize(std::min<std::size_t>(token.parts.size(), 2));
  token.length += begin - at;
  return token;
}

std::optional<Token> ReadFraction(std::u32string_view text, std::size_t at) {
  const std::string numerator = Digits(text, at);
  if (!IsWithin(numerator, 2, 1, 99) || At(text, at + numerator.size()) != U'/') return std::nullopt;
  const std::string denominator = Digits(text, at + numerator.size() + 1);
  if (!IsWithin(denominator, 3, 2, 999) || Small(numerator) >= Small(denominator)) return std::nullopt;
  return Token{Token::Kind::Fraction, {numerator, denominator}, numerator.size() + 1 + denominator.size()};
}

std::optional<Token> ReadOrderNumber(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kGroup = 4;
  if (!IsLatin(At(text, at)) || !IsLatin(At(text, at + 1)) || text[at] > 0x7F || text[at + 1] > 0x7F) {
    return std::nullopt;
  }
  Token token{Token::Kind::OrderNumber, {ToUtf8(text.substr(at, 2))}, 0};
  std::size_t end = at + 2;
  const std::string joined = Digits(text, At(text, end) == U' ' ? end + 1 : end);
  if (joined.size() == 2 * kGroup) {
    end += joined.size() + (At(text, end) == U' ' ? 1 : 0);
    token.parts.insert(token.parts.end(), {joined.substr(0, kGroup), joined.substr(kGroup)});
  } else {
    for (int group = 0; group < 2; ++group) {
      if (IsOneOf(At(text, end), U" -")) ++end;
      token.parts.push_back(Digits(text, end));
      if (token.parts.back().size() != kGroup) return std::nullopt;
      end += kGroup;
    }
  }
  token.length = end - at;
  return token;
}

// Groups of digits with one space or hyphen between them, four at most.
std::vector<std::string> Groups(std::u32string_view text, std::size_t at) {
  std::vector<std::string> groups;
  while (groups.size() < 4) {
    groups.push_back(Digits(text, at));
    at += groups.back().size();
    if (!IsOneOf(At(text, at), U" -") || !IsDigit(At(text, at + 1))) break;
    ++at;
  }
  return groups;
}

// The numbering plan of China (YD/T 1110): mobiles, area code and subscriber, subscriber alone, 400 and 800.
bool IsTelephone(const std::vector<std::string>& groups) {
  using Lengths = std::vector<std::size_t>;
  Lengths lengths;
  for (const std::string& group : groups) lengths.push_back(group.size());
  const auto is = [&lengths](std::initializer_list<Lengths> shapes) {
    return std::find(shapes.begin(), shapes.end(), lengths) != shapes.end();
  };
  const std::string& first = groups.front();
  if (first[0] == '1' && first.size() >= 3 && first[1] >= '3') return is({{11}, {3, 4, 4}, {3, 8}});
  if (first[0] == '0') {
    return is({{10}, {11}, {12}, {3, 8}, {4, 8}, {4, 7}, {3, 4, 4}, {4, 4, 4}, {4, 3, 4}, {4, 4, 3}});
  }
  if (first.starts_with("400") || first.starts_with("800")) {
    if (is({{10}, {3, 3, 4}, {3, 4, 3}, {3, 7}})) return true;
  }
  return first[0] != '1' && is({{4, 4}, {3, 4}, {8}});
}

std::optional<Token> ReadTelephone(std::u32string_view text, std::size_t at) {
  std::vector<std::string> groups = Groups(text, at);
  for (; !groups.empty(); groups.pop_back()) {
    // 2000-3000 is a range; only with a space are two short groups a subscriber's number.
    const bool may_be_range = groups.size() == 2 && groups[0].size() + groups[1].size() <= 8 && groups[0][0] != '0' &&
                              At(text, at + groups[0].size()) == U'-';
    if (may_be_range || !IsTelephone(groups)) continue;
    std::size_t length = groups.size() - 1;
    for (const std::string& group : groups) length += group.size();
    return Token{Token::Kind::Telephone, std::move(groups), length};
  }
  return std::nullopt;
}

std::optional<Token> ReadChain(std::u32string_view text, std::size_t at) {
  Token token{Token::Kind::Chain, {}, 0};
  std::size_t end = at;
  for (;;) {
    token.parts.push_back(Digits(text, end));
    end += token.parts.back().size();
    if (At(text, end) != U'-' || !IsDigit(At(text, end + 1))) break;
    ++end;
  }
  token.length = end - at;
  if (token.parts.size() < 3) return std::nullopt;
  return token;
}

}  // namespace

std::optional<Token> ReadToken(std::u32string_view text, std::size_t at) {
  const char32_t first = At(text, at);
  if (first == U'¥') return ReadMoney(text, at);
  if (IsLatin(first)) return ReadOrderNumber(text, at);
  if (!IsDigit(first)) return std::nullopt;
  for (const auto read : std::array{&ReadDate, &ReadTime, &ReadTelephone, &ReadChain, &ReadFraction}) {
    const std::optional<Token> token = read(text, at);
    // "12:304" is no time, "1/23456" no fraction: what is left over would be read as a number of its own.
    if (token && !IsDigit(At(text, at + token->length))) return token;
  }
  Token number = ReadNumber(text, at);
  const std::size_t after = at + number.length + (At(text, at + number.length) == U' ' ? 1 : 0);
  if (number.parts.size() <= 2 && IsOneOf(At(text, after), U"%‰")) {
    number.kind = text[after] == U'%' ? Token::Kind::Percent : Token::Kind::PerMille;
    number.length = after + 1 - at;
  }
  return number;
}

bool IsShortTelephone(std::string_view digits) {
  constexpr std::array<std::string_view, 6> kNumbers{"110", "112", "114", "119", "120", "122"};
  return std::find(kNumbers.begin(), kNumbers.end(), digits) != kNumbers.end();
}

std::size_t RangeDash(std::u32string_view text, std::size_t at) {
  std::size_t end = at;
  const bool has_spaces = At(text, end) == U' ';  // on both sides or on neither: in "60 -5" the dash is a minus
  if (has_spaces) ++end;
  const std::size_t dash = end;
  while (IsOneOf(At(text, end), U"-–—~") && end < dash + 2) ++end;
  if (end == dash || (At(text, end) == U' ') != has_spaces) return 0;
  if (has_spaces) ++end;
  return IsDigit(At(text, end)) || At(text, end) == U'¥' ? end - at : 0;
}

}  // namespace bianmin::speech

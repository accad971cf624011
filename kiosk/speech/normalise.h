#pragma once
// How numbers, signs and Latin letters of a text are said aloud. Takes what Clean() (characters.h) returns, gives words
// that espeak-ng reads right; prepare.h is their only user. Pure; any thread; time linear in the text.
//
// Chinese, in the order in which the rules are tried (tables at the top of normalise_zh.cc):
//   138 0013 8000, 021-5550 0100   telephone: digit by digit, 1 is 幺, a pause between groups
//   JA 0426 1187                   order number: letters by name, then digit by digit
//   110, 12345, 0426, 三位以上房号    digit by digit: emergency numbers; five digits and more, a zero in front, four
//   without
//                                  a unit; after a word such as 电话, 尾号, 房号; before 室, 房 …; beside a masked part
//   14:30, 8:05                    十四点三十分, 八点零五分
//   2026-11-25, 2026年              二零二六年十一月二十五日: a year digit by digit
//   ¥30.50, 30.5元                  三十元五角;  ¥40/小时: 四十元每小时
//   85%, 3‰, 1/2, 第 2/3 页          百分之, 千分之, 二分之一; 第二页，共三页
//   3-2-101                        三杠二杠幺零幺
//   8:00–17:00, 3-5天               到 between two numbers
//   2个, 2 小时, 2000                 两 before a measure word, 千, 万, 亿; 二 elsewhere: 第2, 2楼, 2月, 12个
//   5km, 60㎡, -5℃                  units; a temperature below zero is 零下
//   WiFi, APP, A座                  Latin letters by their names
//
// English: espeak-ng reads ordinary numbers itself; telephone, order and room numbers digit by digit, "14 30",
// "25 November 2026", "30 yuan 50", "8 30 to 17 30", "per hour", units, weekdays and months in full.

#include <string>
#include <string_view>

namespace bianmin::speech {

std::u32string NormaliseChinese(std::u32string_view clean);
std::u32string NormaliseEnglish(std::u32string_view clean);

// A Latin word that has a Chinese way to be said within a Chinese sentence: letters by name, WiFi. Others are spoken in
// English.
bool IsSaidInChinese(std::u32string_view word);

}  // namespace bianmin::speech

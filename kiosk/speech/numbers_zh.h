#pragma once
// Numbers in Chinese words. Pure; any thread.

#include <string>
#include <string_view>

namespace bianmin::speech {

enum class One { Yi, Yao };  // 一, or 幺 as in telephone numbers

// Digit by digit: "302" → 三零二.
std::u32string DigitByDigit(std::string_view digits, One one);

// By value: "12000" → 一万两千. Leading zeros count for nothing; more than sixteen digits are read one by one.
// `counts`: the number stands before a measure word, where 2 is 两.
std::u32string ByValue(std::string_view digits, bool counts);

}  // namespace bianmin::speech

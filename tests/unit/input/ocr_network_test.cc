#include "kiosk/input/ocr_network.h"

#include <gmock/gmock.h>

#include <cstring>

namespace bianmin::input {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Protobuf by hand: a field with bytes, a field with a whole number.
std::string Part(int number, const std::string& bytes) {
  std::string text(1, static_cast<char>(number << 3 | 2));
  std::size_t length = bytes.size();
  for (; length >= 128; length >>= 7) text += static_cast<char>((length & 127) | 128);
  return text + static_cast<char>(length) + bytes;
}
std::string Whole(int number, int value) { return {static_cast<char>(number << 3), static_cast<char>(value)}; }

std::string TensorOf(const std::string& name, const std::vector<int>& shape, const std::vector<float>& values) {
  std::string tensor;
  for (const int length : shape) tensor += Whole(1, length);
  std::string raw(values.size() * sizeof(float), '\0');
  std::memcpy(raw.data(), values.data(), raw.size());
  return tensor + Whole(2, 1) + Part(8, name) + Part(9, raw);
}

std::string Integers(const std::string& name, const std::vector<int>& values) {
  std::string attribute = Part(1, name);
  for (const int value : values) attribute += Whole(8, value);
  return Part(5, attribute);
}
std::string Integer(const std::string& name, int value) { return Part(5, Part(1, name) + Whole(3, value)); }

std::string Node(const std::string& operation, const std::vector<std::string>& inputs, const std::string& output,
                 const std::string& attributes = "") {
  std::string node;
  for (const std::string& input : inputs) node += Part(1, input);
  return Part(1, node + Part(2, output) + Part(4, operation) + attributes);
}

std::string Model(const std::string& nodes, const std::string& constants, const std::string& output) {
  return Part(7, nodes + constants + Part(11, Part(1, "x")) + Part(12, Part(1, output)));
}

base::Result<Tensor> Answer(const std::string& bytes, Tensor input) {
  auto network = OcrNetwork::Parse(bytes, "a.onnx");
  if (!network) return network.error();
  return network->Run(std::move(input));
}

std::string FaultOf(const std::string& bytes, Tensor input = Tensor::Zeros({1, 1, 3, 3})) {
  const auto answer = Answer(bytes, std::move(input));
  return answer ? "" : answer.error().message;
}

Tensor Square() { return {.shape = {1, 1, 3, 3}, .values = {1, 2, 3, 4, 5, 6, 7, 8, 9}, .integers = {}}; }

TEST(OcrNetwork, AConvolutionSumsUnderItsWindowAndAddsItsBias) {
  const std::string bytes =
      Model(Node("Conv", {"x", "w", "b"}, "y", Integers("pads", {1, 1, 1, 1}) + Integers("strides", {2, 2})),
            Part(5, TensorOf("w", {2, 1, 3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1})) +
                Part(5, TensorOf("b", {2}, {10, 0})),
            "y");
  const auto answer = Answer(bytes, Square());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_THAT(answer->shape, ElementsAre(1, 2, 2, 2));
  EXPECT_THAT(answer->values, ElementsAre(11, 13, 17, 19, 12, 16, 24, 28));
}

TEST(OcrNetwork, ADepthwiseConvolutionKeepsChannelsApart) {
  const std::string bytes =
      Model(Node("Concat", {"x", "x"}, "two", Integer("axis", 1)) +
                Node("Conv", {"two", "w"}, "y", Integer("group", 2) + Integers("pads", {0, 1, 0, 1})),
            Part(5, TensorOf("w", {2, 1, 1, 3}, {1, 1, 1, 0, 0, 2})), "y");
  const auto answer = Answer(bytes, Square());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_THAT(answer->values, ElementsAre(3, 6, 5, 9, 15, 11, 15, 24, 17, 4, 6, 0, 10, 12, 0, 16, 18, 0));
}

TEST(OcrNetwork, ValuesAreSpreadOverAxesOfLengthOneFromEitherSide) {
  const std::string bytes =
      Model(Node("Mul", {"row", "x"}, "m") + Node("Sub", {"m", "one"}, "y"),
            Part(5, TensorOf("row", {3, 1}, {1, 10, 100})) + Part(5, TensorOf("one", {}, {1})), "y");
  const auto answer = Answer(bytes, Square());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_THAT(answer->values, ElementsAre(0, 1, 2, 39, 49, 59, 699, 799, 899));
}

TEST(OcrNetwork, AValueUsedTwiceIsThereTwice) {
  const std::string bytes = Model(Node("Mul", {"x", "x"}, "s") + Node("Add", {"s", "x"}, "y"), "", "y");
  const auto answer = Answer(bytes, Square());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_THAT(answer->values, ElementsAre(2, 6, 12, 20, 30, 42, 56, 72, 90));
}

TEST(OcrNetwork, AxesCanBeExchangedAndSummarised) {
  const std::string bytes = Model(Node("Transpose", {"x"}, "t", Integers("perm", {0, 1, 3, 2})) +
                                      Node("ReduceMean", {"t"}, "y", Integers("axes", {3})),
                                  "", "y");
  const auto answer = Answer(bytes, Square());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_THAT(answer->values, ElementsAre(4, 5, 6));
}

TEST(OcrNetwork, WhatItCannotRunIsNamed) {
  EXPECT_THAT(FaultOf(Model(Node("Dance", {"x"}, "y"), "", "y")), HasSubstr("it needs the operator Dance"));
  EXPECT_THAT(FaultOf(Model(Node("Relu", {"z"}, "y"), "", "y")), HasSubstr("used before it is there"));
  EXPECT_THAT(FaultOf(Model(Node("Relu", {"x"}, "y"), "", "z")), HasSubstr("its output is not computed"));
  EXPECT_THAT(FaultOf(Model(Node("Relu", {"x"}, "y") + Node("Relu", {"x"}, "y"), "", "y")), HasSubstr("comes twice"));
}

TEST(OcrNetwork, OperandsThatDoNotFitAreAFaultAndNoCrash) {
  const std::string wide =
      Part(5, TensorOf("w", {1, 7, 3, 3}, std::vector<float>(63, 1))) + Part(5, TensorOf("four", {4}, {1, 2, 3, 4}));
  for (const std::string& nodes :
       {Node("Conv", {"x", "w"}, "y"), Node("Conv", {"x"}, "y"), Node("MatMul", {"x", "w"}, "y"),
        Node("Add", {"x", "four"}, "y"), Node("Add", {"x"}, "y"), Node("Reshape", {"x", "x"}, "y"),
        Node("Transpose", {"x"}, "y", Integers("perm", {0, 0, 1, 2})),
        Node("Squeeze", {"x"}, "y", Integers("axes", {9})),
        Node("Slice", {"x"}, "y", Integers("starts", {0}) + Integers("ends", {1}) + Integers("axes", {7})),
        Node("Concat", {"x", "w"}, "y", Integer("axis", 0)), Node("Softmax", {"x"}, "y", Integer("axis", 1)),
        Node("BatchNormalization", {"x", "w", "w", "w", "w"}, "y"), Node("AveragePool", {"x"}, "y")}) {
    EXPECT_THAT(FaultOf(Model(nodes, wide, "y")), HasSubstr("operands that do not fit")) << nodes;
  }
}

TEST(OcrNetwork, AFileCutShortAnywhereOrChangedNeverCrashes) {
  const std::string bytes =
      Model(Node("Conv", {"x", "w"}, "c", Integers("pads", {1, 1, 1, 1})) + Node("Relu", {"c"}, "y"),
            Part(5, TensorOf("w", {1, 1, 3, 3}, std::vector<float>(9, 1))), "y");
  ASSERT_EQ(FaultOf(bytes), "");
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_NE(FaultOf(bytes.substr(0, length)), "") << length;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int flip : {1, 4, 16, 127, 128, 255}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      FaultOf(changed);  // any answer, but an answer
    }
  }
}

}  // namespace
}  // namespace bianmin::input

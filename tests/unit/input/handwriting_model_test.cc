#include "kiosk/input/handwriting_model.h"

#include <gmock/gmock.h>

namespace bianmin::input {
namespace {

using ::testing::HasSubstr;

// Two characters told apart by the first feature alone.
HandwritingModel SmallModel() {
  HandwritingModel model;
  model.characters = {"一", "昇"};
  model.rarity = {3, 9};
  model.dimensions = 1;
  model.centre.assign(kInkFeatures, 0);
  model.projection.assign(kInkFeatures, 0);
  model.projection[0] = 1;
  model.means = {-2, 2, 3};
  model.belongs_to = {0, 1, 1};
  return model;
}

std::string FaultOf(const std::string& bytes) {
  const auto model = HandwritingModel::Parse(bytes, "a.model");
  return model ? "" : model.error().message;
}

TEST(HandwritingModel, IsReadBackAsItWasWritten) {
  const auto model = HandwritingModel::Parse(SmallModel().Serialised(), "a.model");
  ASSERT_TRUE(model.ok()) << model.error().message;
  EXPECT_EQ(model->characters, SmallModel().characters);
  EXPECT_EQ(model->means, SmallModel().means);
  EXPECT_EQ(model->Serialised(), SmallModel().Serialised());
}

TEST(HandwritingModel, ACharacterIsAsNearAsTheNearestOfItsModelCharacters) {
  InkFeatures features{};
  features[0] = 2.5F;
  const std::vector<float> distances = SmallModel().Distances(features);
  EXPECT_FLOAT_EQ(distances[0] - distances[1], 4.5F * 4.5F - 0.5F * 0.5F);
}

TEST(HandwritingModel, AFileCutShortAnywhereIsRefused) {
  const std::string bytes = SmallModel().Serialised();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THAT(FaultOf(bytes.substr(0, length)), HasSubstr("a.model is no usable handwriting model")) << length;
  }
}

TEST(HandwritingModel, AChangedByteIsNoticed) {
  std::string bytes = SmallModel().Serialised();
  bytes[100] ^= 1;
  EXPECT_THAT(FaultOf(bytes), HasSubstr("its checksum is wrong"));
}

TEST(HandwritingModel, CountsThatMakeNoSenseAreRefusedThoughTheChecksumFits) {
  HandwritingModel model = SmallModel();
  model.belongs_to.back() = 2;
  EXPECT_THAT(FaultOf(model.Serialised()), HasSubstr("its numbers make no sense"));
  model = SmallModel();
  model.dimensions = kMostModelDimensions + 1;
  EXPECT_THAT(FaultOf(model.Serialised()), HasSubstr("its counts make no sense"));
  model = SmallModel();
  model.means.push_back(1);
  EXPECT_THAT(FaultOf(model.Serialised()), HasSubstr("its length does not fit"));
}

}  // namespace
}  // namespace bianmin::input

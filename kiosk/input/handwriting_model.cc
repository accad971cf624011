#include "kiosk/input/handwriting_model.h"

#include <fmt/format.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/base/text.h"

namespace bianmin::input {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::string_view kMagic = "bianmin handwriting 1\n";
constexpr float kMeanStep = 1.0F / 512;  // means are stored as whole multiples of it

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Rows = Eigen::Map<const RowMajor>;
using Vector = Eigen::Map<const Eigen::VectorXf>;

template <class T>
void Append(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void AppendAll(std::string& bytes, const std::vector<T>& values) {
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

// Takes values from the front of a file's bytes; after the first that was not there, everything is missing.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  std::vector<T> Take(std::size_t count) {
    std::vector<T> values;
    if (!is_whole_ || bytes_.size() / sizeof(T) < count) {
      is_whole_ = false;
      return values;
    }
    values.resize(count);
    std::memcpy(values.data(), bytes_.data(), count * sizeof(T));
    bytes_.remove_prefix(count * sizeof(T));
    return values;
  }
  std::size_t Count() {
    const auto one = Take<std::uint32_t>(1);
    return one.empty() ? 0 : one.front();
  }
  bool IsAtEnd() const { return is_whole_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool is_whole_ = true;
};

bool AreFinite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace

std::string HandwritingModel::Serialised() const {
  std::string bytes{kMagic};
  for (const std::size_t count : {std::size_t{kInkFeaturesVersion}, characters.size(), dimensions, belongs_to.size()}) {
    Append(bytes, static_cast<std::uint32_t>(count));
  }
  for (const std::string& character : characters) {
    Append(bytes, static_cast<std::uint32_t>(base::Characters(character).front()));
  }
  AppendAll(bytes, rarity);
  AppendAll(bytes, centre);
  AppendAll(bytes, projection);
  for (const float value : means) {
    const float step = std::clamp(std::round(value / kMeanStep), -32767.0F, 32767.0F);
    Append(bytes, static_cast<std::int16_t>(step));
  }
  AppendAll(bytes, belongs_to);
  Append(bytes, base::Sha256(bytes));
  return bytes;
}

base::Result<HandwritingModel> HandwritingModel::Load(const std::filesystem::path& path) {
  auto bytes = base::ReadFile(path, kMostModelBytes);
  if (!bytes) {
    return Error{bytes.error().code, bytes.error().message +
                                         "; handwriting needs this file: build the target handwriting_model, or "
                                         "install the program's data again"};
  }
  return Parse(*bytes, path.string());
}

base::Result<HandwritingModel> HandwritingModel::Parse(std::string_view bytes, const std::string& name) {
  const auto broken = [&name](std::string_view why) {
    return Error{ErrorCode::Corrupt,
                 fmt::format("{} is no usable handwriting model ({}); build or install it again", name, why)};
  };
  if (!bytes.starts_with(kMagic)) return broken("it does not begin as one");
  base::Digest digest{};
  if (bytes.size() < kMagic.size() + digest.size()) return broken("it is cut short");
  const std::string_view signed_part = bytes.substr(0, bytes.size() - digest.size());
  std::memcpy(digest.data(), bytes.data() + signed_part.size(), digest.size());
  if (base::Sha256(signed_part) != digest) return broken("its checksum is wrong: it is cut short or was changed");

  Reader reader(signed_part.substr(kMagic.size()));
  HandwritingModel model;
  const std::size_t version = reader.Count();
  const std::size_t character_count = reader.Count();
  model.dimensions = reader.Count();
  const std::size_t mean_count = reader.Count();
  if (version != kInkFeaturesVersion) return broken("it was made for another version of this program");
  if (character_count == 0 || character_count > kMostModelCharacters || model.dimensions == 0 ||
      model.dimensions > kMostModelDimensions || mean_count < character_count || mean_count > kMostModelBytes) {
    return broken("its counts make no sense");
  }
  for (const std::uint32_t character : reader.Take<std::uint32_t>(character_count)) {
    base::AppendCharacter(model.characters.emplace_back(), static_cast<char32_t>(character));
    if (!base::IsUtf8(model.characters.back())) return broken("a character in it is none");
  }
  model.rarity = reader.Take<float>(character_count);
  model.centre = reader.Take<float>(kInkFeatures);
  model.projection = reader.Take<float>(model.dimensions * kInkFeatures);
  for (const std::int16_t step : reader.Take<std::int16_t>(mean_count * model.dimensions)) {
    model.means.push_back(static_cast<float>(step) * kMeanStep);
  }
  model.belongs_to = reader.Take<std::uint16_t>(mean_count);
  if (!reader.IsAtEnd()) return broken("its length does not fit its counts");
  const bool is_sound = AreFinite(model.rarity) && AreFinite(model.centre) && AreFinite(model.projection) &&
                        std::all_of(model.belongs_to.begin(), model.belongs_to.end(),
                                    [&](std::uint16_t index) { return index < character_count; });
  if (!is_sound) return broken("its numbers make no sense");
  return model;
}

std::vector<float> HandwritingModel::Distances(const InkFeatures& features) const {
  const auto rows = static_cast<Eigen::Index>(dimensions);
  const auto count = static_cast<Eigen::Index>(belongs_to.size());
  const Eigen::VectorXf away = Vector(features.data(), kInkFeatures) - Vector(centre.data(), kInkFeatures);
  const Eigen::VectorXf place = Rows(projection.data(), rows, kInkFeatures) * away;
  const Rows all_means(means.data(), count, rows);
  const Eigen::VectorXf products = all_means * place;
  std::vector<float> distances(characters.size(), std::numeric_limits<float>::max());
  for (Eigen::Index i = 0; i < count; ++i) {
    const float distance = all_means.row(i).squaredNorm() - 2 * products[i];
    float& nearest = distances[belongs_to[static_cast<std::size_t>(i)]];
    nearest = std::min(nearest, distance);
  }
  return distances;
}

}  // namespace bianmin::input

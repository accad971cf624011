#include "kiosk/input/onnx_file.h"

#include <fmt/format.h>

#include <cstring>
#include <optional>

namespace bianmin::input {
namespace {

constexpr std::int64_t kFloat = 1;  // TensorProto.DataType
constexpr std::int64_t kInt32 = 6;
constexpr std::int64_t kInt64 = 7;

struct Field {
  std::uint64_t number = 0;
  std::uint64_t integer = 0;  // of a varint
  std::string_view bytes;     // of anything else
};

// The fields of one protobuf message, in their order.
class Message {
 public:
  explicit Message(std::string_view bytes) : bytes_(bytes) {}

  // Nothing at the end, and after anything that is no protobuf; IsSound() tells them apart.
  std::optional<Field> Next() {
    if (bytes_.empty() || !is_sound_) return std::nullopt;
    const std::uint64_t key = Varint();
    Field field{.number = key >> 3, .integer = 0, .bytes = {}};
    switch (key & 7) {
      case 0:
        field.integer = Varint();
        break;
      case 1:
        field.bytes = Bytes(8);
        break;
      case 2:
        field.bytes = Bytes(Varint());
        break;
      case 5:
        field.bytes = Bytes(4);
        break;
      default:
        is_sound_ = false;
    }
    if (!is_sound_) return std::nullopt;
    return field;
  }
  bool IsSound() const { return is_sound_; }

  std::uint64_t Varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if ((byte & 0x80) == 0) return value;
    }
    is_sound_ = false;
    return 0;
  }
  bool IsAtEnd() const { return bytes_.empty(); }

 private:
  std::string_view Bytes(std::uint64_t count) {
    if (count > bytes_.size()) {
      is_sound_ = false;
      return {};
    }
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::string_view bytes_;
  bool is_sound_ = true;
};

// A repeated whole number stands in the message one by one or packed.
bool AddIntegers(const Field& field, std::vector<std::int64_t>& integers) {
  if (field.bytes.empty()) {
    integers.push_back(static_cast<std::int64_t>(field.integer));
    return true;
  }
  Message packed(field.bytes);
  while (!packed.IsAtEnd() && packed.IsSound()) integers.push_back(static_cast<std::int64_t>(packed.Varint()));
  return packed.IsSound();
}

template <class T>
bool AddRaw(std::string_view bytes, std::vector<T>& values) {
  if (bytes.size() % sizeof(T) != 0) return false;
  const std::size_t before = values.size();
  values.resize(before + bytes.size() / sizeof(T));
  if (!bytes.empty()) std::memcpy(values.data() + before, bytes.data(), bytes.size());
  return true;
}

struct NamedTensor {
  std::string name;
  Tensor tensor;
};

bool FillFromRaw(std::string_view raw, std::int64_t type, Tensor& tensor) {
  if (type == kFloat) return AddRaw(raw, tensor.values);
  if (type == kInt64) return AddRaw(raw, tensor.integers);
  std::vector<std::int32_t> narrow;
  if (!AddRaw(raw, narrow)) return false;
  tensor.integers.assign(narrow.begin(), narrow.end());
  return true;
}

std::optional<NamedTensor> ParseTensor(std::string_view bytes) {
  NamedTensor named;
  Tensor& tensor = named.tensor;
  std::int64_t type = 0;
  std::string_view raw;
  Message message(bytes);
  bool is_sound = true;
  while (const auto field = message.Next()) {
    if (field->number == 1) is_sound &= AddIntegers(*field, tensor.shape);
    if (field->number == 2) type = static_cast<std::int64_t>(field->integer);
    if (field->number == 4) is_sound &= AddRaw(field->bytes, tensor.values);
    if (field->number == 5 || field->number == 7) is_sound &= AddIntegers(*field, tensor.integers);
    if (field->number == 8) named.name = field->bytes;
    if (field->number == 9) raw = field->bytes;
  }
  if (!message.IsSound() || !is_sound || (type != kFloat && type != kInt32 && type != kInt64)) return std::nullopt;
  tensor.is_integer = type != kFloat;
  if (!raw.empty() && !FillFromRaw(raw, type, tensor)) return std::nullopt;
  const std::size_t held = tensor.is_integer ? tensor.integers.size() : tensor.values.size();
  const std::int64_t elements = ElementsOf(tensor.shape);
  if (elements < 0 || held != static_cast<std::size_t>(elements)) return std::nullopt;
  return named;
}

bool ParseAttribute(std::string_view bytes, OnnxNode& node) {
  std::string name;
  OnnxAttribute attribute;
  Message message(bytes);
  while (const auto field = message.Next()) {
    if (field->number == 1) name = field->bytes;
    if (field->number == 2 && field->bytes.size() == 4) std::memcpy(&attribute.number, field->bytes.data(), 4);
    if (field->number == 3) attribute.integer = static_cast<std::int64_t>(field->integer);
    if (field->number == 8 && !AddIntegers(*field, attribute.integers)) return false;
    if (field->number == 5) {
      auto tensor = ParseTensor(field->bytes);
      if (!tensor) return false;
      attribute.tensor = std::move(tensor->tensor);
    }
  }
  node.attributes.insert_or_assign(std::move(name), std::move(attribute));
  return message.IsSound();
}

std::optional<OnnxNode> ParseNode(std::string_view bytes) {
  OnnxNode node;
  Message message(bytes);
  while (const auto field = message.Next()) {
    if (field->number == 1) node.inputs.emplace_back(field->bytes);
    if (field->number == 2) node.outputs.emplace_back(field->bytes);
    if (field->number == 4) node.operation = field->bytes;
    if (field->number == 5 && !ParseAttribute(field->bytes, node)) return std::nullopt;
  }
  if (!message.IsSound() || node.outputs.empty()) return std::nullopt;
  return node;
}

// A graph's input or output: only its name matters.
std::string NameOf(std::string_view bytes) {
  Message message(bytes);
  while (const auto field = message.Next()) {
    if (field->number == 1) return std::string(field->bytes);
  }
  return {};
}

// False when the bytes are no graph.
bool ParseGraph(std::string_view bytes, OnnxGraph& graph) {
  Message message(bytes);
  while (const auto field = message.Next()) {
    if (field->number == 1) {
      auto node = ParseNode(field->bytes);
      if (!node || graph.nodes.size() == kMostOnnxNodes) return false;
      if (node->operation == "Constant") {
        graph.constants.insert_or_assign(node->outputs.front(), std::move(node->attributes["value"].tensor));
      } else {
        graph.nodes.push_back(std::move(*node));
      }
    } else if (field->number == 5) {
      auto constant = ParseTensor(field->bytes);
      if (!constant) return false;
      graph.constants.insert_or_assign(std::move(constant->name), std::move(constant->tensor));
    } else if (field->number == 11) {
      graph.inputs.push_back(NameOf(field->bytes));
    } else if (field->number == 12) {
      graph.outputs.push_back(NameOf(field->bytes));
    }
  }
  return message.IsSound();
}

}  // namespace

base::Result<OnnxGraph> ParseOnnx(std::string_view bytes, const std::string& name) {
  constexpr std::uint64_t kGraph = 7;  // ModelProto.graph
  Message message(bytes);
  OnnxGraph graph;
  bool is_sound = true;
  while (const auto field = message.Next()) {
    if (field->number == kGraph) is_sound &= ParseGraph(field->bytes, graph);
  }
  if (!message.IsSound() || !is_sound || graph.nodes.empty()) {
    return base::Error{base::ErrorCode::Corrupt,
                       fmt::format("{} is no usable ONNX file (cut short or changed); install it again", name)};
  }
  return graph;
}

}  // namespace bianmin::input

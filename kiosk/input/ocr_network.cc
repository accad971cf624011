#include "kiosk/input/ocr_network.h"

#include <fmt/format.h>

#include "kiosk/base/file.h"

namespace bianmin::input {

using base::Error;
using base::ErrorCode;

base::Result<OcrNetwork> OcrNetwork::Load(const std::filesystem::path& path) {
  auto bytes = base::ReadFile(path, kMostOnnxBytes);
  if (!bytes) return bytes.error();
  return Parse(*bytes, path.string());
}

base::Result<OcrNetwork> OcrNetwork::Parse(std::string_view bytes, const std::string& name) {
  auto graph = ParseOnnx(bytes, name);
  if (!graph) return graph.error();
  const auto unusable = [&name](const std::string& why) {
    return Error{ErrorCode::Corrupt, fmt::format("{} is no network this program can run: {}", name, why)};
  };
  OcrNetwork network;
  network.name_ = name;
  std::map<std::string, std::size_t> places;
  for (auto& [constant, tensor] : graph->constants) {
    places.emplace(constant, network.slots_.size());
    network.slots_.push_back(std::move(tensor));
  }
  const std::size_t constants = network.slots_.size();
  std::string input;  // the one that is not a constant: older files list those as inputs too
  for (const std::string& one : graph->inputs) {
    if (places.contains(one)) continue;
    if (!input.empty()) return unusable("it has more than one input");
    input = one;
  }
  if (input.empty() || graph->outputs.size() != 1) return unusable("it has not one input and one output");
  network.input_ = places.emplace(input, network.slots_.size()).first->second;
  network.slots_.emplace_back();

  std::map<std::size_t, std::pair<std::size_t, std::size_t>> last_uses;  // of a value: step and operand
  for (OnnxNode& node : graph->nodes) {
    Step step{.node = std::move(node), .act = nullptr, .operands = {}, .is_last_use = {}};
    step.act = FindOperator(step.node.operation);
    if (step.act == nullptr) return unusable("it needs the operator " + step.node.operation);
    for (const std::string& operand : step.node.inputs) {
      const auto found = places.find(operand);
      if (found == places.end()) return unusable("a value in it is used before it is there");
      step.operands.push_back(found->second);
      step.is_last_use.push_back(false);
      last_uses[found->second] = {network.steps_.size(), step.operands.size() - 1};
    }
    step.result = network.slots_.size();
    if (!places.emplace(step.node.outputs.front(), step.result).second) return unusable("a value in it comes twice");
    network.slots_.emplace_back();
    network.steps_.push_back(std::move(step));
  }
  const auto output = places.find(graph->outputs.front());
  if (output == places.end() || output->second < constants) return unusable("its output is not computed");
  network.output_ = output->second;
  for (const auto& [place, use] : last_uses) {
    if (place >= constants && place != network.output_) network.steps_[use.first].is_last_use[use.second] = true;
  }
  return network;
}

base::Result<Tensor> OcrNetwork::Run(Tensor input) {
  slots_[input_] = std::move(input);
  for (const Step& step : steps_) {
    std::vector<Operands::One> all;
    for (std::size_t i = 0; i < step.operands.size(); ++i) {
      // An operand used twice by one node must stay for the second use.
      const bool is_twice = std::count(step.operands.begin(), step.operands.end(), step.operands[i]) > 1;
      all.push_back({&slots_[step.operands[i]], step.is_last_use[i] && !is_twice});
    }
    Operands operands(std::move(all));
    auto result = step.act(operands, step.node);
    if (!result) {
      return Error{ErrorCode::Corrupt, fmt::format("{}: the operator {} for \"{}\" has operands that do not fit", name_,
                                                   step.node.operation, step.node.outputs.front())};
    }
    for (std::size_t i = 0; i < step.operands.size(); ++i) {
      if (step.is_last_use[i]) slots_[step.operands[i]] = {};
    }
    slots_[step.result] = std::move(*result);
  }
  return std::move(slots_[output_]);
}

}  // namespace bianmin::input

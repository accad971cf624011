#include "kiosk/input/training/trainer.h"

#include <Eigen/Eigenvalues>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "kiosk/base/random.h"
#include "kiosk/input/training/synthetic_writer.h"

namespace bianmin::input::training {
namespace {

constexpr std::uint64_t kSeed = 20'240'229;
constexpr std::size_t kPart = 128;   // templates whose scatter is summed in single precision
constexpr double kSmoothing = 0.05;  // of the mean variance, added to every direction: hands we did not invent

// How a template is written on average, and how writers scatter around that.
struct Statistics {
  Eigen::MatrixXf means;    // kInkFeatures × templates
  Eigen::MatrixXd scatter;  // kInkFeatures × kInkFeatures, only its lower half, not yet divided by the count
};

// One part's scatter; its means go to their places in `means`, which no other part touches.
Eigen::MatrixXf WritePart(const std::vector<StrokeTemplate>& templates, std::size_t begin, std::size_t writers,
                          Eigen::MatrixXf& means) {
  Eigen::MatrixXf scatter = Eigen::MatrixXf::Zero(kInkFeatures, kInkFeatures);
  Eigen::MatrixXf written(kInkFeatures, static_cast<Eigen::Index>(writers));
  for (std::size_t i = begin; i < std::min(begin + kPart, templates.size()); ++i) {
    base::SeededRandom random(kSeed + i * 1'000'003);
    for (Eigen::Index writer = 0; writer < written.cols(); ++writer) {
      const InkFeatures features = FeaturesOf(WrittenBySomebody(templates[i].ink, random));
      written.col(writer) = Eigen::Map<const Eigen::VectorXf>(features.data(), kInkFeatures);
    }
    const Eigen::VectorXf mean = written.rowwise().mean();
    means.col(static_cast<Eigen::Index>(i)) = mean;
    written.colwise() -= mean;
    scatter.selfadjointView<Eigen::Lower>().rankUpdate(written);
  }
  return scatter;
}

// Threads take parts as they come; the sums are made in the order of the parts, so that they do not depend on it.
Statistics WriteAll(const std::vector<StrokeTemplate>& templates, const TrainingSettings& settings) {
  Statistics statistics{Eigen::MatrixXf(kInkFeatures, static_cast<Eigen::Index>(templates.size())),
                        Eigen::MatrixXd::Zero(kInkFeatures, kInkFeatures)};
  const std::size_t parts = (templates.size() + kPart - 1) / kPart;
  std::atomic<std::size_t> next_part = 0;
  std::mutex mutex;
  std::map<std::size_t, Eigen::MatrixXf> early;  // done before their turn
  std::size_t turn = 0;
  const auto work = [&] {
    for (std::size_t part = next_part++; part < parts; part = next_part++) {
      Eigen::MatrixXf scatter = WritePart(templates, part * kPart, settings.writers, statistics.means);
      const std::lock_guard lock(mutex);
      early.emplace(part, std::move(scatter));
      for (auto found = early.find(turn); found != early.end(); found = early.find(++turn)) {
        statistics.scatter += found->second.cast<double>();
        early.erase(found);
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < settings.threads; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return statistics;
}

void AddCharacters(HandwritingModel& model, const std::vector<StrokeTemplate>& templates) {
  std::map<std::string, std::uint16_t> places;
  for (const StrokeTemplate& one : templates) {
    const auto [place, is_new] = places.emplace(one.character, static_cast<std::uint16_t>(model.characters.size()));
    if (is_new) model.characters.push_back(one.character);
    model.belongs_to.push_back(place->second);
  }
  model.rarity.assign(model.characters.size(), 0);
}

}  // namespace

HandwritingModel Train(const std::vector<StrokeTemplate>& templates, const TrainingSettings& settings) {
  const Statistics statistics = WriteAll(templates, settings);
  const auto count = static_cast<double>(templates.size());
  Eigen::MatrixXd within = statistics.scatter.selfadjointView<Eigen::Lower>();
  within /= count * static_cast<double>(settings.writers);
  within += Eigen::MatrixXd::Identity(kInkFeatures, kInkFeatures) * (within.trace() / kInkFeatures * kSmoothing);
  const Eigen::VectorXf centre = statistics.means.rowwise().mean();
  const Eigen::MatrixXf apart = statistics.means.colwise() - centre;
  const Eigen::MatrixXd between = (apart * apart.transpose()).cast<double>() / count;

  const auto dimensions = static_cast<Eigen::Index>(settings.dimensions);
  const Eigen::GeneralizedSelfAdjointEigenSolver<Eigen::MatrixXd> solver(between, within);
  const Eigen::MatrixXf directions = solver.eigenvectors().rightCols(dimensions).cast<float>();
  const Eigen::MatrixXf means = directions.transpose() * apart;

  HandwritingModel model;
  model.dimensions = settings.dimensions;
  model.centre.assign(centre.data(), centre.data() + centre.size());
  model.projection.assign(directions.data(), directions.data() + directions.size());
  model.means.assign(means.data(), means.data() + means.size());
  AddCharacters(model, templates);
  return model;
}

}  // namespace bianmin::input::training

// casus train: makes the models from treebanks and plain text.

#include <fmt/format.h>

#include <fstream>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "cli/train_names.h"
#include "eval/confidence_fit.h"
#include "input/conllu.h"
#include "train/syntax_training.h"
#include "train/text_train.h"
#include "train/tree_vote.h"
#include "train/word_vectors.h"

namespace casus::cli {

namespace {

void print_line(const std::string& line) { fmt::print(stderr, "{}\n", line); }

int train_trees(const SyntaxTrainingOptions& options) {
  const auto trained = train_syntax(
      options, [](const SyntaxProgress& progress) { print_line(progress.to_string()); });
  return trained ? kDone : fail(trained.error());
}

int train_vectors(const WordVectorOptions& options, const std::string& output) {
  const auto vectors = learn_word_vectors(options, print_line);
  if (!vectors) return fail(vectors.error());
  const auto written = write_word_vectors(*vectors, output);
  return written ? kDone : fail(written.error());
}

struct BreakOptions {
  std::string language = "en";
  std::string data;
  std::vector<std::string> treebanks;
  std::string output;
};

int train_breaks(const BreakOptions& options) {
  const auto data = find_data(options.data);
  if (!data) return fail(data.error());
  const auto rules = TextRules::load(*data / "languages" / options.language);
  if (!rules) return fail(rules.error());
  std::vector<Document> gold;
  for (const std::string& file : options.treebanks) {
    auto documents = read_conllu(file);
    if (!documents) return fail(documents.error());
    for (Document& document : *documents) gold.push_back(std::move(document));
  }
  const auto training = train_sentence_breaks(*rules, gold);
  if (!training) return fail(training.error());
  print_line(fmt::format("{} breaks at {} places; {} missed, {} wrong", training->breaks,
                         training->places, training->missed, training->wrong));
  std::ofstream stream(options.output, std::ios::binary);
  stream << training->model_text;
  stream.close();
  if (stream) return kDone;
  return fail({ErrorKind::kUnreadable, "cannot be written", options.output, 0,
               "give an --output in a folder that is there"});
}

int vote(const std::vector<std::string>& files, const std::string& output) {
  std::ofstream stream(output, std::ios::binary);
  const auto counts = vote_on_trees({files.begin(), files.end()}, stream);
  if (!counts) return fail(counts.error());
  stream.close();
  print_line(
      fmt::format("{} sentences, {} words; {} of them with the same head and relation in all",
                  counts->sentences, counts->words, counts->agreed));
  if (stream) return kDone;
  return fail({ErrorKind::kUnreadable, "cannot be written", output, 0,
               "give an --output in a folder that is there"});
}

struct ConfidenceOptions {
  std::vector<std::string> sets;
  std::vector<std::string> verdicts;
  std::vector<std::string> texts;
  double least_right = 0;
  double least_right_of_deeds = 0;
  double least = 0;
  double least_of_deeds = 0;
  std::string data;
  std::string output;
  std::string wording;
};

constexpr const char* kMadeBy =
    "Made by: casus train confidence (docs/measurements.md). Of each name what it adds to the "
    "logits "
    "of\n# \"right\" and of \"told\".\n";
// Smaller weights are left out of the file of the wording: they change nothing that is seen.
constexpr float kLeastWeight = 0.02F;

bool write_doubts(const ConfidenceFit& fit, const ConfidenceOptions& options) {
  std::ofstream stream(options.output);
  stream << "# Weights of the likelihoods of an event. " << kMadeBy;
  for (const ConfidenceWeight& weight : fit.doubts) {
    stream << fmt::format("{} {:.4f} {:.4f}\n", weight.name, weight.right, weight.told);
  }
  stream << "# Events that are less likely right, or told, are not coded: words, deeds.\n"
         << fmt::format("least {} {}\nleast-deeds {} {}\n", options.least_right, options.least,
                        options.least_right_of_deeds, options.least_of_deeds);
  stream.close();
  return static_cast<bool>(stream);
}

bool write_wording(const ConfidenceFit& fit, const std::string& path) {
  std::ofstream stream(path);
  stream << "# Weights of what an event's wording holds (src/pipeline/events/wording.h). "
         << kMadeBy;
  for (const auto& [name, weight] : fit.wording) {
    if (std::abs(weight.right) < kLeastWeight && std::abs(weight.told) < kLeastWeight) continue;
    stream << fmt::format("{} {:.2f} {:.2f}\n", name, weight.right, weight.told);
  }
  stream.close();
  return static_cast<bool>(stream);
}

Result<std::vector<JudgedEvent>> judge_all(const Resources& resources,
                                           const ConfidenceOptions& options) {
  auto events = judge_sets(resources, {options.sets.begin(), options.sets.end()});
  for (const std::string& table : options.verdicts) {
    if (!events) return events;
    const std::size_t next = events->empty() ? 0 : events->back().text + 1;
    const auto checked =
        judge_checked(resources, table, {options.texts.begin(), options.texts.end()}, next);
    if (!checked) return checked;
    events->insert(events->end(), checked->begin(), checked->end());
  }
  return events;
}

int train_confidence(const ConfidenceOptions& options) {
  const auto data = find_data(options.data);
  if (!data) return fail(data.error());
  auto resources = Resources::load(*data, {});
  if (!resources) return fail(resources.error());
  resources->schema.keep_unlikely();
  const auto events = judge_all(*resources, options);
  if (!events) return fail(events.error());
  const auto likelihoods = cross_validate(*events);
  std::vector<double> confidences;
  for (const Likelihood& likelihood : likelihoods) confidences.push_back(likelihood.right);
  fmt::print("{} events; each text judged by weights fitted to four fifths of the others:\n{}\n{}",
             events->size(), to_table(reliability(*events, confidences)),
             to_table_of_kept(*events, likelihoods));
  if (options.output.empty()) return kDone;
  const ConfidenceFit fit = fit_confidence(*events);
  const std::filesystem::path wording =
      options.wording.empty()
          ? std::filesystem::path(options.output).replace_filename("wording.list")
          : std::filesystem::path(options.wording);
  if (write_doubts(fit, options) && write_wording(fit, wording.string())) return kDone;
  return fail({ErrorKind::kUnreadable, "cannot be written", options.output, 0,
               "give an --output in a folder that is there"});
}

std::function<int()> add_vote(CLI::App& app) {
  auto files = std::make_shared<std::vector<std::string>>();
  auto output = std::make_shared<std::string>();
  app.add_option("FILE", *files, "CoNLL-U of the same text, each made with another model")
      ->required();
  app.add_option("--output", *output, "the CoNLL-U to write, for syntax's --extra")
      ->required()
      ->type_name("FILE");
  return [files, output] { return vote(*files, *output); };
}

std::function<int()> add_syntax(CLI::App& app) {
  auto options = std::make_shared<SyntaxTrainingOptions>();
  app.add_option("--treebank", options->treebanks, "CoNLL-U files to learn from, not compressed")
      ->required()
      ->type_name("FILE");
  app.add_option(
         "--extra", options->extra,
         "CoNLL-U files that a program parsed; each sentence of 4 to 60 words is used in one "
         "epoch")
      ->type_name("FILE");
  app.add_option("--dev", options->dev, "CoNLL-U to score after each epoch")->type_name("FILE");
  app.add_option("--vectors", options->vectors, "word vectors, of casus train vectors")
      ->type_name("FILE");
  app.add_option("--output", options->output, "the model to write")->required()->type_name("FILE");
  app.add_option("--epochs", options->epochs, "times to go through the treebanks")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  app.add_option("--variants", options->variants,
                 "sentences to put into somebody's mouth, and into headlines, each epoch")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  app.add_option("--parties", options->parties,
                 "CoNLL-U files of noun phrases; as many sentences again get one of them as their "
                 "subject or object")
      ->type_name("FILE ...");
  app.add_option("--batch", options->batch_words, "words a step of learning")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  app.add_option("--rate", options->rate, "learning rate")->capture_default_str();
  app.add_option("--seed", options->seed, "of the random numbers")->capture_default_str();
  return [options] { return train_trees(*options); };
}

std::function<int()> add_vectors(CLI::App& app) {
  auto options = std::make_shared<WordVectorOptions>();
  auto output = std::make_shared<std::string>();
  app.add_option("TEXT", options->texts, "plain texts, a paragraph a line")->required();
  app.add_option("--output", *output, "the vectors to write")->required()->type_name("FILE");
  app.add_option("--size", options->size, "numbers a vector, a multiple of 16")
      ->check(CLI::Range(16, 512))
      ->capture_default_str();
  app.add_option("--words", options->maximum_words, "words that get a vector, at most")
      ->capture_default_str();
  app.add_option("--minimum", options->minimum_count, "how often a word must occur")
      ->capture_default_str();
  app.add_option("--epochs", options->epochs, "times to go through the texts")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--seed", options->seed, "of the random numbers")->capture_default_str();
  return [options, output] { return train_vectors(*options, *output); };
}

std::function<int()> add_breaks(CLI::App& app) {
  auto options = std::make_shared<BreakOptions>();
  app.add_option("--treebank", options->treebanks, "CoNLL-U files to learn from, not compressed")
      ->required()
      ->type_name("FILE");
  app.add_option("--language", options->language, "whose rules of text to use")
      ->capture_default_str()
      ->type_name("CODE");
  app.add_option("--data", options->data, "casus's data folder")->type_name("DIR");
  app.add_option("--output", options->output, "the breaks.model to write")
      ->required()
      ->type_name("FILE");
  return [options] { return train_breaks(*options); };
}

std::function<int()> add_confidence(CLI::App& app) {
  auto options = std::make_shared<ConfidenceOptions>();
  app.add_option("SET", options->sets, "annotated texts (tests/sets/README.md)")->required();
  app.add_option("--verdicts", options->verdicts,
                 "tables of verdicts on events of real texts (tests/sets/README.md)")
      ->type_name("FILE");
  app.add_option("--texts", options->texts, "the texts of the verdicts, JSON Lines")
      ->type_name("FILE");
  app.add_option("--least-right", options->least_right,
                 "acts of words of a lower confidence are not coded")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--least-right-deeds", options->least_right_of_deeds, "likewise for deeds")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--least", options->least, "acts of words that are less likely told are not coded")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--least-deeds", options->least_of_deeds, "likewise for deeds")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--data", options->data, "casus's data folder")->type_name("DIR");
  app.add_option("--output", options->output,
                 "confidence.list to write; without it the reliability is only shown")
      ->type_name("FILE");
  app.add_option("--wording", options->wording,
                 "wording.list to write (without it: beside confidence.list)")
      ->type_name("FILE");
  return [options] { return train_confidence(*options); };
}

}  // namespace

std::function<int()> add_train(CLI::App& app) {
  app.description("Train the models from treebanks and plain text (docs/models.md)");
  app.require_subcommand(1);
  app.footer(
      "  casus train vectors news.txt --output en.vectors\n"
      "  casus train syntax --treebank train.conllu --dev dev.conllu --vectors en.vectors \\\n"
      "      --output data/languages/en/model.bin");
  using Run = std::function<int()>;
  auto commands = std::make_shared<std::vector<std::pair<CLI::App*, Run>>>();
  const auto add = [&](const char* name, const char* description, Run (*add_options)(CLI::App&)) {
    CLI::App* command = app.add_subcommand(name, description);
    commands->emplace_back(command, add_options(*command));
  };
  add("syntax", "Tags, lemmas and trees: a language's model.bin", add_syntax);
  add("vectors", "Word vectors, which make the syntax model better", add_vectors);
  add("vote", "Several models' parses of a text made one, to learn from", add_vote);
  add("names", "Names of persons, organisations and places: a language's names.bin",
      add_train_names);
  add("confidence", "How likely events are right: confidence.list and a language's wording.list",
      add_confidence);
  add("breaks", "Sentence breaks: a language's text/breaks.model", add_breaks);
  return [commands] {
    for (const auto& [command, run] : *commands)
      if (command->parsed()) return run();
    return kFailed;
  };
}

}  // namespace casus::cli

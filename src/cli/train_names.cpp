// casus train names: makes a language's names.bin.

#include "cli/train_names.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>

#include "casus/coder.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "eval/entities_eval.h"
#include "train/listed_names.h"
#include "train/name_training.h"
#include "train/word_table_training.h"

namespace casus::cli {

namespace {

struct NameOptions {
  std::string language = "en";
  std::string data;
  std::vector<std::string> treebanks;
  std::vector<std::string> marked;
  std::vector<std::string> listed;
  std::string list;
  std::vector<std::string> texts;
  std::string vectors;
  std::string output;
  WordTableOptions table;
  NameTrainingOptions training;
};

EntityType type_of(const std::string& name) {
  if (name == "PER") return EntityType::kPerson;
  return name == "ORG" ? EntityType::kOrganisation : EntityType::kLocation;
}

Result<std::vector<MarkedText>> read_marked(const std::filesystem::path& file) {
  if (file.extension() != ".jsonl") return read_marked_text(file);
  auto gold = read_entity_gold(file);
  if (!gold) return gold.error();
  std::vector<MarkedText> texts;
  for (EntityGold& record : *gold) {
    MarkedText& text = texts.emplace_back();
    text.document = std::move(record.document);
    for (const GoldEntity& entity : record.entities) {
      text.names.push_back({entity.start, entity.end, type_of(entity.types.front())});
    }
  }
  return texts;
}

// Parses the marked texts as casus will, and appends them.
Result<void> parse_marked(const std::string& language, const Coder& coder,
                          std::vector<MarkedText> texts, std::vector<NameExample>& examples) {
  Coder::Scratch scratch;
  for (MarkedText& text : texts) {
    text.document.language = language;
    if (auto coded = coder.code(text.document, scratch, Stage::kSyntax); !coded) {
      return coded.error();
    }
    examples.push_back(example_of(std::move(text)));
  }
  return {};
}

Result<void> add_marked(const NameOptions& options, const Coder& coder,
                        std::vector<NameExample>& examples) {
  const std::size_t count = options.marked.size() + options.listed.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto texts =
        i < options.marked.size()
            ? read_marked(options.marked[i])
            : read_listed_treebank(options.listed[i - options.marked.size()], options.list);
    if (!texts) return texts.error();
    auto parsed = parse_marked(options.language, coder, *std::move(texts), examples);
    if (!parsed) return parsed.error();
  }
  return {};
}

Result<std::string> make_table(const NameOptions& options, const Knowledge& knowledge) {
  WordVectors vectors;
  if (!options.vectors.empty()) {
    auto read = read_word_vectors(options.vectors);
    if (!read) return read.error();
    vectors = *std::move(read);
  }
  WordTableOptions table = options.table;
  table.texts.assign(options.texts.begin(), options.texts.end());
  return build_word_table(table, vectors, knowledge);
}

Result<NameTraining> train(const NameOptions& options) {
  auto data = find_data(options.data);
  if (!data) return data.error();
  auto knowledge = Knowledge::load({*data / "knowledge"});
  if (!knowledge) return knowledge.error();
  auto gazetteer = Gazetteer::load(*data / "gazetteer");
  if (!gazetteer) return gazetteer.error();
  auto lexicon = AgentLexicon::load(*data / "languages" / options.language, knowledge->codes());
  if (!lexicon) return lexicon.error();
  std::vector<NameExample> examples;
  for (const std::string& file : options.treebanks) {
    auto read = read_name_treebank(file, *lexicon, *knowledge);
    if (!read) return read.error();
    std::move(read->begin(), read->end(), std::back_inserter(examples));
  }
  std::optional<Coder> coder;  // owns words of the examples' tokens
  if (!options.marked.empty() || !options.listed.empty()) {
    auto opened = Coder::open(*data);
    if (!opened) return opened.error();
    coder = *std::move(opened);
    if (auto added = add_marked(options, *coder, examples); !added) return added.error();
  }
  auto table = make_table(options, *knowledge);
  if (!table) return table.error();
  return train_names(*lexicon, *knowledge, *gazetteer, examples, *table, options.training);
}

int run(const NameOptions& options) {
  const auto training = train(options);
  if (!training) return fail(training.error());
  fmt::print(stderr, "{} names in {} stretches of capitalised words\n", training->names,
             training->stretches);
  std::ofstream stream(options.output, std::ios::binary);
  stream << training->model;
  stream.close();
  if (stream) return kDone;
  return fail({ErrorKind::kUnreadable, "cannot be written", options.output, 0,
               "give an --output in a folder that is there"});
}

void add_numbers(CLI::App& app, NameOptions& options) {
  app.add_option("--epochs", options.training.epochs, "times to go through the examples")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--rate", options.training.rate, "learning rate")->capture_default_str();
  app.add_option("--decay", options.training.decay, "of the weights")->capture_default_str();
  app.add_option("--drop", options.training.drop, "share of features left out at each step")
      ->check(CLI::Range(0.0, 0.9))
      ->capture_default_str();
  app.add_option("--recall", options.training.recall,
                 "above 0: find more names, and more wrong ones")
      ->capture_default_str();
  app.add_option("--minimum", options.table.minimum_count,
                 "how often a word must occur in the texts")
      ->capture_default_str();
  app.add_option("--seed", options.training.seed, "of the random numbers")->capture_default_str();
}

}  // namespace

std::function<int()> add_train_names(CLI::App& app) {
  auto options = std::make_shared<NameOptions>();
  app.add_option("--treebank", options->treebanks,
                 "CoNLL-U files with Entity=(...) in the last column, not compressed")
      ->type_name("FILE");
  app.add_option("--marked", options->marked,
                 "texts with names as [PER Ann Lee], or JSONL with entities as for casus eval")
      ->type_name("FILE");
  CLI::Option* listed =
      app.add_option("--listed", options->listed, "CoNLL-U files whose names --names-list tells")
          ->type_name("FILE");
  app.add_option("--names-list", options->list, "the types of names, as PER: Ann Lee | Bo")
      ->type_name("FILE");
  listed->needs("--names-list");
  app.add_option("--text", options->texts,
                 "plain texts that show how words are written, a paragraph a line")
      ->type_name("FILE");
  app.add_option("--vectors", options->vectors, "word vectors, of casus train vectors")
      ->type_name("FILE");
  app.add_option("--language", options->language, "whose word lists to use")
      ->capture_default_str()
      ->type_name("CODE");
  app.add_option("--data", options->data, "casus's data folder")->type_name("DIR");
  app.add_option("--output", options->output, "the names.bin to write")
      ->required()
      ->type_name("FILE");
  add_numbers(app, *options);
  return [options] { return run(*options); };
}

}  // namespace casus::cli

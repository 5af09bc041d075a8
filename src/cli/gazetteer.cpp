// casus gazetteer: for people who have GeoNames' own dump.

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "resources/gazetteer_maker.h"
#include "resources/gazetteer_text.h"

namespace casus::cli {

namespace {

constexpr std::size_t kMaxShown = 20;  // refused lines that are named one by one

struct GazetteerOptions {
  std::string data;
  std::vector<std::string> files;
  std::string output;
};

// What a file of the dump is, by the name that GeoNames gives it.
void assign(const std::filesystem::path& path, GazetteerSources& sources) {
  const std::string name = path.filename().string();
  if (name.starts_with("admin1")) {
    sources.provinces = path;
  } else if (name.starts_with("admin2")) {
    sources.districts = path;
  } else if (name.starts_with("countryInfo")) {
    sources.countries = path;
  } else if (name.starts_with("alternateNames")) {
    sources.names = path;
  } else {
    sources.places.push_back(path);
  }
}

Result<GazetteerSources> sources_of(const GazetteerOptions& options,
                                    const std::filesystem::path& own) {
  GazetteerSources sources;
  sources.generics = own / "generics.txt";
  for (const std::string& file : options.files) assign(file, sources);
  if (sources.places.empty() || sources.provinces.empty() || sources.districts.empty()) {
    return Error{ErrorKind::kNotFound, "a table of places, admin1 and admin2 codes are needed", "",
                 0, "give allCountries.txt (or AM.txt ...), admin1CodesASCII.txt, admin2Codes.txt"};
  }
  return sources;
}

std::uint64_t size_of(const std::vector<std::string>& files) {
  std::uint64_t bytes = 0;
  for (const std::string& file : files) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (!failed) bytes += size;
  }
  return bytes;
}

int import_dump(const GazetteerOptions& options) {
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  const std::filesystem::path own = *data / "gazetteer";
  auto sources = sources_of(options, own);
  if (!sources) return fail(sources.error());
  const std::filesystem::path output = options.output;
  std::error_code failed;
  std::filesystem::create_directories(output, failed);
  if (std::filesystem::equivalent(own, output, failed)) {
    return fail({ErrorKind::kLimit, "is the folder that the text files are taken from",
                 output.string(), 0, "write to another folder, and move it there"});
  }
  ProgressBar bar(size_of(options.files));
  std::size_t shown = 0;
  GazetteerWatch watch;
  watch.progress = [&](std::uint64_t lines, std::uint64_t bytes) { bar.show(lines, bytes); };
  watch.refused = [&](const Error& error) {
    if (shown++ >= kMaxShown) return;
    bar.clear();
    print_error(error);
  };
  const auto made = make_gazetteer(*sources, output / "places.bin", watch);
  bar.clear();
  if (!made) return fail(made.error());
  const auto left_out = GazetteerText::copy(own, output);
  if (!left_out) return fail(left_out.error());
  if (shown > kMaxShown) fmt::print(stderr, "casus: ... and {} more\n", shown - kMaxShown);
  fmt::print(
      "{} provinces, {} districts, {} places in all, {} names, {} bytes; {} lines refused; {} "
      "lines of names.txt without their place\n",
      made->provinces, made->districts, made->places, made->names, made->bytes, made->refused,
      *left_out);
  return made->refused == 0 ? kDone : kSomeRefused;
}

}  // namespace

std::function<int()> add_gazetteer(CLI::App& app) {
  app.description("Make the gazetteer, what is where, out of GeoNames' dump files");
  app.require_subcommand(1);
  auto options = std::make_shared<GazetteerOptions>();
  CLI::App* importer = app.add_subcommand(
      "import",
      "Make a gazetteer folder of GeoNames' files, told apart by their names: allCountries.txt or "
      "AM.txt, cities500.txt ...; admin1CodesASCII.txt; admin2Codes.txt; countryInfo.txt and "
      "alternateNamesV2.txt may be missing. Lines that cannot be read are named and left out: "
      "exit status 1 then");
  importer->add_option("FILE", options->files, "files of the dump")->required();
  importer
      ->add_option("--output", options->output, "folder to write places.bin and its text files to")
      ->type_name("DIR")
      ->required();
  importer->add_option("--data", options->data, "casus's data folder")->type_name("DIR");
  importer->footer(
      "  casus gazetteer import AM.txt admin1CodesASCII.txt admin2Codes.txt --output gazetteer");
  return [options] { return import_dump(*options); };
}

}  // namespace casus::cli

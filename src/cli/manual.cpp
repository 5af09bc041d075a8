// casus manual and completion: the man page and the shells' completions, made from the same option
// table that parses the command line.

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"

namespace casus::cli {

namespace {

// Text for roff: backslashes and leading dots escaped, hyphens that can be copied.
std::string roff(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\\\";
    } else if (c == '-') {
      escaped += "\\-";
    } else if ((c == '.' || c == '\'') && (escaped.empty() || escaped.back() == '\n')) {
      escaped += "\\&";
      escaped += c;
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::vector<const CLI::App*> subcommands_of(const CLI::App& app) {
  std::vector<const CLI::App*> commands;
  for (const CLI::App* each : app.get_subcommands({})) commands.push_back(each);
  return commands;
}

void append_option(const CLI::Option& option, std::string& page) {
  page += ".TP\n.B " + roff(option.get_name(false, true));
  if (option.get_items_expected_max() > 0 && !option.get_positional()) {
    page += " \\fI" + roff(option.get_type_name()) + "\\fR";
  }
  page += "\n" + roff(option.get_description()) + "\n";
}

void append_command(const CLI::App& command, std::string& page) {
  page += ".SS casus " + roff(command.get_name()) + "\n" + roff(command.get_description()) + ".\n";
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_name() != "--help") append_option(*option, page);
  }
  if (!command.get_footer().empty()) {
    page += ".PP\n.nf\n" + roff(command.get_footer()) + "\n.fi\n";
  }
}

std::string man_page(const CLI::App& app) {
  std::string page = ".TH CASUS 1 \"\" \"casus " CASUS_VERSION
                     "\"\n.SH NAME\ncasus \\- text to "
                     "events with evidence\n.SH SYNOPSIS\n.B casus\n\\fICOMMAND\\fR "
                     "[\\fIOPTION\\fR...] [\\fIINPUT\\fR...]\n.SH DESCRIPTION\n";
  page += roff(app.get_description()) + "\n.PP\n.nf\n" + roff(app.get_footer()) + "\n.fi\n";
  page += ".SH COMMANDS\n";
  for (const CLI::App* command : subcommands_of(app)) append_command(*command, page);
  page +=
      ".SH ENVIRONMENT\n.TP\n.B CASUS_DATA\nThe data folder, where \\-\\-data is not given.\n"
      ".TP\n.B NO_COLOR\nNo colours, even on a terminal.\n";
  return page;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string bash_completion(const CLI::App& app) {
  std::string names;
  std::string cases;
  for (const CLI::App* command : subcommands_of(app)) {
    names += command->get_name() + " ";
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(),
                         fmt::join(option_names(*command), " "));
  }
  return fmt::format(
      "# bash completion for casus: source this file.\n_casus() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" words=\"\"\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"{}--help --version\"\n"
      "  elif [[ \"$word\" == -* ]]; then\n    case \"${{COMP_WORDS[1]}}\" in\n{}    esac\n  fi\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}}\n"
      "complete -o default -F _casus casus\n",
      names, cases);
}

std::string fish_completion(const CLI::App& app) {
  std::string text = "# fish completion for casus\n";
  for (const CLI::App* command : subcommands_of(app)) {
    text += fmt::format("complete -c casus -n __fish_use_subcommand -a {} -d '{}'\n",
                        command->get_name(), command->get_description());
    for (const std::string& option : option_names(*command)) {
      text += fmt::format("complete -c casus -n '__fish_seen_subcommand_from {}' -l {}\n",
                          command->get_name(), option.substr(2));
    }
  }
  return text;
}

std::string zsh_completion(const CLI::App& app) {
  return "#compdef casus\nautoload -U +X bashcompinit && bashcompinit\n" + bash_completion(app);
}

}  // namespace

std::function<int()> add_manual(CLI::App& app) {
  app.description("Print the manual page (casus manual | man -l -)");
  return [&app] {
    fmt::print("{}", man_page(*app.get_parent()));
    return kDone;
  };
}

std::function<int()> add_completion(CLI::App& app) {
  app.description("Print the completions for a shell (bash, zsh or fish)");
  auto shell = std::make_shared<std::string>("bash");
  app.add_option("SHELL", *shell, "bash, zsh or fish")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  return [&app, shell] {
    const CLI::App& root = *app.get_parent();
    fmt::print("{}", *shell == "fish"  ? fish_completion(root)
                     : *shell == "zsh" ? zsh_completion(root)
                                       : bash_completion(root));
    return kDone;
  };
}

}  // namespace casus::cli

#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cli/command.h"

namespace casus::cli {

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool errors_are_terminal() { return ::isatty(STDERR_FILENO) == 1; }

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  return output_is_terminal();
}

int terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

void print_error(const Error& error) { fmt::print(stderr, "casus: {}\n", error.to_string()); }

int fail(const Error& error) {
  print_error(error);
  return kFailed;
}

ProgressBar::ProgressBar(std::uint64_t total_bytes)
    : is_on_(errors_are_terminal()),
      total_bytes_(total_bytes),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::clear() {
  if (is_visible_) fmt::print(stderr, "\r\033[K");
  is_visible_ = false;
}

void ProgressBar::show(std::uint64_t documents, std::uint64_t bytes, std::uint64_t refused) {
  if (!is_on_) return;
  constexpr std::chrono::milliseconds kPause{200};
  constexpr std::chrono::milliseconds kPatience{500};
  const auto now = std::chrono::steady_clock::now();
  if (now - start_ < kPatience || now - last_ < kPause) return;
  last_ = now;
  is_visible_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = static_cast<double>(documents) / seconds;
  const std::string bad = refused == 0 ? "" : fmt::format(", {} refused", refused);
  if (total_bytes_ == 0) {
    fmt::print(stderr, "\r\033[K{} documents{}, {:.0f} a second", documents, bad, rate);
    return;
  }
  constexpr int kWidth = 30;
  const double share =
      std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total_bytes_));
  const double left = share > 0 ? seconds / share - seconds : 0;
  fmt::print(stderr,
             "\r\033[K[{:-<{}}] {:3.0f}%  {} documents{}, {:.0f} a second, about {:.0f} s left",
             std::string(static_cast<std::size_t>(share * kWidth), '#'), kWidth, share * 100,
             documents, bad, rate, left);
}

}  // namespace casus::cli

#pragma once

// Result<T> carries a value or an Error. casus throws nothing across its public API: what a
// caller can meet in ordinary use (a missing file, a bad line, text past a limit) is a value.
//
//   auto file = read_lines(path);
//   if (!file) return file.error();
//   use(*file);

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace casus {

enum class ErrorKind : std::uint8_t {
  kNotFound,      // a file or folder is not there
  kUnreadable,    // it is there, but the system refuses to read or write it
  kDamaged,       // a data file whose checksum, length or structure is wrong
  kVersion,       // a data file of another format version than this program's
  kSyntax,        // a line that does not follow its format
  kInvalidInput,  // a document that cannot be read as what it claims to be
  kLimit,         // a stated limit was passed
  kUsage,         // the command line or a call's arguments are wrong
};

// One failure, for people: what is wrong, where, and what to do about it.
struct [[nodiscard]] Error {
  ErrorKind kind = ErrorKind::kUsage;
  std::string message;     // what is wrong: "unknown sector 'XYZ'"
  std::string file;        // empty: no file is concerned
  std::uint64_t line = 0;  // 1-based; 0: the whole file
  std::string remedy;      // what to do: "use one of GOV, MIL, ..."; may be empty

  // "knowledge/people.txt:12: unknown sector 'XYZ' (use one of GOV, MIL, ...)"
  std::string to_string() const;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return !error_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace casus

# Sourced by run, test and check: installs what is missing on Debian 12 by package name, and builds.

set -eu
cd "$(dirname "$0")"
root=$PWD

say() { printf '\n== %s\n' "$1"; }

# install PACKAGE...: nothing to do where all are there.
install() {
  missing=""
  for package in "$@"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  say "Installing$missing"
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "casus: these packages are missing:$missing" >&2
      echo "casus: run this as root, or install sudo, or install them yourself" >&2
      exit 2
    fi
    as_root="sudo"
  fi
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}

# install_node: Node and npm for the page, where there is no Node 18 or later already.
install_node() {
  if command -v npm >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
    return 0
  fi
  install nodejs npm
}

build_packages="g++ cmake ninja-build libicu-dev nlohmann-json3-dev libcli11-dev libfmt-dev libxxhash-dev libgumbo-dev libexpat1-dev zlib1g-dev libzip-dev libcurl4-openssl-dev libsqlite3-dev libzstd-dev libboost-dev"
test_packages="libgtest-dev libbenchmark-dev libcpp-httplib-dev jq curl chromium"

# build PRESET [CMAKE OPTION...]: configures once, then builds what changed.
build() {
  preset=$1
  shift
  say "Building casus ($preset); the first time takes some minutes"
  cmake --preset "$preset" "$@" >build-"$preset".log 2>&1 || { cat build-"$preset".log; exit 1; }
  rm -f build-"$preset".log
  cmake --build --preset "$preset"
}

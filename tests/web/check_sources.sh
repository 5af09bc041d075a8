#!/bin/sh
# What the page's sources must be without a browser: of right types, with the same messages in every
# language, and without the address of any host in the lock file or the bundle.
set -eu
cd "$1"
node node_modules/typescript/bin/tsc --noEmit
node check_messages.mjs
node --test ../tests/web/*_unit.mjs
if grep -n '"resolved"' package-lock.json; then
  echo "package-lock.json names where packages were fetched from; web/.npmrc keeps that out" >&2
  exit 1
fi
if grep -rnE 'dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write|eval\(' src; then
  echo "texts are never markup: let Preact set them" >&2
  exit 1
fi

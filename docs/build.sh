#!/usr/bin/env bash
# Builds the documentation of every library under .build/docs; a warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
export HOOKTEST_DOCS=1
mkdir -p .build/docs
for module in Statistics Experiment Cost Decision CallData Report; do
  swift package --scratch-path .build-docs --allow-writing-to-directory .build/docs \
    generate-documentation --target $module --output-path .build/docs/$module --warnings-as-errors \
    | grep -vE '^(Building|Build|\[)' || true
  [ -e ".build/docs/$module/index.html" ] || { echo "The documentation of $module has not been built"; exit 1; }
  echo ".build/docs/$module/index.html"
done

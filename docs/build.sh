#!/usr/bin/env bash
# Builds the documentation of every library (or of those named) under .build/docs; a warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
export HOOKTEST_DOCS=1
mkdir -p .build/docs
for module in ${*:-Statistics Experiment Cost Decision CallData Report Compute}; do
  log=".build/docs/$module.log"
  rm -rf ".build/docs/$module"
  swift package --scratch-path .build-docs --allow-writing-to-directory .build/docs \
    generate-documentation --target "$module" --output-path ".build/docs/$module" --warnings-as-errors \
    >"$log" 2>&1 || { grep -vE '^\[' "$log"; echo "The documentation of $module has not been built"; exit 1; }
  [ -e ".build/docs/$module/index.html" ] || { cat "$log"; echo "The documentation of $module is empty"; exit 1; }
  echo ".build/docs/$module/index.html"
done

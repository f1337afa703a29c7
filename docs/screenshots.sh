#!/usr/bin/env bash
# Renders the first screens of reports in headless Chromium into docs/screenshots. Chromium is Debian's package.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v chromium >/dev/null || { echo "Chromium is needed: apt-get install chromium"; exit 69; }
mkdir -p docs/screenshots

shoot() { # shoot NAME REPORT WIDTH HEIGHT
  chromium --headless --no-sandbox --hide-scrollbars --force-color-profile=srgb \
    --screenshot="docs/screenshots/$1.png" --window-size="$3,$4" "file://$PWD/reports/$2" >/dev/null 2>&1
  echo "docs/screenshots/$1.png"
}

shoot decision spring-hook/decision.html 1280 720
shoot reading spring-hook/reading.html 1280 720
shoot design spring-hook/design.html 1280 720
shoot dear-winner dear-winner/decision.html 1280 720
shoot review late-sales/review-30d.html 1280 720

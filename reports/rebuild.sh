#!/usr/bin/env bash
# Rebuilds every file under reports/ from experiments/: dates come from the plans and data, never from the clock, so the
# same experiments give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
hooktest=${HOOKTEST:-.build/release/hooktest}

write() { # write FILE COMMAND...: one report in the format of the file's ending
  local file=$1
  shift
  local format=${file##*.}
  [ "$format" = md ] && format=markdown
  [ "$format" = txt ] && format=text
  "$hooktest" "$@" --format "$format" --output "$file" --quiet
  echo "$file"
}

spring=experiments/spring-hook/plan.yaml
for language in en fr; do
  suffix=$([ $language = en ] || echo ".$language")
  write reports/spring-hook/design$suffix.html design $spring --lang $language
  write reports/spring-hook/reading$suffix.html check $spring --as-of 2026-03-12 --no-record --lang $language
  write reports/spring-hook/decision$suffix.html decide $spring --as-of 2026-03-22 --no-record --lang $language
done
write reports/spring-hook/decision.json decide $spring --as-of 2026-03-22 --no-record
write reports/spring-hook/decision.md decide $spring --as-of 2026-03-22 --no-record

daily=experiments/daily-looks/plan.yaml
write reports/daily-looks/reading.html check $daily --as-of 2026-03-10 --no-record
write reports/daily-looks/decision.html decide $daily --as-of 2026-03-12 --no-record

for name in half-days agents-cross-over; do
  write reports/$name/design.html design experiments/$name/plan.yaml
  write reports/$name/decision.html decide experiments/$name/plan.yaml --as-of 2026-03-22 --no-record
  write reports/$name/decision.json decide experiments/$name/plan.yaml --as-of 2026-03-22 --no-record
done

late=experiments/late-sales/plan.yaml
for language in en fr; do
  suffix=$([ $language = en ] || echo ".$language")
  write reports/late-sales/review-30d$suffix.html review $late --at 30d --as-of 2026-04-12 --no-record --lang $language
  write reports/late-sales/review-90d$suffix.html review $late --at 90d --as-of 2026-06-15 --no-record --lang $language
done
write reports/late-sales/review-30d.json review $late --at 30d --as-of 2026-04-12 --no-record
write reports/late-sales/review-90d.json review $late --at 90d --as-of 2026-06-15 --no-record

held=experiments/held-out/plan.yaml
write reports/held-out/review-30d.html review $held --at 30d --as-of 2026-04-20 --no-record
write reports/held-out/review-90d.html review $held --at 90d --as-of 2026-06-20 --no-record
write reports/held-out/review-90d.fr.html review $held --at 90d --as-of 2026-06-20 --no-record --lang fr
write reports/held-out/review-90d.json review $held --at 90d --as-of 2026-06-20 --no-record

for batch in 1 2; do
  plan=experiments/new-haven-1998/batch-$batch/plan.yaml
  write reports/new-haven-1998/batch-$batch/decision.html decide $plan --no-record
  write reports/new-haven-1998/batch-$batch/decision.json decide $plan --no-record
done

write reports/odisha-2019/decision.html decide experiments/odisha-2019/plan.yaml --no-record
write reports/odisha-2019/decision.json decide experiments/odisha-2019/plan.yaml --no-record

earn=experiments/earn-while-learning/plan.yaml
for language in en fr; do
  suffix=$([ $language = en ] || echo ".$language")
  write reports/earn-while-learning/design$suffix.html design $earn --lang $language
  write reports/earn-while-learning/decision$suffix.html decide $earn --as-of 2026-04-02 --no-record --lang $language
done
write reports/earn-while-learning/decision.json decide $earn --as-of 2026-04-02 --no-record
write reports/earn-while-learning/waves.md waves $earn

dear=experiments/dear-winner
write reports/dear-winner/decision.html decide $dear/plan.yaml --no-record
write reports/dear-winner/decision.fr.html decide $dear/plan.yaml --no-record --lang fr
write reports/dear-winner/decision.json decide $dear/plan.yaml --no-record
write reports/dear-winner/reading.html check $dear/plan.yaml --as-of 2026-03-06 --no-record
write reports/dear-winner/budget/decision.html decide $dear/budget/plan.yaml --no-record
write reports/dear-winner/budget/decision.json decide $dear/budget/plan.yaml --no-record

lists=experiments/two-lists/plan.yaml
write reports/two-lists/decision.html decide $lists --no-record
write reports/two-lists/decision.fr.html decide $lists --no-record --lang fr
write reports/two-lists/decision.json decide $lists --no-record

touches=experiments/many-touches/plan.yaml
write reports/many-touches/decision.html decide $touches --no-record
write reports/many-touches/decision.json decide $touches --no-record
for language in en fr; do
  suffix=$([ $language = en ] || echo ".$language")
  write reports/many-touches/account$suffix.html indicators $touches --by week --lang $language
done

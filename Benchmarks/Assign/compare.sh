#!/bin/bash
# Times assignment beside a plain copy of the same file: compare.sh PROGRAM FOLDER LEADS
set -euo pipefail
program=$1 folder=$2 leads=${3:-10000000} rounds=${ROUNDS:-7}
mkdir -p "$folder"
"$program" memory
[ -e "$folder/leads-$leads.csv" ] || "$program" leads "$leads" "$folder/leads-$leads.csv"
for round in $(seq "$rounds"); do
  for what in copy hashed blocked; do
    "$program" "$what" "$folder/leads-$leads.csv" "$folder/out.csv"
  done
done | tee "$folder/assign.txt"
# Each method beside the copy of its own round: the machine may be slower in one round than in another.
awk -v rounds="$rounds" '
  /^copy/ { copy = $4 }
  /^(hashed|blocked)/ { method = substr($1, 1, length($1) - 1); ratio[method, ++count[method]] = $4 / copy }
  END {
    for (method in count) {
      for (i = 1; i <= count[method]; i++)
        for (j = i + 1; j <= count[method]; j++)
          if (ratio[method, j] < ratio[method, i]) {
            kept = ratio[method, i]; ratio[method, i] = ratio[method, j]; ratio[method, j] = kept
          }
      printf "%s: %.2f times the copy (median of %d rounds; %.2f to %.2f)\n", method,
        ratio[method, int((count[method] + 1) / 2)], count[method], ratio[method, 1], ratio[method, count[method]]
    }
  }' "$folder/assign.txt" | sort -r
rm -f "$folder/out.csv" "$folder/assign.txt"

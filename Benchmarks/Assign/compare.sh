#!/bin/bash
# Times assignment beside a plain copy of the same file: compare.sh PROGRAM FOLDER LEADS
set -euo pipefail
program=$1 folder=$2 leads=${3:-10000000}
mkdir -p "$folder"
"$program" memory
[ -e "$folder/leads-$leads.csv" ] || "$program" leads "$leads" "$folder/leads-$leads.csv"
for round in 1 2 3; do
  for what in copy hashed blocked; do
    "$program" "$what" "$folder/leads-$leads.csv" "$folder/out.csv"
  done
done
rm -f "$folder/out.csv"

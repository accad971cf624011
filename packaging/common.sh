# shellcheck shell=bash
# Shared by the scripts of this folder (source it): how they speak, wait and stop.
#
#   say TEXT…              one line to the person
#   die TEXT…              the reason, then exit 1
#   step NAME LOG CMD…     runs a long command with its output in LOG, shows where it is, stops with the end of LOG when it fails

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
started_at=$(date +%s)

say() { printf '[%4ds] %s\n' "$(($(date +%s) - started_at))" "$*"; }

die() {
  printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

step() {
  local name=$1 log=$2 pid tick=0 code=0
  shift 2
  say "$name"
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    tick=$((tick + 1))
    if ((tick % 50 == 0)); then say "  … $(tail -n 1 "$log" | tr -d '\r' | cut -c 1-110)"; fi
  done
  wait "$pid" || code=$?
  if ((code != 0)); then
    printf '\n' >&2
    grep -n -m 5 -E 'FAILED:|error:|^E: ' "$log" >&2 || true
    tail -n 40 "$log" >&2
    die "\"$name\" failed (exit code $code). The whole output is in $log"
  fi
}

#!/bin/bash
# Gets the programs of others that judge what this repository says (tests/peers): the CloudEvents library with its
# schema, a linter of OpenAPI documents and a proxy that validates what passes through it.
#
# Versions and checksums are those of tests/peers/package-lock.json; npm takes the packages from the registry that this
# machine is set up for. They are kept outside of the build under the lock file's hash. Without npm or network this says
# so and succeeds: the tests that need them are then reported as skipped, never as passed.
#
#   packaging/peers.sh             gets them unless they are there
#   packaging/peers.sh --where     prints the folder they are in; exit 1 when there is none
#   BIANMIN_CACHE=DIR              where copies are kept (default: ${XDG_CACHE_HOME:-~/.cache}/bianmin)
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${BIANMIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bianmin}
recipe=$repository/tests/peers
peers=$cache/peers-$(sha256sum <"$recipe/package-lock.json" | cut -c 1-20)

if [[ ${1:-} == --where ]]; then
  [[ -d $peers ]] || exit 1
  echo "$peers"
  exit 0
fi
[[ $# == 0 ]] || { echo "usage: packaging/peers.sh [--where]" >&2; exit 2; }

give_up() {
  printf 'peers.sh: NOTICE: %s The tests of tests/peers are skipped.\n' "$1" >&2
  exit 0
}

[[ ! -d $peers ]] || exit 0
command -v npm >/dev/null || give_up "there is no npm to fetch the peers with."
mkdir -p "$cache" || give_up "$cache cannot be written."
work=$(mktemp -d "$cache/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$recipe"/package.json "$recipe"/package-lock.json "$work"
if ! (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000) >"$work/npm.log" 2>&1; then
  tail -n 5 "$work/npm.log" >&2
  give_up "npm could not fetch the peers."
fi
chmod 755 "$work"
mv -T "$work" "$peers" || [[ -d $peers ]] # another build was faster

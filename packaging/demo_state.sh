#!/usr/bin/env bash
# Makes, or brings up to date, the folder in which the demonstration and the end-to-end tests live: the files of config/
# with a few settings changed, throw-away certificates and keys. Records that are already there are kept.
# usage: packaging/demo_state.sh STATE BIN_DIR [KEY=VALUE…]
#   port=8443      where the centre listens on this machine
#   lang=zh|en     step=standard|elder|extra_large     fullscreen=true|false     width_mm=476
#   asks_first=true|false   whether a resident is asked at the first touch if the text is large enough
#   voice=default  the sound device; file:FILE.wav keeps what is spoken     speaks=true|false   without being asked to
#   recordings=DIR of the institution's own voice     printer=none|QUEUE|file:DIR     paper=80|58
#   poll=1         seconds between two questions for news; wait=25 how long the centre may hold one
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
state=${1:?usage: demo_state.sh STATE BIN_DIR [KEY=VALUE…]}
bin=${2:?usage: demo_state.sh STATE BIN_DIR [KEY=VALUE…]}
shift 2
declare -A with=([port]=8443 [lang]=zh [step]=standard [fullscreen]=true [width_mm]=476 [asks_first]=false [poll]=1 [wait]=25
  [voice]=default [speaks]=false [recordings]= [printer]=none [paper]=80)
for setting in "$@"; do
  [ -n "${with[${setting%%=*}]+known}" ] || die "unknown setting \"$setting\""
  with[${setting%%=*}]=${setting#*=}
done

umask 077
mkdir -p "$state/logs"
cp "$repository"/config/*.toml "$state/"

# change FILE SECTION KEY VALUE: the key must be there, so that a renamed setting is noticed here and not at the counter
change() {
  awk -v section="[$2]" -v key="$3" -v value="$4" '
    /^\[/ { inside = ($0 == section) }
    inside && $1 == key && $2 == "=" { print key " = " value; found = 1; next }
    { print }
    END { exit !found }' "$state/$1" >"$state/$1.new" || die "config/$1 has no key \"$3\" in [$2]"
  mv "$state/$1.new" "$state/$1"
}
change kiosk.toml display fullscreen "${with[fullscreen]}"
change kiosk.toml display width_mm "${with[width_mm]}"
change kiosk.toml display language "\"${with[lang]}\""
change kiosk.toml display text_step "\"${with[step]}\""
change kiosk.toml display asks_first "${with[asks_first]}"
change kiosk.toml voice device "\"${with[voice]}\""
change kiosk.toml voice on "${with[speaks]}"
change kiosk.toml voice recordings "\"${with[recordings]}\""
change kiosk.toml print printer "\"${with[printer]}\""
change kiosk.toml print paper "\"${with[paper]}\""
mkdir -p "$state/backups" "$state/stick"
change kiosk.toml backup folder '"backups"'
change kiosk.toml export folder '"stick"'
change kiosk.toml staff import_folder '"stick"'
change kiosk.toml log file '"logs/kiosk.log"'
change sync.toml centre url "\"https://localhost:${with[port]}\""
change sync.toml schedule poll_seconds "${with[poll]}"
change sync.toml schedule wait_seconds "${with[wait]}"
change sync.toml log file '"logs/sync.log"'
change centre.toml listen port "${with[port]}"
change centre.toml log file '"logs/centre.log"'

"$repository/packaging/demo_pki.sh" "$state/pki"
if [ ! -s "$state/field.key" ]; then "$bin/bianmin-admin" keygen --field-key "$state/field.key"; fi
if [ ! -s "$state/centre.pub" ]; then
  "$bin/bianmin-admin" keygen --seal-key "$state/centre.key" "$state/centre.pub"
fi
if [ ! -s "$state/arrivals.pub" ]; then
  "$bin/bianmin-admin" keygen --arrival-key "$state/arrivals.key" "$state/arrivals.pub"
fi
if [ ! -s "$state/city.key" ]; then "$bin/bianmin-admin" keygen --city-key "$state/city.key"; fi
rm -rf "$state/locale" "$state/share"
cp -r "$bin/../share/locale" "$state/locale"
ln -s "$(cd "$bin/../share" && pwd)" "$state/share"

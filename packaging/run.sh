#!/usr/bin/env bash
# The whole product on this machine: a city centre, the daemon and the kiosk, with throw-away certificates and the demonstration
# catalogue. With a display the kiosk opens on it and stays until it is closed. Without one a scripted resident uses it on a
# virtual X server, and what the centre then holds is printed. Everything it makes lies under one folder.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<TEXT
usage: packaging/run.sh [--state DIR] [--reset] [--lang zh|en] [--size WxH] [--step default|elder|xl] [--headless]
  --state DIR   where records, keys, logs and pictures lie (default: $state)
  --reset       forget what an earlier run left there and start afresh
  --lang        the language a resident begins with (default zh)
  --size        of the virtual screen, e.g. 1080x1920; with a display: of a window (default there: the full screen)
  --step        the text size a resident begins with: default, elder (长辈版) or xl
  --headless    the scripted resident, although there is a display
TEXT
}

state=${XDG_STATE_HOME:-$HOME/.local/state}/bianmin-demo
reset=no lang=zh size="" step=standard headless=no
while (($#)); do
  case $1 in
    --state) state=${2:?--state needs a folder}; shift ;;
    --reset) reset=yes ;;
    --lang) lang=${2:?--lang needs zh or en}; shift ;;
    --size) size=${2:?--size needs something like 1920x1080}; shift ;;
    --step) step=${2:?--step needs default, elder or xl}; shift ;;
    --headless) headless=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; die "unknown argument \"$1\"" ;;
  esac
  shift
done
case $lang in zh | en) ;; *) die "--lang is zh or en, not \"$lang\"" ;; esac
case $step in
  default | standard) step=standard ;;
  elder) ;;
  xl | extra_large) step=extra_large ;;
  *) die "--step is default, elder or xl, not \"$step\"" ;;
esac
[[ -z $size || $size =~ ^[0-9]{3,5}x[0-9]{3,5}$ ]] || die "--size is something like 1920x1080, not \"$size\""

cd "$repository"
mkdir -p "$state"
state=$(cd "$state" && pwd)
marker=$state/.bianmin-demo
if [ ! -e "$marker" ] && [ -n "$(ls -A "$state")" ]; then
  die "$state holds other files than a demonstration's; give an empty folder with --state"
fi
exec 9>"$state/.lock"
flock -n 9 || die "another run uses $state; close it first, or give another folder with --state"
if [ $reset = yes ]; then find "$state" -mindepth 1 -maxdepth 1 ! -name .lock -exec rm -rf {} +; fi
touch "$marker"

children=()
stop_everything() {
  local pid
  for pid in "${children[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${children[@]}"; do wait "$pid" 2>/dev/null || true; done
}
trap stop_everything EXIT
trap 'exit 130' INT TERM HUP

packaging/setup.sh build run
logs=$repository/build/release/logs
step_build() { step "$1" "$logs/$2.log" cmake "${@:3}"; }
step_build "Configuring (release)" configure --preset release
step_build "Building the programs (release)" build --build --preset release
bin=$repository/build/release/bin

# A port that nobody uses; the one of the last run when it is still free.
is_free() { ! (exec 8<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port=$(cat "$state/port" 2>/dev/null || echo 8443)
until is_free "$port"; do port=$((20000 + RANDOM % 30000)); done
echo "$port" >"$state/port"

window=()
if [ $headless = no ] && [ -n "${DISPLAY:-}" ]; then
  if [ -n "$size" ]; then window=(fullscreen=false); fi
else
  headless=yes
  size=${size:-1920x1080}
fi
# The lit width of a 21.5-inch panel, upright when the screen is.
width_mm=476
if [ -n "$size" ] && ((${size%x*} < ${size#*x})); then width_mm=268; fi
say "Preparing the demonstration in $state"
packaging/demo_state.sh "$state" "$bin" port="$port" lang="$lang" step="$step" width_mm="$width_mm" "${window[@]}"

show_centre() {
  say "What the centre holds now:"
  "$bin/bianmin-admin" centre counts --config "$state/centre.toml"
  echo "the newest, without anything personal:"
  "$bin/bianmin-admin" centre list --limit 12 --config "$state/centre.toml"
}

if [ $headless = yes ]; then
  pictures=$state/pictures
  rm -rf "$pictures"
  say "No display: a scripted resident uses the kiosk on a virtual screen of $size"
  "$bin/scripted-resident" "$bin" "$state" "$port" "$pictures" "$size" 9>&- &
  children=($!)
  code=0
  wait "${children[0]}" || code=$?
  children=()
  ((code == 0)) || die "the demonstration failed; logs are in $state/logs and pictures in $pictures"
  show_centre
  say "Pictures of every step: $pictures ($(find "$pictures" -name '*.png' | wc -l) of them)"
  say "Done. Everything lies in $state"
  exit 0
fi

start() {  # NAME ARGUMENT…
  "$bin/$1" "${@:2}" >>"$state/logs/$1.out" 2>&1 9>&- &
  children+=($!)
}
say "Starting the centre, the daemon and the kiosk on display $DISPLAY"
start bianmin-centre --config "$state/centre.toml"
for _ in $(seq 100); do is_free "$port" || break; sleep 0.1; done
is_free "$port" && die "the centre does not start: $(tail -n 3 "$state/logs/bianmin-centre.out")"
start bianmin-sync run --config "$state/sync.toml"
say "Close the kiosk (Alt+F4) to end. Records lie in $state"
code=0
"$bin/bianmin-kiosk" --config "$state/kiosk.toml" ${size:+--windowed "$size"} 9>&- || code=$?
((code == 0)) || die "the kiosk ended with code $code; its log is in $state/logs"
show_centre

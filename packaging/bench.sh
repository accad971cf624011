#!/usr/bin/env bash
# The figures of the README, measured here: the kiosk beside Chromium on one virtual X server, a durable save beside a raw SQLite
# commit of the same bytes, the centre beside its bare databases, and draining a large and a very large outbox over TLS. Both
# sides in one run, in turns, with the spread.
# And the kiosk's memory with everything switched on. The queue of staff, which needs minutes to be filled, only when asked for.
# usage: packaging/bench.sh [--only screen|save|queue|centre|drain|memory] [--rounds N]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
only=all rounds=5
while (($#)); do
  case $1 in
    --only) only=${2:?--only needs screen, save, queue, centre, drain or memory}; shift ;;
    --rounds) rounds=${2:?--rounds needs a number}; shift ;;
    *) die "usage: packaging/bench.sh [--only screen|save|queue|centre|drain|memory] [--rounds N]" ;;
  esac
  shift
done
cd "$repository"
packaging/setup.sh build run bench
logs=$repository/build/release/logs
step "Configuring (release)" "$logs/configure.log" cmake --preset release
step "Building the programs and the benchmarks (release)" "$logs/build-bench.log" \
  cmake --build build/release --target bianmin-kiosk bianmin-sync bianmin-centre bianmin-admin screen_texts handwriting_model \
  bench-screen bench-save bench-queue bench-scroll bench-centre bench-drain bench-memory
bin=$repository/build/release/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nproc=$(nproc) model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
printf '\n%s cores, %s, no GPU in use, %s\n' "$nproc" "${model:-unknown processor}" "$(date -u +%Y-%m-%d)"

if [ "$only" = all ] || [ "$only" = screen ]; then
  packaging/demo_state.sh "$work/screen" "$bin"
  printf '\nThe screen, %s rounds on one Xvfb of 1920x1080 (Chromium --kiosk shows tests/bench/page.html)\n' "$rounds"
  "$bin/bench-screen" "$rounds" 20 tests/bench/page.html "$bin/bianmin-kiosk" "$work/screen/kiosk.toml"
fi
if [ "$only" = all ] || [ "$only" = save ]; then
  packaging/demo_state.sh "$work/save" "$bin"
  printf '\nA durable save (order, event and journal entry in one transaction) beside the same bytes in plain SQLite, WAL and FULL\n'
  "$bin/bench-save" "$rounds" "$work/save"
fi
if [ "$only" = queue ]; then
  packaging/demo_state.sh "$work/queue" "$bin"
  printf '\nThe queue of staff at 1,000,000 open records beside one prepared statement on the same file\n'
  "$bin/bench-queue" "$rounds" "$work/queue" 1000000
  packaging/demo_state.sh "$work/few" "$bin"
  "$bin/bianmin-admin" demo fill --config "$work/few/kiosk.toml" --records 200 --seed 1 >/dev/null
  printf '\nThe list of the queue under a finger, at 1,000,000 records beside 200, on an Xvfb of 1920x1080\n'
  "$bin/bench-scroll" "$bin" "$work/queue" "$work/few" 10
fi
if [ "$only" = all ] || [ "$only" = centre ]; then
  printf '\nThe centre over TLS with client certificates, beside what its database does without it\n'
  "$bin/bench-centre" "$rounds" 3000
fi
if [ "$only" = all ] || [ "$only" = drain ]; then
  printf '\nDraining the outbox over TLS with client certificates\n'
  "$bin/bench-drain" "$bin" "$repository/packaging/demo_state.sh" "$work/drain"
fi
if [ "$only" = all ] || [ "$only" = memory ]; then
  packaging/demo_state.sh "$work/memory" "$bin" width_mm=268 step=elder speaks=true \
    voice="file:$work/voice.wav" printer="file:$work/receipts"
  printf '\nMemory with everything on: %s residents, 1080x1920, 长辈版, voice, receipts, writing by finger and in pinyin\n' "$rounds"
  "$bin/bench-memory" "$bin" "$work/memory" "$rounds" 20
fi

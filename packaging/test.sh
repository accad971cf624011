#!/usr/bin/env bash
# Builds everything with assertions on and runs every test. The last line is "N passed, N failed"; exit 0 only when none failed.
# usage: packaging/test.sh [--preset dev|asan|tsan|tidy] [CTEST ARGUMENT…]     e.g. packaging/test.sh -R unit_store
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

preset=dev
if [ "${1:-}" = --preset ]; then
  preset=${2:?--preset needs a name of CMakePresets.json}
  shift 2
fi
groups=(build run test)
if [ "$preset" = tidy ]; then groups+=(tidy); fi

packaging/setup.sh "${groups[@]}"
logs=$repository/build/$preset/logs
mkdir -p "$logs"
step "Configuring ($preset)" "$logs/configure.log" cmake --preset "$preset"
step "Building everything ($preset)" "$logs/build.log" cmake --build --preset "$preset"

say "Running the tests"
results=$logs/tests.xml
rm -f "$results"
code=0
ctest --preset "$preset" --output-junit "$results" "$@" >"$logs/tests.log" 2>&1 &
ctest_pid=$!
trap 'kill "$ctest_pid" 2>/dev/null || true' INT TERM
while kill -0 "$ctest_pid" 2>/dev/null; do
  for _ in $(seq 50); do kill -0 "$ctest_pid" 2>/dev/null && sleep 0.2; done
  kill -0 "$ctest_pid" 2>/dev/null && say "  … $(grep -E '^ *[0-9]+/[0-9]+ Test' "$logs/tests.log" | tail -n 1 | cut -c 1-110)"
done
wait "$ctest_pid" || code=$?
[ -s "$results" ] || { tail -n 30 "$logs/tests.log" >&2; die "ctest ended with code $code and no results; its output is in $logs/tests.log"; }

# <testsuite … tests="12" failures="1" disabled="0" skipped="2" …>, each attribute on a line of its own or not
count() { tr '\n\t' '  ' <"$results" | sed -n "s/.*<testsuite[^>]* $1=\"\([0-9]*\)\".*/\1/p"; }
all=$(count tests) failed=$(count failures) skipped=$(($(count skipped) + $(count disabled)))
if ((code != 0 && failed == 0)); then  # tests that could not be run, for example because their program was not built
  failed=$skipped skipped=0
  ((failed > 0)) || die "ctest ended with code $code although no test failed; see $logs/tests.log"
fi
if ((failed > 0)); then
  sed -n '/The following tests FAILED:/,$p' "$logs/tests.log"
  say "What the failed tests said is in $logs/tests.log"
fi
if ((skipped > 0)); then say "$skipped tests were skipped"; fi
say "$(awk '/Total Test time/ { print $0 }' "$logs/tests.log")"
echo "$((all - failed - skipped)) passed, $failed failed"
((failed == 0))

#!/usr/bin/env bash
# Sets up what the tests need, builds everything and runs all tests. Ends with one line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$1"; }
need() { command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2; echo "0 passed, 1 failed"; exit 1; }; }

need dotnet "install the .NET 10 SDK"
need node "install Node.js 20 or later"
need npm "install npm"

if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  say "Installing Chromium from the system's packages"
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if ! { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends chromium fonts-liberation; } >/dev/null 2>&1; then
    echo "Chromium is missing and could not be installed: apt-get install chromium fonts-liberation" >&2
    echo "0 passed, 1 failed"
    exit 1
  fi
fi

say "Building"
dotnet build ResidentHub.sln --nologo -v quiet -clp:ErrorsOnly || { echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0
run() {
  say "$1"
  local log
  log=$(mktemp)
  dotnet test "$1" --no-build --nologo 2>&1 | tee "$log"
  local status=${PIPESTATUS[0]}
  local ok bad skipped
  ok=$(sed -n 's/.*Passed: *\([0-9]*\).*/\1/p' "$log" | tail -1)
  bad=$(sed -n 's/.*Failed: *\([0-9]*\).*/\1/p' "$log" | tail -1)
  skipped=$(sed -n 's/.*Skipped: *\([0-9]*\).*/\1/p' "$log" | tail -1)
  rm -f "$log"
  passed=$((passed + ${ok:-0}))
  failed=$((failed + ${bad:-0} + ${skipped:-0}))
  if [ "$status" != 0 ] && [ "${bad:-0}" = 0 ]; then failed=$((failed + 1)); fi
}

run tests/ResidentHub.Tests
run tests/ResidentHub.Browser
run tests/ResidentHub.Protocols

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

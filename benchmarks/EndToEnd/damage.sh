#!/usr/bin/env bash
# Changes every byte and cuts every length of all files of a small run directory, and prints what became of it: the
# tests of damage, with no byte left out.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build "$root/tests/Dedupe.Tests" -c Release -v q >&2
DEDUPE_DAMAGE_EVERY=${1:-1} "$root/tests/Dedupe.Tests/bin/Release/net10.0/Dedupe.Tests" \
  -class "Dedupe.Tests.Batch.DamageTests" -showLiveOutput

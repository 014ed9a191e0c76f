#!/usr/bin/env bash
# Mutation score: small faults are put into the code one by one, and the unit tests of the same stage must notice each.
#
#   benchmarks/Mutation/run.sh [Verification|Indexing|Clustering|Filter ...]     all of them without an argument
#
# Each takes from ten minutes to an hour on two quiet cores. The reports stay in artifacts/mutation/NAME; the last line of each is its
# score: mutants killed (or run into the time limit), of all that could be compiled. Not one line tells how far it is: wait.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
tools=$root/artifacts/tools
version=5.1.0
[ -x "$tools/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version "$version" --tool-path "$tools" >/dev/null

# Tests that take seconds each and look at sizes, not at rules, would be run for every mutant: they are left out.
slow='FullyQualifiedName!~HeadlinesAddLinks&FullyQualifiedName!~ALargeBucketIsLinear&FullyQualifiedName!~AKeyTakesSevenBytes'
slow+='&FullyQualifiedName!~TenThousandEqualAlerts&FullyQualifiedName!~ABucketOfThousands&FullyQualifiedName!~PairsStandInOrder'
slow+='&FullyQualifiedName!~ManyRepeatsOfAShortPattern'

# Faults of rules: comparisons, arithmetic, logic, conditions. Removed statements, other strings and the like are left to reviews.
others='"string","linq","block","statement","update","assignment","initializer","collectionexpression","checked","bitwise","regex"'
others+=',"nullcoalescing","math","stringmethod"'

score() {
  local name=$1 files=$2 tests=$3
  local out=$root/artifacts/mutation/$name
  mkdir -p "$out"
  cat >"$out/config.json" <<JSON
{"stryker-config": {
  "project": "Dedupe.csproj",
  "configuration": "Release",
  "mutate": [$files],
  "test-case-filter": "($tests)&$slow",
  "ignore-mutations": [$others],
  "coverage-analysis": "perTest",
  "concurrency": ${MUTATION_THREADS:-2},
  "reporters": ["json", "cleartext"]
}}
JSON
  (cd tests/Dedupe.Tests && "$tools/dotnet-stryker" -f "$out/config.json" -O "$out") >"$out/log.txt" 2>&1 || true
  printf '%s: %s\n' "$name" "$(grep -a 'mutation score is' "$out/log.txt" || echo "no score; see $out/log.txt")"
}

[ $# -gt 0 ] || set -- Verification Indexing Clustering Filter
for name in "$@"; do
  case $name in
    Filter) score Filter '"**/Batch/*Filter*.cs", "**/Batch/Removal/*.cs", "**/Batch/Rejected*.cs"' \
      'FullyQualifiedName~Batch.Filter|FullyQualifiedName~Batch.Removal|FullyQualifiedName~RejectedDocuments' ;;
    *) score "$name" "\"**/$name/*.cs\"" \
      "FullyQualifiedName~Dedupe.Tests.$name|FullyQualifiedName~StoryCases|FullyQualifiedName~ComparisonLaws" ;;
  esac
done

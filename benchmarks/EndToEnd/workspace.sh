#!/usr/bin/env bash
# To be read in by others: the program where none was named, and a folder that goes away with the script.
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${program:-dotnet $root/src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

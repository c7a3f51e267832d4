#!/usr/bin/env bash
# What the package adds to a build. Run with --help.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: build/measure-build-cost.sh [options] <project file>
       build/measure-build-cost.sh [options] --synthetic <migrations> [<kilobytes of each Designer>]

Builds a project in pairs, once without and once with MigrationGuard.Analyzers, and prints for each pair wall and CPU seconds and their
ratios, then the medians. A ratio of 1.03 means that the package adds 3 %.

The project is copied to a temporary folder (without bin and obj) and never changed. Each build starts without bin and obj of its own, after a
restore that is not counted, without a compiler server and without reused build nodes. Which of the two goes first alternates. The gate's
verdict does not stop the measurement: a build that fails because of it has compiled everything.

options:
  --pairs N        pairs to build (default 5)
  --package DIR    folder that holds the .nupkg to measure (default: packed from this repository)
  --root DIR       copy this folder instead of the project's own (the project refers to files beside its folder)
  --property P=V   passed to every build, may be repeated (MigrationGuardReleased=... and the like)
  --keep           keep the temporary folder and say where it is
  --help           this text

The measurement is worth what the machine is: nothing else should run. CPU seconds suffer less from other work than wall seconds.
TEXT
}

pairs=5 package="" root="" keep=0 project="" synthetic="" designer=120
properties=()
while [ $# -gt 0 ]; do
  case "$1" in
    --help|-h) usage; exit 0 ;;
    --pairs) pairs="$2"; shift 2 ;;
    --package) package="$(cd "$2" && pwd)"; shift 2 ;;
    --root) root="$(cd "$2" && pwd)"; shift 2 ;;
    --property) properties+=("-p:$2"); shift 2 ;;
    --keep) keep=1; shift ;;
    --synthetic)
      synthetic="$2"; shift 2
      if [ $# -gt 0 ] && [[ "$1" =~ ^[0-9]+$ ]]; then designer="$1"; shift; fi ;;
    -*) echo "unknown option $1" >&2; usage >&2; exit 2 ;;
    *) project="$1"; shift ;;
  esac
done
if { [ -z "$project" ] && [ -z "$synthetic" ]; } || ! [[ "$pairs" =~ ^[1-9][0-9]*$ ]]; then usage >&2; exit 2; fi

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
finish() { if [ "$keep" = 1 ]; then echo "kept: $work"; else rm -rf "$work"; fi; }
trap finish EXIT
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ -z "$package" ]; then
  package="$work/feed"
  dotnet pack "$repository/src/MigrationGuard.Build" -c Release -v q -nologo -p:Version=0.0.0-measure -o "$package" >&2
fi
nupkg="$(find "$package" -maxdepth 1 -name 'MigrationGuard.Analyzers.*.nupkg' | LC_ALL=C sort | tail -n 1)"
if [ -z "$nupkg" ]; then echo "no MigrationGuard.Analyzers.*.nupkg in $package" >&2; exit 2; fi
version="$(basename "$nupkg")"; version="${version#MigrationGuard.Analyzers.}"; version="${version%.nupkg}"

if [ -n "$synthetic" ]; then
  dotnet run --project "$repository/build/Benchmarks" -c Release -- project "$work/without" "$synthetic" "$designer" >&2
  relative="Synthetic.csproj"
else
  project="$(cd "$(dirname "$project")" && pwd)/$(basename "$project")"
  root="${root:-$(dirname "$project")}"
  relative="${project#"$root"/}"
  mkdir "$work/without"
  tar -C "$root" --exclude=./bin --exclude=./obj --exclude='*/bin' --exclude='*/obj' --exclude=.git -cf - . | tar -C "$work/without" -xf -
fi
cp -R "$work/without" "$work/with"

# The package comes from outside the project: two copies of the same project, of which one is built with it.
cat > "$work/with.targets" <<XML
<Project>
  <PropertyGroup><RestoreAdditionalProjectSources>\$(RestoreAdditionalProjectSources);$package</RestoreAdditionalProjectSources></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MigrationGuard.Analyzers" Version="$version" PrivateAssets="all" Condition="'\$(ManagePackageVersionsCentrally)' != 'true'" />
    <PackageReference Include="MigrationGuard.Analyzers" VersionOverride="$version" PrivateAssets="all" Condition="'\$(ManagePackageVersionsCentrally)' == 'true'" />
  </ItemGroup>
</Project>
XML

# Its own folder for packages: another build of the same version must not be found.
packages="$work/packages"
mkdir -p "$packages"
known="$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')"
fallback=()
if [ -d "$known" ]; then fallback=("-p:RestoreFallbackFolders=$known"); fi

build() { # without|with -> "wall cpu"
  local folder="$work/$1" extra=()
  if [ "$1" = with ]; then extra=("-p:CustomAfterMicrosoftCommonProps=$work/with.targets"); fi
  find "$folder" -depth -type d \( -name bin -o -name obj \) -exec rm -rf {} +
  (cd "$folder" && dotnet restore "$relative" -v q -nologo -p:RestorePackagesPath="$packages" "${fallback[@]}" "${extra[@]}" "${properties[@]}") > "$work/$1.restore.log" 2>&1 \
    || { echo "restore failed:" >&2; tail -n 20 "$work/$1.restore.log" >&2; exit 2; }
  TIMEFORMAT='%R %U %S'
  { time (cd "$folder" && dotnet build "$relative" --no-restore -v m -nologo "${extra[@]}" "${properties[@]}" > "$work/$1.log" 2>&1 || true); } 2> "$work/$1.time"
  if grep -qE 'error (CS|NU|MSB|NETSDK)[0-9]+' "$work/$1.log"; then
    echo "the build does not compile:" >&2; grep -E 'error (CS|NU|MSB|NETSDK)[0-9]+' "$work/$1.log" | head -n 5 >&2; exit 2
  fi
  awk '{ printf "%.2f %.2f", $1, $2 + $3 }' "$work/$1.time"
}

median() { LC_ALL=C sort -n | awk '{ v[NR] = $1 } END { printf "%.3f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

echo "package $version, $pairs pairs, $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors, load $(uptime | sed 's/.*load average[s]*: //')"
echo "pair  wall without  with  ratio   CPU without  with  ratio"
for pair in $(seq 1 "$pairs"); do
  if [ $((pair % 2)) = 1 ]; then without="$(build without)"; with="$(build with)"; else with="$(build with)"; without="$(build without)"; fi
  read -r wall_without cpu_without <<< "$without"
  read -r wall_with cpu_with <<< "$with"
  awk -v p="$pair" -v a="$wall_without" -v b="$wall_with" -v c="$cpu_without" -v d="$cpu_with" \
    'BEGIN { printf "%4d  %12.2f %6.2f %6.3f  %12.2f %6.2f %6.3f\n", p, a, b, b / a, c, d, d / c }'
  awk -v a="$wall_without" -v b="$wall_with" 'BEGIN { print b / a }' >> "$work/wall"
  awk -v a="$cpu_without" -v b="$cpu_with" 'BEGIN { print b / a }' >> "$work/cpu"
done
echo "median of the ratios: wall $(median < "$work/wall"), CPU $(median < "$work/cpu")"

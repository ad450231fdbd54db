# Sourced by ./multismc and ./test: finds the .NET SDK that global.json asks for, or says exactly what to install.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "multismc needs the .NET SDK 10.0.4xx or newer 10.0 (free, from Microsoft: https://dotnet.microsoft.com/download/dotnet/10.0)." >&2
    echo "After installing it, 'dotnet --version' must print 10.0.400 or above. Then run this command again." >&2
    exit 1
  fi
  if ! dotnet --version >/dev/null 2>&1; then
    echo "The .NET SDK found here is too old: global.json asks for 10.0.400 or newer. Installed:" >&2
    dotnet --list-sdks >&2
    echo "Install SDK 10.0.4xx from https://dotnet.microsoft.com/download/dotnet/10.0 and run this command again." >&2
    exit 1
  fi
}

# XGBoost's own library, for training only: the tests of training skip without it, everything else runs.
offer_xgboost() {
  if [ -n "${MULTISMC_XGBOOST:-}" ] || ldconfig -p 2>/dev/null | grep -q 'libxgboost\.so'; then
    return 0
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing the Debian package libxgboost0 (training) ..." >&2
    { apt-get install -y -qq libxgboost0 || { apt-get update -qq && apt-get install -y -qq libxgboost0; }; } >/dev/null 2>&1 && return 0
  fi
  echo "Without XGBoost's library the tests of training are skipped. On Debian: apt-get install libxgboost0; elsewhere set MULTISMC_XGBOOST to its file." >&2
}

# The terminal's page: built once, and again when its sources are newer. Needs Node 20 or newer with npm; without them all but the page works.
page_sources_newer() {
  [ ! -f "$1/../wwwroot/index.html" ] ||
    [ -n "$(find "$1" -name node_modules -prune -o -type f -newer "$1/../wwwroot/index.html" -print -quit)" ]
}

build_page() {
  local web="$1/src/MultiSmc.Terminal/web" log="$1/artifacts/page.log"
  page_sources_newer "$web" || return 0
  if ! command -v npm >/dev/null 2>&1 || [ "$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')" -lt 20 ] 2>/dev/null; then
    echo "Without Node 20 or newer (https://nodejs.org, with npm) the terminal has no page; everything else runs." >&2
    return 0
  fi
  mkdir -p "$1/artifacts"
  echo "building the terminal's page ..." >&2
  if ! (cd "$web" && { [ -d node_modules ] && [ ! package-lock.json -nt node_modules ] || npm ci --ignore-scripts --no-audit --no-fund; } && npm run build) >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "The terminal's page could not be built (the whole log: artifacts/page.log); everything else runs." >&2
    return 0
  fi
  touch "$web/../wwwroot/index.html"
}

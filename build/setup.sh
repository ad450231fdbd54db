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

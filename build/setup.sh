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

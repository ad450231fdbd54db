# Sourced by ./test: the terminal page's own tests. Sets page_passed, page_failed and page_skipped.

# One check of the page's sources, counted as one test: its name, then npm's script.
check_page() {
  local log="$1/artifacts/page-$2.log"
  if (cd "$1/src/MultiSmc.Terminal/web" && npm run --silent "$2") >"$log" 2>&1; then
    page_passed=$((page_passed + 1))
  else
    page_failed=$((page_failed + 1))
    tail -n 30 "$log" >&2
    echo "failed: the page's 'npm run $2' (the whole log: artifacts/page-$2.log)" >&2
  fi
}

# Every test of vitest counts; a run that ends without a report is one failure.
unit_test_page() {
  local report="$1/artifacts/page-tests.json" log="$1/artifacts/page-tests.log" counts
  rm -f "$report"
  (cd "$1/src/MultiSmc.Terminal/web" && npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$report") >"$log" 2>&1
  local code=$?
  counts=$(node -e '
    const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(r.numPassedTests, r.numFailedTests + r.testResults.filter(f => f.status === "failed" && f.assertionResults.length === 0).length, r.numPendingTests + r.numTodoTests);
  ' "$report" 2>/dev/null) || counts="0 1 0"
  set -- $counts
  page_passed=$((page_passed + $1))
  page_failed=$((page_failed + $2))
  page_skipped=$((page_skipped + $3))
  if [ "$code" != 0 ]; then
    [ "$2" != 0 ] || page_failed=$((page_failed + 1))
    tail -n 40 "$log" >&2
    echo "failed: the page's unit tests (the whole log: artifacts/page-tests.log)" >&2
  fi
}

test_page() {
  page_passed=0 page_failed=0 page_skipped=0
  if [ ! -d "$1/src/MultiSmc.Terminal/web/node_modules" ]; then
    echo "skipped: the tests of the terminal's page; they need Node 20 or newer with npm (https://nodejs.org)." >&2
    page_skipped=1
    return 0
  fi
  echo "testing the terminal's page ..." >&2
  unit_test_page "$1"
  check_page "$1" check
  check_page "$1" lint
  check_page "$1" size
  echo "page: $page_passed passed, $page_failed failed, $page_skipped skipped" >&2
}

# shellcheck shell=bash
# Functions that the suites share; each suite sources it with `. .ci/lib.sh` in the repository's root. A suite that ends
# before it called `counted` reports that, counts as one failure, and fails. At the end it stops its processes by id.
set -euo pipefail
export FORCE_COLOR=0 AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true

work=$(mktemp -d)
exec 3>&1 # An interrupt can arrive while a function's output is redirected.
was_counted=

at_end() {
  local status=$?
  trap - EXIT
  local pid
  for pid in $(jobs -pr); do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
  if [ -z "$was_counted" ]; then
    printf '%s\n' 'The suite did not run to its end.' '0 passed, 1 failed' >&3
    [ "$status" -ne 0 ] || status=1
  fi
  exit "$status"
}
trap at_end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

counted() { # passed, failed: the last line of a suite, and its result
  was_counted=yes
  echo "$1 passed, $2 failed"
  [ "$2" -eq 0 ] && [ "$1" -gt 0 ]
}

# In the background, so that an interrupt takes effect at once. A result of 124 is a time-out.
within() { # seconds, command…
  timeout "$@" &
  wait "$!"
}

built() { # file in dist: builds if it is missing
  [ -f "$1" ] || npm run --silent build
  [ -f "$1" ] || {
    echo "$1 is missing after a build."
    return 1
  }
}

# Runs a file of tap tests and sets `passed` and `failed`. Shows the output if a test failed.
tap_file() { # seconds, file in dist, variables…
  local status=0 totals total
  env TAP_TIMEOUT="$1" "${@:3}" timeout "$1" node "$2" >"$work/tap" 2>&1 &
  wait "$!" || status=$?
  grep -E '^(not )?ok ' "$work/tap" || true
  totals=$(grep -E '^# \{ total: ' "$work/tap" | tail -n 1) || true
  count() { sed -nE "s/.*[ {]$1: ([0-9]+).*/\1/p" <<<"$totals"; }
  total=$(count total)
  passed=$(count pass)
  passed=${passed:-0}
  failed=$((${total:-0} - passed)) # Skipped tests count as failed.
  [ "$status" -ne 0 ] || [ "$failed" -ne 0 ] || return 0
  cat "$work/tap"
  [ "$status" -ne 124 ] || echo "It took more than $1 seconds."
  [ "$failed" -ne 0 ] || failed=1
}

apt_install() { # Debian packages
  local as=()
  [ "$(id -u)" -eq 0 ] || as=(sudo -n)
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; }; then
    echo "Missing: $*. Only root on Debian can install them here. Install them and run again."
    return 1
  fi
  local apt=(${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120)
  if ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"; } \
    >"$work/apt.log" 2>&1 </dev/null; then
    tail -n 20 "$work/apt.log"
    echo "apt-get could not install: $*"
    return 1
  fi
}

python=.ci/venv/bin/python

# Creates .ci/venv, or keeps it if it is complete and from these requirements.
python_tools() {
  local stamp
  stamp=$(cksum <.ci/requirements.txt)
  if [ "$(cat .ci/venv/made-from 2>/dev/null)" = "$stamp" ] &&
    "$python" -c 'import awscli, cfnlint, moto.server' 2>/dev/null; then
    return
  fi
  new_venv python3 || {
    echo "No python3 with venv; installing them."
    apt_install python3 python3-venv && new_venv /usr/bin/python3
  } || return 1
  # Not compiled: few of the files are ever imported, and those are compiled then.
  "$python" -m pip install --quiet --no-input --disable-pip-version-check --no-deps --no-compile \
    -r .ci/requirements.txt
  "$python" -m pip check
  echo "$stamp" >.ci/venv/made-from
}

new_venv() { # python
  rm -rf .ci/venv
  "$1" -m venv .ci/venv 2>/dev/null && "$python" -m pip --version >/dev/null 2>&1
}

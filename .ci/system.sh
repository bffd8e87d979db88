#!/bin/sh
# Debian packages that the tests use: Chromium for the pages, PostgreSQL for the team store.
set -u
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
[ -z "$wanted" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "system: installing$wanted"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted; } >/tmp/deedwatch-apt.log 2>&1 && exit 0
  echo "system: apt-get failed (see /tmp/deedwatch-apt.log); tests that need$wanted are left out"
else
  echo "system: not root on Debian; tests that need$wanted are left out"
fi
exit 0

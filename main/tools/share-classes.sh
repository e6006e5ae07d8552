#!/bin/sh
# Archives the program's classes as a running JVM has them (class-data sharing), so that the
# launcher need not load and verify them each time. Does nothing while the archive is up to date.
set -eu
cd "$(dirname "$0")/../target"

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
if [ -f flotilla.jsa ] && [ "$(cat flotilla.jsa.java)" = "$java" ] &&
  [ -z "$(find flotilla.jar lib "$java" -newer flotilla.jsa)" ]; then
  exit 0
fi

echo "sharing classes"
rm -f flotilla.jsa flotilla.jsa.java
work=$(mktemp -d "$PWD/share-classes.XXXXXX")
trap 'rm -rf "$work"' EXIT
# A run of synth loads what every command needs; one of doctor and status, what asks a cluster.
touch "$work/kubeconfig"
"$java" -XX:ArchiveClassesAtExit="$work/flotilla.jsa" -Xlog:disable -Xlog:all=error:stderr \
  -XX:+UseSerialGC -jar flotilla.jar synth --output "$work/out" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
mv "$work/flotilla.jsa" flotilla.jsa
echo "$java" >flotilla.jsa.java

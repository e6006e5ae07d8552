#!/bin/sh
# Archives the classes of the libraries (class-data sharing), so that the launcher's JVM need not
# parse and verify them each time. Does nothing while the archive is up to date.
set -eu
cd -P "$(dirname "$0")/../target"

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
# The archive holds for one Java, and for the libraries at their present path.
made_with="$java $PWD"
if [ -f lib.jsa ] && [ "$(cat lib.jsa.made-with)" = "$made_with" ] &&
  [ -z "$(find -L lib "$java" -newer lib.jsa)" ]; then
  exit 0
fi

echo "sharing classes"
rm -f lib.jsa lib.jsa.made-with
"$java" -XX:ArchiveClassesAtExit=lib.jsa -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC \
  -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$PWD" -cp "$(printf '%s:' "$PWD"/lib/*.jar)" dev.flotilla.main.SharedClasses
echo "$made_with" >lib.jsa.made-with

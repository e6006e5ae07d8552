#!/bin/sh
# Archives the classes that the program loads (class-data sharing), so that the launcher's JVM need
# not parse and verify them each time. Does nothing while the archive is up to date.
set -eu
cd -P "$(dirname "$0")/../target"

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
# The archive holds for one Java, and for the jars at their present path.
made_with="$java $PWD"
if [ -f d2.jsa ] && [ "$(cat d2.jsa.made-with)" = "$made_with" ] &&
  [ -z "$(find -L d2.jar lib "$java" -newer d2.jsa)" ]; then
  exit 0
fi

echo "sharing classes"
rm -f d2.jsa d2.jsa.made-with
work=$(mktemp -d "$PWD/share-classes.XXXXXX")
trap 'rm -rf "$work"' EXIT

classes_of() { # class list, arguments of the program
  list=$1
  shift
  "$java" -XX:DumpLoadedClassList="$work/$list" -XX:+UseSerialGC -jar "$PWD/d2.jar" "$@" >>"$work/log" 2>&1
}

# 1. What writes stacks.
classes_of synth synth --output "$work/out" || { cat "$work/log" >&2; exit 1; }

# 2. What asks a cluster; this one refuses the connection, so the exit code is 1.
cat >"$work/kubeconfig" <<'END'
apiVersion: v1
kind: Config
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: nobody, user: {token: none}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
END
first=$("$java" -jar "$PWD/d2.jar" list | sed -n '2s/ .*//p')
KUBECONFIG=$work/kubeconfig classes_of status status "$first" --context nowhere ||
  [ $? = 1 ] || { cat "$work/log" >&2; exit 1; }

# 3. What publishes; this registry refuses the connection.
FLOTILLA_MIRROR=ghcr.io=http://127.0.0.1:1 CDKTF_OUTDIR=$work/out classes_of publish publish ||
  [ $? = 1 ] || { cat "$work/log" >&2; exit 1; }

# 4. The archive; what cannot be in it is left out with a warning each.
cat "$work/synth" "$work/status" "$work/publish" | grep -v '^#' | awk '!seen[$0]++' >"$work/classes"
"$java" -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$work/jsa" \
  -XX:+UseSerialGC -jar "$PWD/d2.jar" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
mv "$work/jsa" d2.jsa
echo "$made_with" >d2.jsa.made-with

// Which Node.js the tools and the constructs run in.

/** Fails when a version of Node.js is below a range like `>=20.11`. */
export function requireNode(range, version = process.versions.node) {
  const needed = range.replace('>=', '');
  if (version.localeCompare(needed, 'en', { numeric: true }) < 0) {
    throw new Error(
      `the Node.js on PATH is too old, got '${version}'; install ${needed} or newer, or put it first on PATH`,
    );
  }
}

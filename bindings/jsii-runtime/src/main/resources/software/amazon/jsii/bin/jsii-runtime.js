// What jsii for Java has Node.js run: jsii's kernel, in this process.
//
// jsii's own program starts a second Node.js for the kernel and copies each request and response from
// one to the other, only to keep what JavaScript prints apart from them. That is 80 ms of CPU at
// each start and two more changes of process for each request, so here the kernel has the pipes to Java itself.
//
// Its argument, if there is one, is a folder in which the next start finds what this one has unpacked and
// compiled: together a third of what Node.js does until the first construct.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync, writeSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Writable } = require('node:stream');
const { Script } = require('node:vm');

// jsii calls what Node.js 22 deprecates, and nobody who reads the two lines about it can change that.
process.noDeprecation = true;

const STDERR = 2;
const WORTH_KEEPING = 20_000; // characters

// Java takes each line of standard error that is such an object for what was printed.
for (const name of ['stdout', 'stderr']) {
  const printed = new Writable({
    write(chunk, _encoding, done) {
      writeSync(STDERR, `${JSON.stringify({ [name]: chunk.toString('base64') })}\n`);
      done();
    },
  });
  Object.defineProperty(process, name, { value: printed });
}

/** Has a module of some size compiled once for all starts of this Node.js. */
function keepCompiled(folder) {
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    if (content.length < WORTH_KEEPING) {
      return compile.call(this, content, filename);
    }
    const kept = join(folder, createHash('sha256').update(content).digest('hex'));
    const cachedData = readIfThere(kept);
    const script = new Script(Module.wrap(content), { filename, cachedData });
    // At the end, because functions are compiled when they are called first.
    if (!cachedData || script.cachedDataRejected) {
      process.once('exit', () => writeIfPossible(kept, script.createCachedData()));
    }
    const module = script.runInThisContext();
    return module.call(this.exports, this.exports, Module.createRequire(filename), this, filename, dirname(filename));
  };
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function writeIfPossible(path, data) {
  const whole = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(whole, data);
    renameSync(whole, path);
  } catch {
    // The next start compiles it again.
  }
}

const folder = process.argv[2];
if (folder) {
  keepCompiled(join(folder, 'compiled', `${process.version}-${process.arch}`));
  process.env.JSII_RUNTIME_PACKAGE_CACHE_ROOT = join(folder, 'packages');
} else {
  process.env.JSII_RUNTIME_PACKAGE_CACHE = 'disabled';
}

require('../lib/program.js');

// What jsii for Java has Node.js run: jsii's kernel, in this process.
//
// jsii's own program starts a second Node.js for the kernel and copies each request and response from
// one to the other, only to keep what JavaScript prints apart from them. That is 80 ms of CPU at
// each start and two more changes of process for each request, so here the kernel has the pipes to Java itself.
const { writeSync } = require('node:fs');
const { Writable } = require('node:stream');

const STDERR = 2;

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

// Its packages are small. Their cache would need an option that only a second Node.js could be given.
process.env.JSII_RUNTIME_PACKAGE_CACHE = 'disabled';

require('../lib/program.js');

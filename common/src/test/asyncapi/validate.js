// node validate.js FILE: prints what AsyncAPI's own parser has against the document, and fails if any of it is an error.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Parser } from '@asyncapi/parser';

const file = resolve(process.argv[2]);
const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'), { source: file });
let errors = 0;
for (const { code, message, path, severity } of diagnostics) {
  errors += severity === 0 ? 1 : 0;
  if (severity < 2) {
    console.log(`${severity === 0 ? 'error' : 'warning'} ${code} at ${path.join('.')}: ${message}`);
  }
}
if (!document || errors > 0) {
  process.exit(1);
}
const messages = document.allMessages().all().map((message) => `${message.name()} (${Object.keys(message.payload().json().properties).length} fields)`);
console.log(`valid: ${document.channels().all().map((channel) => channel.address()).join(', ')}; ${messages.join(', ')}`);

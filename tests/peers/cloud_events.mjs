// Whether the official CloudEvents library takes every event of every batch in FOLDER: the JSON schema of CloudEvents
// 1.0 that it ships, held to by ajv with the formats checked, its own strict reader of HTTP batches, and that what it
// read is what was sent. Prints how many events of which types it saw; exit 1 with a line for each fault.
//
//   node cloud_events.mjs PEERS FOLDER      PEERS holds node_modules

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const [peers, folder] = process.argv.slice(2);
const require = createRequire(join(peers, 'package.json'));
const { HTTP, CloudEvent } = require('cloudevents');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');

// The library ships the schema inside of the validator that was generated from it.
function schemaOfCloudEvents() {
  const code = readFileSync(join(peers, 'node_modules/cloudevents/dist/schema/v1.js'), 'utf8');
  const found = [...code.matchAll(/const schema\d+ = (\{ "\$schema".*\});/g)];
  if (found.length !== 1) throw new Error('the schema is not where this version of cloudevents had it');
  return JSON.parse(found[0][1]);
}

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const fitsSchema = ajv.compile(schemaOfCloudEvents());
const faults = [];
const types = {};

function judge(sent, read, where) {
  types[sent.type] = (types[sent.type] ?? 0) + 1;
  if (!fitsSchema(sent)) faults.push(`${where}: ${ajv.errorsText(fitsSchema.errors)}`);
  new CloudEvent(sent, true); // throws for what is not valid
  const got = JSON.parse(JSON.stringify(read));
  // The library writes times anew, with milliseconds, as we do.
  if (!isDeepStrictEqual(got, sent)) faults.push(`${where}: was read as ${JSON.stringify(got)}`);
}

// The judge itself must be able to say no.
for (const broken of [{}, { specversion: '1.0', id: '1', source: 'urn:x', type: 't', time: 'yesterday' }]) {
  if (fitsSchema(broken)) faults.push(`the schema takes ${JSON.stringify(broken)}`);
}

for (const file of readdirSync(folder)) {
  const body = readFileSync(join(folder, file), 'utf8');
  const sent = JSON.parse(body);
  try {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const read = HTTP.toEvent({ headers, body });
    if (!Array.isArray(read) || read.length !== sent.length) throw new Error('the batch was not read as a batch');
    sent.forEach((event, i) => judge(event, read[i], `${file} event ${i}`));
  } catch (failure) {
    faults.push(`${file}: ${failure.message}`);
  }
}

for (const fault of faults) console.log(fault);
console.log(JSON.stringify(types));
process.exit(faults.length === 0 ? 0 : 1);

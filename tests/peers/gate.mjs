// Stands before Prism, which speaks plain HTTP and knows neither client certificates nor packed bodies: ends the kiosk's
// TLS, unpacks what is packed, passes the certificate on as the centre's proxies do, and writes down what went through.
//
//   node gate.mjs PORT PRISM_PORT FOLDER      FOLDER holds centre.pem, centre.key and ca.pem
//
// Afterwards FOLDER/exchanges.jsonl has a line for each answer: {method, path, status, violations}, and
// FOLDER/batches/N.json the body of each batch as the kiosk wrote it.

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as forward } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [port, prismPort, folder] = process.argv.slice(2);
const batches = join(folder, 'batches');
mkdirSync(batches, { recursive: true });
let count = 0;

function pemOf(certificate) {
  const lines = certificate.raw.toString('base64').match(/.{1,64}/g);
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

async function wholeBodyOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function pass(asked, answer) {
  let body = await wholeBodyOf(asked);
  const headers = { ...asked.headers };
  if (headers['content-encoding'] === 'gzip') {
    body = gunzipSync(body);
    delete headers['content-encoding'];
  }
  if (body.length > 0) headers['content-length'] = String(body.length);
  if (asked.url === '/v1/events') writeFileSync(join(batches, `${++count}.json`), body);
  const certificate = asked.socket.getPeerCertificate();
  if (certificate?.raw) headers['bianmin-client-certificate'] = encodeURIComponent(pemOf(certificate));
  const options = { host: '127.0.0.1', port: prismPort, method: asked.method, path: asked.url, headers };
  const passed = forward(options, async (got) => {
    const content = await wholeBodyOf(got);
    const violations = got.headers['sl-violations'] ?? '[]';
    const exchange = { method: asked.method, path: asked.url, status: got.statusCode, violations };
    appendFileSync(join(folder, 'exchanges.jsonl'), `${JSON.stringify(exchange)}\n`);
    const told = { ...got.headers };
    delete told['transfer-encoding'];
    if (got.statusCode !== 304) told['content-length'] = String(content.length);
    answer.writeHead(got.statusCode, told);
    answer.end(content);
  });
  passed.on('error', () => answer.destroy());
  passed.end(body);
}

createServer(
  {
    key: readFileSync(join(folder, 'centre.key')),
    cert: readFileSync(join(folder, 'centre.pem')),
    ca: readFileSync(join(folder, 'ca.pem')),
    requestCert: true,
    rejectUnauthorized: false, // whoever shows none is the centre's to refuse
  },
  (asked, answer) => pass(asked, answer).catch(() => answer.destroy()),
).listen(Number(port), '127.0.0.1');

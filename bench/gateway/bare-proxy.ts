// The least a gateway can be: it knows its keys, parses the body, and hands it on.  node bare-proxy.ts UPSTREAM
import { createServer } from 'node:http';
import { Agent, request as ask } from 'undici';

const upstream = process.argv[2] ?? '';
const KEYS = new Set(['sk-bench']);
const agent = new Agent();

const server = createServer((request, response) => {
  const key = request.headers.authorization?.slice('Bearer '.length);
  if (!key || !KEYS.has(key)) return response.writeHead(401).end();
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const answer = await ask(`${upstream}${request.url?.slice(3)}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-upstream', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      dispatcher: agent,
    });
    response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
    answer.body.pipe(response);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`);
});

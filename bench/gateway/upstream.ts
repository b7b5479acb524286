// A model server that costs next to nothing: prepared bytes, nothing parsed beyond what decides between them.
import { createServer } from 'node:http';

const PIECES = 20;
const usage = { prompt_tokens: 21, completion_tokens: PIECES, total_tokens: 21 + PIECES };
const base = { id: 'chatcmpl-bench', created: 1, model: 'mock-1' };
const whole = Buffer.from(
  JSON.stringify({
    ...base,
    object: 'chat.completion',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'word '.repeat(PIECES) }, finish_reason: 'stop' },
    ],
    usage,
  }),
);
const event = (chunk: object) =>
  `data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', ...chunk })}\n\n`;
const delta = (content: string | undefined, finish: string | null = null) =>
  event({ choices: [{ index: 0, delta: content === undefined ? {} : { content }, finish_reason: finish }] });
const pieces = Array.from({ length: PIECES }, () => Buffer.from(delta('word ')));
const last = Buffer.from(delta(undefined, 'stop'));
const counted = Buffer.from(event({ choices: [], usage }));
const done = Buffer.from('data: [DONE]\n\n');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (!body.includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length });
      return response.end(whole);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) response.write(piece);
    response.write(last);
    if (body.includes('"include_usage":true')) response.write(counted);
    response.end(done);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`);
});

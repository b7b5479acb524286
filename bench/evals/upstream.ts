import { createServer } from 'node:http';

/** A model server as a process of its own: echoes the last word of the question after a fixed time. Prints its port. */
const DELAY_MS = Number(process.argv[2] ?? 20);

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const { messages = [], model } = body === '' ? {} : JSON.parse(body);
    const question = String(messages.at(-1)?.content ?? '');
    const content = question.split(' ').at(-1)?.replace('?', '') ?? '';
    const answer = {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 0,
      model,
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 1, total_tokens: 11 },
    };
    const models = { object: 'list', data: [{ id: 'scripted-1', object: 'model' }] };
    setTimeout(() => {
      if (!JSON.parse(body || '{}').stream) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(request.method === 'GET' ? models : answer));
        return;
      }
      response.setHeader('content-type', 'text/event-stream');
      const chunk = (delta: unknown, finish: string | null) =>
        `data: ${JSON.stringify({ ...answer, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
      response.end(`${chunk({ role: 'assistant', content }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
    }, DELAY_MS);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});

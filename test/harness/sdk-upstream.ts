import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A model server for the official SDKs: it answers with what it was asked, so that a client can see what reached it. */
export interface SdkUpstream {
  url: string;
  /** Requests that a caller still waits for. */
  waiting(): number;
  /** How many callers went away before they had their answer. */
  left(): number;
  close(): Promise<void>;
}

type Body = Record<string, unknown>;

const USAGE = {
  prompt_tokens: 12,
  completion_tokens: 8,
  total_tokens: 20,
  prompt_tokens_details: { cached_tokens: 4 },
};
const LOGPROBS = { content: [{ token: 'Hi', logprob: -0.25, bytes: [72, 105], top_logprobs: [] }] };
const TOOL_CALLS = [
  { id: 'call_a', type: 'function', function: { name: 'weather', arguments: '{"city": "Leeds"}' } },
  { id: 'call_b', type: 'function', function: { name: 'weather', arguments: '{"city": "York"}' } },
];

/** The model's name says what it does: `echo`, `tools`, `stall`, `status-429`; everything else echoes too. */
export async function startSdkUpstream(): Promise<SdkUpstream> {
  const waiting = new Set<ServerResponse>();
  let left = 0;
  const server = createServer(async (incoming, response) => {
    const path = (incoming.url ?? '').replace(/^\/v1/, '');
    const body = await read(incoming);
    const model = String(body.model ?? '');
    const status = /^status-(\d+)$/.exec(model)?.[1];
    if (path === '/models')
      return json(response, { object: 'list', data: [{ id: 'echo', object: 'model' }] });
    if (status) return refuse(response, Number(status));
    if (model === 'stall') {
      waiting.add(response);
      response.on('close', () => {
        waiting.delete(response);
        left += 1;
      });
      if (body.stream === true) {
        response.writeHead(200, EVENTS);
        response.write(event(chunk({ content: 'Half' })));
      }
      return;
    }
    if (path === '/embeddings') return json(response, embedding(body));
    if (path === '/moderations') return json(response, moderation(body));
    if (body.stream === true) return stream(response, body);
    json(response, completion(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`,
    waiting: () => waiting.size,
    left: () => left,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text.startsWith('{') ? JSON.parse(text) : {};
}

function completion(body: Body) {
  const count = typeof body.n === 'number' ? body.n : 1;
  const tools = body.model === 'tools';
  const message = tools
    ? { role: 'assistant', content: null, tool_calls: TOOL_CALLS }
    : { role: 'assistant', content: JSON.stringify(body) };
  return {
    ...{ id: 'chatcmpl-sdk', object: 'chat.completion', created: 1, model: body.model },
    system_fingerprint: 'fp_sdk',
    choices: Array.from({ length: count }, (_, index) => ({
      index,
      message,
      logprobs: body.logprobs === true ? LOGPROBS : null,
      finish_reason: tools ? 'tool_calls' : 'stop',
    })),
    usage: USAGE,
  };
}

function stream(response: ServerResponse, body: Body): void {
  response.writeHead(200, EVENTS);
  response.write(event(chunk({ role: 'assistant', content: body.model === 'tools' ? null : '' })));
  if (body.model === 'tools') {
    for (const [index, { id, type, function: called }] of TOOL_CALLS.entries()) {
      const call = { index, id, type, function: { name: called.name, arguments: '' } };
      response.write(event(chunk({ tool_calls: [call] })));
      // In pieces of five letters, as arguments come.
      for (const piece of called.arguments.match(/.{1,5}/g) ?? [])
        response.write(event(chunk({ tool_calls: [{ index, function: { arguments: piece } }] })));
    }
    response.write(event(chunk({}, 'tool_calls')));
  } else {
    const logprobs = body.logprobs === true ? LOGPROBS : null;
    for (const piece of JSON.stringify(body).match(/.{1,20}/gs) ?? [])
      response.write(event(chunk({ content: piece }, null, logprobs)));
    response.write(event(chunk({}, 'stop')));
  }
  const { include_usage: counted } = (body.stream_options ?? {}) as { include_usage?: boolean };
  if (counted) response.write(event({ ...BASE, choices: [], usage: USAGE }));
  response.end('data: [DONE]\n\n');
}

const EVENTS = { 'content-type': 'text/event-stream' };
const BASE = { id: 'chatcmpl-sdk', object: 'chat.completion.chunk', created: 1, model: 'echo' };
const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`;

function chunk(delta: object, finish: string | null = null, logprobs: object | null = null) {
  return { ...BASE, choices: [{ index: 0, delta, logprobs, finish_reason: finish }] };
}

/** A vector for each text or run of tokens: its length, and as many numbers as were asked for. */
function embedding({ input, dimensions, encoding_format: format }: Body) {
  const list = Array.isArray(input) && typeof input[0] !== 'number' ? input : [input];
  const length = typeof dimensions === 'number' ? dimensions : 3;
  const data = list.map((one: unknown, index) => {
    const size = typeof one === 'string' || Array.isArray(one) ? one.length : 0;
    const vector = Float32Array.from({ length }, (_, i) => (i === 0 ? size : 0.5));
    const text = Buffer.from(vector.buffer).toString('base64');
    return { object: 'embedding', index, embedding: format === 'base64' ? text : [...vector] };
  });
  return { object: 'list', data, model: 'echo', usage: { prompt_tokens: 5, total_tokens: 5 } };
}

function moderation({ model, input }: Body) {
  const count = Array.isArray(input) && typeof input[0] === 'string' ? input.length : 1;
  const result = { flagged: true, categories: { violence: true }, category_scores: { violence: 0.9 } };
  return { id: 'modr-sdk', model, results: Array.from({ length: count }, () => result) };
}

function refuse(response: ServerResponse, status: number): void {
  const headers: Record<string, string> = status === 429 ? { 'retry-after': '3' } : {};
  json(
    response,
    { error: { message: 'As you wished.', type: 'some_error', param: null, code: null } },
    status,
    headers,
  );
}

function json(
  response: ServerResponse,
  body: object,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

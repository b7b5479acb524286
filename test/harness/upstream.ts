import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a scripted model server was asked. */
export interface UpstreamRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** The parsed JSON body; empty when there was none. */
  body: Record<string, unknown>;
  raw: string;
}

/** What it answers a request with. */
export type UpstreamReply =
  /** Text; streamed in these pieces, or in pieces of three characters, when a stream is asked for. */
  | { text: string | string[] }
  /** A call of a tool, as a model makes one. */
  | { tool: { name: string; arguments: string } }
  | { status: number; body: unknown; headers?: Record<string, string> }
  /** Sends the beginning of a stream and then nothing more, until the caller goes away. */
  | { stall: string };

export interface Upstream {
  /** Base URL for a provider, with `/v1`. */
  url: string;
  /** Every request in order, whatever its path. */
  requests: UpstreamRequest[];
  /** Decides the answer to each request but the lists of models and good embeddings; assign another one at any time. */
  reply: (request: UpstreamRequest) => UpstreamReply;
  /** The text of all further chat answers. */
  say(text: string | string[]): void;
  /** What the last chat request said, all messages as one text. */
  lastPrompt(): string;
  /** How many stalled streams a caller still waits for. */
  waiting(): number;
  /** Breaks the connections of all stalled streams. */
  dropStalled(): void;
  close(): Promise<void>;
}

export const UPSTREAM_MODEL = 'scripted-1';
const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

/** A small OpenAI-compatible server on loopback with programmable replies. It records all that reaches it. */
export async function startUpstream(text = 'I do not know.'): Promise<Upstream> {
  const requests: UpstreamRequest[] = [];
  const stalled = new Set<ServerResponse>();
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const reply = upstream.reply(request);
    if ('stall' in reply) {
      stalled.add(response);
      response.on('close', () => stalled.delete(response));
    }
    answer(request, response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const upstream: Upstream = {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    reply: () => ({ text }),
    say(next) {
      upstream.reply = () => ({ text: next });
    },
    lastPrompt() {
      const chats = requests.filter((request) => request.path.endsWith('/chat/completions'));
      return JSON.stringify(chats.at(-1)?.body.messages ?? []);
    },
    waiting: () => stalled.size,
    dropStalled() {
      for (const response of stalled) response.destroy();
    },
    close: () => close(server),
  };
  return upstream;
}

async function read(incoming: IncomingMessage): Promise<UpstreamRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, raw, body: raw.startsWith('{') ? JSON.parse(raw) : {} };
}

function answer(request: UpstreamRequest, response: ServerResponse, reply: UpstreamReply): void {
  const { path, body } = request;
  if ('status' in reply) json(response, reply.status, reply.body, reply.headers);
  else if (path.endsWith('/models'))
    json(response, 200, { object: 'list', data: [{ id: UPSTREAM_MODEL, object: 'model' }] });
  else if (path.endsWith('/embeddings')) json(response, 200, embeddings(body.input));
  else if ('stall' in reply) stall(response, reply.stall);
  else if (body.stream === true) stream(response, deltasOf(reply));
  else json(response, 200, completion(String(body.model), deltasOf(reply)));
}

function completion(model: string, deltas: readonly Delta[]) {
  const content = deltas.map((delta) => delta.content ?? '').join('');
  const calls = deltas.find((delta) => delta.tool_calls);
  const choices = [{ index: 0, message: { role: 'assistant', content, ...calls }, finish_reason: 'stop' }];
  return { id: 'chatcmpl-scripted', object: 'chat.completion', model, choices, usage: USAGE };
}

interface Delta {
  content?: string;
  tool_calls?: unknown;
}

function deltasOf(reply: Extract<UpstreamReply, { text: unknown } | { tool: unknown }>): Delta[] {
  if ('tool' in reply) {
    const call = { index: 0, id: 'call_1', type: 'function', function: reply.tool };
    return [{ tool_calls: [call] }];
  }
  const pieces = typeof reply.text === 'string' ? (reply.text.match(/.{1,3}/gsu) ?? []) : reply.text;
  return pieces.map((content) => ({ content }));
}

function stall(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event({ choices: [choice({ content })] }));
}

function stream(response: ServerResponse, deltas: readonly Delta[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const delta of deltas) response.write(event({ choices: [choice(delta)] }));
  response.write(event({ choices: [choice({}, 'stop')] }));
  response.write(event({ choices: [], usage: USAGE }));
  response.end('data: [DONE]\n\n');
}

function choice(delta: Delta, finish: string | null = null) {
  return { index: 0, delta, finish_reason: finish };
}

function event(chunk: Record<string, unknown>): string {
  const all = { id: 'chatcmpl-scripted', object: 'chat.completion.chunk', ...chunk };
  return `data: ${JSON.stringify(all)}\n\n`;
}

function embeddings(input: unknown) {
  const texts = Array.isArray(input) ? input : [input];
  const data = texts.map((_, index) => ({ object: 'embedding', index, embedding: [1, index, 0] }));
  return { object: 'list', data, usage: { total_tokens: 3 } };
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import { createServer, type ServerResponse } from 'node:http';

/** Ways in which a model server goes wrong; the model's name says which. One
 * called `…-after-300` takes so many milliseconds; `fine` is the one that does not. */
export const FAULTS = [
  'hangs',
  'hangs-after-head',
  'trickles',
  'drips',
  'cuts',
  'cuts-first',
  'malformed',
  'malformed-closed',
  'not-events',
  'html',
  'huge',
  'busy',
  'fails',
  'overloaded',
  'resets',
  'errs-first',
  'pings-and-errs',
  'pings-and-cuts',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultyUpstream {
  url: string;
  /** How often each model was asked. */
  asked: Map<string, number>;
  /** Models whose answer was not waited for. */
  left: string[];
  /** Requests that are still open. */
  open(): number;
  close(): Promise<void>;
}

const usage = { prompt_tokens: 1_000, completion_tokens: 1_000, total_tokens: 2_000 };
const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const wordsOfStream = `${chunk({ content: 'All ' })}${chunk({ content: 'is well.' })}${chunk({}, 'stop')}`;
const fineStream = `${wordsOfStream}data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`;
const fineWhole = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'All is well.' }, finish_reason: 'stop' }],
  usage,
});
const responseEvent = (type: string, more: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
const delta = responseEvent('response.output_text.delta', { delta: 'Half an ' });
const respondedUsage = { input_tokens: 1_000, output_tokens: 1_000, total_tokens: 2_000 };
const fineResponse = { id: 'r', object: 'response', status: 'completed', output: [], usage: respondedUsage };
/** As vLLM says it: under a good status, and with a good end. */
const overloaded = { message: 'Overloaded on purpose', type: 'overloaded_error', code: 503 };
const CHAT: Wire = {
  error: `data: ${JSON.stringify({ error: overloaded })}\n\ndata: [DONE]\n\n`,
  beginning: chunk({ content: 'Half an ' }),
  malformed: `${chunk({ content: 'Good. ' })}data: {"choices": [{"delta"\n\n`,
  closed: `${chunk({ content: 'Good. ' })}data: {"choices":[{"delta"}\n\ndata: {"finish_reason":"\n\ndata: [DONE]\n\n`,
  stream: fineStream,
  whole: fineWhole,
};
const RESPONSES: Wire = {
  error: responseEvent('error', { code: 'server_overloaded', message: 'Overloaded on purpose', param: null }),
  beginning: delta,
  malformed: `${delta}data: {"type": "response\n\n`,
  closed: `${delta}data: {"type":"response"{}\n\n${responseEvent('response.completed', { response: fineResponse })}`,
  stream: delta + responseEvent('response.completed', { response: fineResponse }),
  whole: JSON.stringify(fineResponse),
};

/** What is said in one of the formats, well and badly. */
interface Wire {
  error: string;
  beginning: string;
  malformed: string;
  /** Malformed, but an event that ends like JSON, before a good end. */
  closed: string;
  stream: string;
  whole: string;
}

const events = { 'content-type': 'text/event-stream' };
const json = { 'content-type': 'application/json' };

/** An OpenAI-compatible server on loopback that fails as the asked model's name says. */
export async function startFaultyUpstream(delayMs = 0): Promise<FaultyUpstream> {
  const asked = new Map<string, number>();
  const left: string[] = [];
  const pending = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    pending.add(response);
    response.on('close', () => pending.delete(response));
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const { model = 'fine', stream = false } = text ? JSON.parse(text) : {};
      const wire = request.url?.endsWith('/responses') ? RESPONSES : CHAT;
      const before = asked.get(model) ?? 0;
      asked.set(model, before + 1);
      response.on('close', () => !response.writableFinished && left.push(model));
      const wait = delayMs + Number(/-after-(\d+)$/.exec(model)?.[1] ?? 0);
      setTimeout(() => answer(response, faultOf(model, before), stream, wire), wait);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    ...{ asked, left },
    open: () => pending.size,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A model `…-flaky-<fault>` goes wrong in three of ten requests, always the same ones; `…-then-<fault>` in all. */
function faultOf(model: string, before: number): string {
  const always = /-then-([a-z-]+)$/.exec(model)?.[1];
  if (always) return always;
  const fault = /-flaky-([a-z-]+)$/.exec(model)?.[1];
  if (!fault) return model;
  return [1, 4, 8].includes(before % 10) ? fault : 'fine';
}

function answer(response: ServerResponse, model: string, stream: boolean, wire: Wire): void {
  const error = (status: number, headers = {}) =>
    response
      .writeHead(status, { ...json, ...headers })
      .end(JSON.stringify({ error: { message: `${model} on purpose`, type: 'server_error' } }));
  const begin = () => response.writeHead(200, stream ? events : json);
  const beginning = stream ? wire.beginning : wire.whole.slice(0, 40);
  switch (model) {
    case 'hangs':
      return;
    case 'hangs-after-head':
      begin().flushHeaders();
      return;
    case 'trickles':
      begin().write(beginning);
      return;
    case 'drips':
      begin();
      drip(response, stream ? ': still here\n\n' : ' ');
      return;
    case 'cuts':
      begin().write(beginning, () => setTimeout(() => response.destroy(), 20));
      return;
    case 'cuts-first':
      begin().flushHeaders();
      setTimeout(() => response.destroy(), 20);
      return;
    case 'errs-first':
      begin().end(stream ? wire.error : JSON.stringify({ error: overloaded }));
      return;
    case 'pings-and-errs':
      begin().write(stream ? ': still here\n\n' : ' ');
      setTimeout(() => response.end(stream ? wire.error : JSON.stringify({ error: overloaded })), 20);
      return;
    case 'pings-and-cuts':
      begin().write(stream ? ': still here\n\n' : ' ');
      setTimeout(() => response.destroy(), 20);
      return;
    case 'errs-later':
      begin().end(wire.beginning + wire.error);
      return;
    case 'malformed':
      begin().end(stream ? wire.malformed : '{"choices": [');
      return;
    case 'malformed-closed':
      begin().end(stream ? wire.closed : '{"choices": [}');
      return;
    case 'not-events':
      begin().end('This is no event.\nAnd neither is this.\n');
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
      return;
    case 'huge':
      begin();
      pour(response);
      return;
    case 'busy':
      return void error(429, { 'retry-after': '7' });
    case 'fails':
      return void error(500);
    case 'explains-for-ever':
      response.writeHead(500, json);
      drip(response, ' ');
      return;
    case 'overloaded':
      return void error(529);
    case 'resets':
      response.socket?.destroy();
      return;
    case 'unknown':
      return void error(404);
    case 'too-short': {
      const said = {
        message: 'This is too long.',
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
      };
      response.writeHead(400, json).end(JSON.stringify({ error: { ...said, param: 'messages' } }));
      return;
    }
    case 'refuses-in-pieces': {
      // The first piece ends within a character.
      const said = Buffer.from(JSON.stringify({ error: { message: '余额不足' } }));
      const middle = said.indexOf('余') + 1;
      response.writeHead(400, json).write(said.subarray(0, middle));
      setTimeout(() => response.end(said.subarray(middle)), 20);
      return;
    }
    case 'tells-no-usage':
      begin().end(stream ? `${wordsOfStream}data: [DONE]\n\n` : fineWhole.replace('"usage"', '"other"'));
      return;
    case 'waits-before-usage':
      begin().write(wordsOfStream);
      return;
    case 'hints':
      response.writeEarlyHints({ link: '</v1/models>; rel=preload' });
      begin().end(stream ? wire.stream : wire.whole);
      return;
    default:
      begin().end(stream ? wire.stream : wire.whole);
  }
}

/** Always a little, and never enough: no silence is long enough to be one. */
function drip(response: ServerResponse, piece: string): void {
  const timer = setInterval(() => response.write(piece), 50);
  response.on('close', () => clearInterval(timer));
}

/** One line without an end. */
function pour(response: ServerResponse): void {
  const piece = Buffer.alloc(2 ** 20, 'x');
  const more = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPT_MS = 30_000;
const PAUSE_MS = 200;

/** The answer was a refusal that no crash explains. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** How a stream of events ended for the client that read it. */
export type Ending =
  /** It was closed in good order. */
  | 'closed'
  /** An `error` event said that it failed. */
  | 'error event'
  /** It was answered with a 5xx instead of a stream. */
  | 'refused'
  /** The connection broke: the client knows that the answer is not whole. */
  | 'broken'
  /** Nothing came for too long. */
  | 'hung';

export interface Heard {
  events: unknown[];
  ending: Ending;
  /** The error's text, for a report. */
  detail: string;
}

export interface Client {
  /** How often a request had to be repeated. */
  retries(): number;
  /** Sends until it is answered: tries again on broken connections and on 5xx, as a careful client does. */
  send(method: string, path: string, body?: () => FormData | object): Promise<unknown>;
  /** The bytes of a download; tries again like `send`. */
  download(path: string): Promise<Uint8Array>;
  /** Reads a stream of events, once. */
  listen(path: string, body: object): Promise<Heard>;
}

export function createClient(url: string, key: string): Client {
  let retries = 0;
  const request = (method: string, path: string, body: FormData | object | undefined) => {
    const json = body !== undefined && !(body instanceof FormData);
    return fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(json ? { 'content-type': 'application/json' } : {}) },
      body: json ? JSON.stringify(body) : body,
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
  };
  const untilAnswered = async (
    method: string,
    path: string,
    body?: () => FormData | object,
  ): Promise<Uint8Array> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await request(method, path, body?.());
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (response.ok) return bytes;
        const said = `${method} ${path} answered ${response.status}: ${text(bytes).slice(0, 300)}`;
        if (response.status < 500) throw new Refused(said, response.status);
        throw new Error(said);
      } catch (error) {
        // A server that does not come back in two minutes is a failure of the test, not a reason to wait forever.
        if (error instanceof Refused || attempt * PAUSE_MS > 120_000) throw error;
        retries += 1;
        await sleep(PAUSE_MS);
      }
    }
  };
  return {
    retries: () => retries,
    async send(method, path, body) {
      const answer = text(await untilAnswered(method, path, body));
      return answer === '' ? undefined : JSON.parse(answer);
    },
    download: (path) => untilAnswered('GET', path),
    async listen(path, body) {
      const heard: Heard = { events: [], ending: 'closed', detail: '' };
      try {
        const response = await request('POST', path, body);
        if (!response.ok)
          return { ...heard, ending: 'refused', detail: (await response.text()).slice(0, 300) };
        await readEvents(response, heard);
      } catch (error) {
        if (error instanceof Refused) throw error;
        heard.ending = error instanceof DOMException && error.name === 'TimeoutError' ? 'hung' : 'broken';
        heard.detail = String(error);
      }
      return heard;
    },
  };
}

/** Takes what has come so far, also when the connection breaks in the middle. */
async function readEvents(response: Response, heard: Heard): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const frames = rest.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1] ?? 'null';
      if (/^event: error$/m.test(frame)) Object.assign(heard, { ending: 'error event', detail: data });
      else heard.events.push(JSON.parse(data));
    }
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

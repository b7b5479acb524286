import type { CallOptions, TestServer } from '../../harness/server.ts';

/** Talks to a server of another process and keeps all that it said. */
export interface Listener extends Pick<TestServer, 'call' | 'json'> {
  /** Every body that came back, headers included. */
  heard: string[];
}

export function listenTo(url: string, defaultKey: string): Listener {
  const heard: string[] = [];
  const call: Listener['call'] = async (method, path, options: CallOptions = {}) => {
    const { key = defaultKey, body, headers = {} } = options;
    const plain = typeof body === 'string' || body instanceof FormData;
    const json = body !== undefined && !plain;
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: json ? JSON.stringify(body) : (body as string | FormData | undefined),
    });
    const copy = answer.clone();
    heard.push(`${method} ${path} ${answer.status} ${await copy.text()}`);
    return answer;
  };
  return {
    heard,
    call,
    json: async <T>(method: string, path: string, options?: CallOptions) =>
      (await (await call(method, path, options)).json()) as T,
  };
}

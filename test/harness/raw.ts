import { request as open } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface RawRequest {
  method: string;
  /** Sent as it is: nothing is normalised, which `fetch` would do. */
  path: string;
  headers?: Record<string, string>;
  /** What is sent of the body; with `unfinished` the request never ends. */
  body?: string | Buffer;
  unfinished?: boolean;
  timeoutMs?: number;
}

/** A request over node:http, for what `fetch` does not let through: a foreign Host, strange paths, bodies that never end. */
export function rawRequest(url: string, asked: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const { method, path, body, timeoutMs = 10_000 } = asked;
    const framed =
      body === undefined || asked.headers?.['transfer-encoding'] !== undefined || asked.unfinished;
    const length = framed ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const headers = { ...length, ...asked.headers };
    const request = open({
      hostname: hostname === 'localhost' ? '127.0.0.1' : hostname,
      port,
      method,
      path,
      headers,
    });
    const timer = setTimeout(() => {
      request.destroy();
      reject(new Error(`${method} ${path} was not answered within ${timeoutMs} ms`));
    }, timeoutMs);
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.on('response', async (response) => {
      const chunks: Buffer[] = [];
      response.on('error', () => {});
      for await (const chunk of response) chunks.push(chunk);
      clearTimeout(timer);
      if (asked.unfinished) request.destroy();
      const { statusCode: status = 0, headers: got } = response;
      resolve({ status, headers: got, body: Buffer.concat(chunks).toString('utf8') });
    });
    if (body !== undefined) request.write(body);
    if (asked.unfinished) request.flushHeaders();
    else request.end();
  });
}

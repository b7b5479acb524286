import { createServer } from 'node:http';
import type { UpstreamRequest } from './upstream.ts';

/** What a scripted server answers, in whatever format. */
export interface WireReply {
  status?: number;
  contentType?: string;
  /** Pieces are sent one after the other. */
  body: string | Buffer | readonly (string | Buffer)[];
  /** Breaks the connection after the last piece instead of ending the answer. */
  cut?: boolean;
}

export interface WireUpstream {
  url: string;
  requests: UpstreamRequest[];
  reply: (request: UpstreamRequest) => WireReply | Promise<WireReply>;
  close(): Promise<void>;
}

/** A server on loopback that answers with given bytes and records what reaches it. */
export async function startWireUpstream(reply: WireUpstream['reply']): Promise<WireUpstream> {
  const requests: UpstreamRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString('utf8');
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, raw, body: raw.startsWith('{') ? JSON.parse(raw) : {} };
    requests.push(request);
    const { status = 200, contentType = 'application/json', body, cut } = await upstream.reply(request);
    response.writeHead(status, { 'content-type': contentType });
    for (const piece of typeof body === 'string' || Buffer.isBuffer(body) ? [body] : body)
      await new Promise((done) => response.write(piece, done));
    if (cut) response.destroy();
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const upstream: WireUpstream = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    reply,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return upstream;
}

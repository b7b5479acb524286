import { createServer, type IncomingHttpHeaders } from 'node:http';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** A span as a collector gets it; read by field numbers, with nothing of ours between. */
export interface GotSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentId: string;
  /** 2 server, 3 client, 1 internal. */
  kind: number;
  /** Milliseconds. */
  start: number;
  duration: number;
  attributes: Record<string, unknown>;
  /** 2: failed. */
  status: number;
  service: unknown;
}

export interface GotHistogram {
  name: string;
  unit: string;
  points: { attributes: Record<string, unknown>; count: number; sum: number }[];
}

export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: GotSpan[];
  /** Of the newest export. */
  histograms: GotHistogram[];
  /** Everything that came, as it came. */
  bodies: Buffer[];
  requests: { path: string; headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** An OTLP/HTTP receiver on loopback. */
export async function startCollector(): Promise<Collector> {
  const collector: Pick<Collector, 'spans' | 'histograms' | 'bodies' | 'requests'> = {
    ...{ spans: [], histograms: [], bodies: [], requests: [] },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = request.url ?? '';
      collector.requests.push({ path, headers: request.headers });
      collector.bodies.push(body);
      if (path.endsWith('/v1/traces')) collector.spans.push(...spansIn(body));
      if (path.endsWith('/v1/metrics')) collector.histograms = histogramsIn(body);
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(collector, {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** The fields of a message by number: bytes, or numbers as they stand. */
type Fields = Map<number, (Uint8Array | bigint)[]>;

function fieldsOf(bytes: Uint8Array): Fields {
  const reader = new BinaryReader(bytes);
  const out: Fields = new Map();
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const value =
      wire === WireType.LengthDelimited
        ? reader.bytes()
        : wire === WireType.Varint
          ? BigInt(reader.int64())
          : wire === WireType.Bit64
            ? BigInt(reader.fixed64())
            : BigInt(reader.fixed32());
    out.set(number, [...(out.get(number) ?? []), value]);
  }
  return out;
}

const EMPTY = new Uint8Array();
const many = (of: Fields, number: number) =>
  (of.get(number) ?? []).map((value) => (typeof value === 'bigint' ? EMPTY : value));
const messages = (of: Fields, number: number) => many(of, number).map(fieldsOf);
const text = (of: Fields, number: number) => Buffer.from(many(of, number)[0] ?? EMPTY).toString('utf8');
const hex = (of: Fields, number: number) => Buffer.from(many(of, number)[0] ?? EMPTY).toString('hex');
const whole = (of: Fields, number: number) => {
  const [value] = of.get(number) ?? [];
  return typeof value === 'bigint' ? value : 0n;
};
const double = (bits: bigint) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, bits));
  return view.getFloat64(0);
};

function attributesOf(of: Fields, number: number): Record<string, unknown> {
  return Object.fromEntries(
    messages(of, number).map((pair) => {
      const [value = new Map() as Fields] = messages(pair, 2);
      const plain = value.has(1)
        ? text(value, 1)
        : value.has(2)
          ? whole(value, 2) === 1n
          : value.has(3)
            ? Number(whole(value, 3))
            : double(whole(value, 4));
      return [text(pair, 1), plain];
    }),
  );
}

function spansIn(body: Buffer): GotSpan[] {
  return messages(fieldsOf(body), 1).flatMap((resourceSpans) => {
    const [resource] = messages(resourceSpans, 1);
    const service = resource && attributesOf(resource, 1)['service.name'];
    return messages(resourceSpans, 2).flatMap((scope) =>
      messages(scope, 2).map((span): GotSpan => {
        const [status] = messages(span, 15);
        const start = whole(span, 7);
        return {
          name: text(span, 5),
          ...{ traceId: hex(span, 1), spanId: hex(span, 2), parentId: hex(span, 4) },
          kind: Number(whole(span, 6)),
          start: Number(start / 1_000n) / 1_000,
          duration: Number(whole(span, 8) - start) / 1e6,
          attributes: attributesOf(span, 9),
          status: status ? Number(whole(status, 3)) : 0,
          service,
        };
      }),
    );
  });
}

function histogramsIn(body: Buffer): GotHistogram[] {
  return messages(fieldsOf(body), 1)
    .flatMap((resource) => messages(resource, 2))
    .flatMap((scope) => messages(scope, 2))
    .map((metric) => ({
      ...{ name: text(metric, 1), unit: text(metric, 3) },
      points: messages(metric, 9)
        .flatMap((histogram) => messages(histogram, 1))
        .map((point) => ({
          attributes: attributesOf(point, 9),
          count: Number(whole(point, 4)),
          sum: double(whole(point, 5)),
        })),
    }));
}

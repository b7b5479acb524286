import { createServer } from 'node:http';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** Another program: the official SDK with one of its exporters, pointed to our server. */
export function program(
  url: string,
  key: string,
  options: { service: string; format: 'protobuf' | 'json'; gzip?: boolean },
): TracerProvider {
  const { service, format, gzip = false } = options;
  const settings = {
    url: `${url}/api/otlp/v1/traces`,
    headers: { authorization: `Bearer ${key}` },
    ...(gzip ? { compression: 'gzip' as never } : {}),
  };
  const exporter = format === 'json' ? new JsonExporter(settings) : new ProtobufExporter(settings);
  return new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': '4.2.0' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
}

type Value = string | number | boolean | Value[] | { [key: string]: Value };

/** A span as one writes it in a test. */
export interface Sketch {
  id: string;
  parent?: string;
  name?: string;
  /** Milliseconds after the trace began. */
  at?: number;
  ms?: number;
  failed?: boolean;
  attributes?: Record<string, Value>;
  events?: { name: string; attributes: Record<string, Value> }[];
}

/** Whole microseconds later than any other trace, so that lists are in order. */
const BEGUN = 1_790_000_000_000_000_000n;

/** An export in OTLP's JSON form. */
export function exportOf(service: string, traceId: string, spans: readonly Sketch[]) {
  const nanos = (ms: number) => String(BEGUN + BigInt(Math.round(ms * 1e6)));
  return {
    resourceSpans: [
      {
        resource: { attributes: attributes({ 'service.name': service }) },
        scopeSpans: [
          {
            scope: { name: 'sketch' },
            spans: spans.map(({ id, parent, name = 'step', at = 0, ms = 10, failed, ...rest }) => ({
              traceId,
              spanId: id,
              ...(parent ? { parentSpanId: parent } : {}),
              ...{ name, kind: 1, startTimeUnixNano: nanos(at), endTimeUnixNano: nanos(at + ms) },
              attributes: attributes(rest.attributes ?? {}),
              events: (rest.events ?? []).map((event) => ({
                timeUnixNano: nanos(at),
                name: event.name,
                attributes: attributes(event.attributes),
              })),
              status: failed ? { code: 2, message: 'it said something secret' } : {},
            })),
          },
        ],
      },
    ],
  };
}

function attributes(given: Record<string, Value>) {
  return Object.entries(given).map(([key, value]) => ({ key, value: any(value) }));
}

function any(value: Value): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(any) } };
  return { kvlistValue: { values: attributes(value) } };
}

/** What the official protobuf exporter sends for one span with many kinds of values. */
export async function recordedExport(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => response.writeHead(200).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const provider = program(`http://127.0.0.1:${port}`, 'none', { service: 'fuzzed', format: 'protobuf' });
  const span = provider.getTracer('sketch').startSpan('chat gpt-4o');
  span.setAttributes({
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.usage.input_tokens': 12,
    share: 0.5,
    yes: true,
  });
  span.setAttribute('list', ['a', 'b']);
  span.addEvent('gen_ai.user.message', { content: 'How are things?' });
  span.end();
  await provider.forceFlush();
  await provider.shutdown();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return Buffer.concat(chunks);
}

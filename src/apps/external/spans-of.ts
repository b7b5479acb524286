/** A span as another program sent it, whatever the encoding was. */
export interface SentSpan {
  /** `service.name` of the program. */
  service: string;
  traceId: string;
  spanId: string;
  parentId: string | null;
  name: string;
  /** Milliseconds since 1970, with fractions. */
  startMs: number;
  endMs: number;
  failed: boolean;
  attributes: Record<string, unknown>;
  events: SentEvent[];
}

export interface SentEvent {
  name: string;
  attributes: Record<string, unknown>;
}

type Json = Record<string, unknown>;

const UNKNOWN_SERVICE = 'unknown_service';
const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/;
/** What is longer is cut: a trace is no place to keep a document. */
const LONGEST_TEXT = 100_000;
const LONGEST_NAME = 200;
const LONGEST_SERVICE = 64;
/** Conversations are sent as two attributes a message. */
const MOST_ATTRIBUTES = 1_000;
const MOST_EVENTS = 200;
const MOST_DEEP = 12;
/** OTLP's code of a span that failed. */
const FAILED = 2;

/** The spans of an export in OTLP's JSON form, and how many of them are none. */
export function spansOf(request: unknown): { spans: SentSpan[]; rejected: number } {
  const spans: SentSpan[] = [];
  let rejected = 0;
  for (const { resource, scopeSpans } of objects(fields(request)?.resourceSpans)) {
    const about = attributesOf(fields(resource)?.attributes);
    for (const { spans: sent } of objects(scopeSpans)) {
      for (const one of Array.isArray(sent) ? sent : []) {
        const span = spanOf(one, about);
        if (span) spans.push(span);
        else rejected += 1;
      }
    }
  }
  return { spans, rejected };
}

function spanOf(sent: unknown, resource: Json): SentSpan | undefined {
  const span = fields(sent) ?? {};
  const traceId = lower(span.traceId);
  const spanId = lower(span.spanId);
  const startMs = millis(span.startTimeUnixNano);
  if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId) || startMs === undefined) return undefined;
  const parentId = lower(span.parentSpanId);
  const service = resource['service.name'];
  const version = resource['service.version'];
  const code = fields(span.status)?.code;
  return {
    ...{ traceId, spanId, startMs, parentId: SPAN_ID.test(parentId) ? parentId : null },
    service: clean(
      typeof service === 'string' && service.trim() ? service.trim() : UNKNOWN_SERVICE,
      LONGEST_SERVICE,
    ),
    name: clean(typeof span.name === 'string' ? span.name : '', LONGEST_NAME),
    endMs: Math.max(startMs, millis(span.endTimeUnixNano) ?? startMs),
    failed: code === FAILED || code === 'STATUS_CODE_ERROR',
    attributes: {
      ...attributesOf(span.attributes),
      ...(typeof version === 'string' ? { 'service.version': version } : {}),
    },
    events: objects(span.events)
      .slice(0, MOST_EVENTS)
      .map(({ name, attributes }) => ({
        name: clean(typeof name === 'string' ? name : '', LONGEST_NAME),
        attributes: attributesOf(attributes),
      })),
  };
}

function attributesOf(sent: unknown): Json {
  return Object.fromEntries(
    objects(sent)
      .slice(0, MOST_ATTRIBUTES)
      .flatMap(({ key, value }) => {
        const plain = typeof key === 'string' ? valueOfAny(value, 0) : undefined;
        return plain === undefined ? [] : [[clean(String(key), LONGEST_NAME), plain]];
      }),
  );
}

/** OTLP's AnyValue as a plain value; undefined for bytes, nothing, and what is nested without end. */
function valueOfAny(any: unknown, depth: number): unknown {
  const value = fields(any);
  if (!value || depth > MOST_DEEP) return undefined;
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue } = value;
  if (typeof stringValue === 'string') return clean(stringValue, LONGEST_TEXT);
  if (typeof boolValue === 'boolean') return boolValue;
  const number = Number(intValue ?? doubleValue ?? Number.NaN);
  if (Number.isFinite(number)) return number;
  const list = fields(arrayValue);
  if (list) return objects(list.values).flatMap((one) => valueOfAny(one, depth + 1) ?? []);
  const map = fields(kvlistValue);
  if (!map) return undefined;
  return Object.fromEntries(
    objects(map.values).flatMap(({ key, value: inner }) => {
      const plain = valueOfAny(inner, depth + 1);
      return typeof key === 'string' && plain !== undefined ? [[clean(key, LONGEST_NAME), plain]] : [];
    }),
  );
}

/** PostgreSQL takes neither NUL nor half a character, and one bad span must not hold back a batch. */
function clean(text: string, longest: number): string {
  return text.slice(0, longest).replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** Nanoseconds since 1970 as milliseconds; undefined for what is no time. */
function millis(nanos: unknown): number | undefined {
  const text =
    typeof nanos === 'number' && Number.isFinite(nanos) ? BigInt(Math.round(nanos)).toString() : nanos;
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) return undefined;
  const all = BigInt(text);
  if (all === 0n) return undefined;
  return Number(all / 1_000_000n) + Number(all % 1_000_000n) / 1e6;
}

function lower(id: unknown): string {
  return typeof id === 'string' ? id.toLowerCase() : '';
}

function fields(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function objects(list: unknown): Json[] {
  return (Array.isArray(list) ? list : []).map(fields).filter((one) => one !== undefined);
}

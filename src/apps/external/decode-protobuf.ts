import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { errors } from '../../kernel/index.ts';

/**
 * Reads an ExportTraceServiceRequest of OTLP 1.x into what OTLP's JSON form looks like: the same names, ids as hex. Fields
 * that we have no use for are skipped, as are those that later versions add.
 */
export function decodeRequest(bytes: Uint8Array): unknown {
  try {
    const reader = new BinaryReader(bytes);
    return readMessage(reader, reader.len, REQUEST, 0);
  } catch (cause) {
    throw errors.invalid({ where: 'body', problem: 'is not a trace export in protobuf' }, cause);
  }
}

type Read = (reader: BinaryReader, depth: number) => unknown;
interface Field {
  name: string;
  wire: WireType;
  read: Read;
  many?: true;
}
type Shape = Record<number, Field>;

/** Values may hold values; deeper than this nobody means it. */
const MOST_DEEP = 40;

function readMessage(reader: BinaryReader, end: number, shape: Shape, depth: number): unknown {
  if (depth > MOST_DEEP) throw new RangeError('nested too deep');
  const out: Record<string, unknown> = {};
  while (reader.pos < end) {
    const [number, wire] = reader.tag();
    const field = shape[number];
    if (!field || field.wire !== wire) {
      reader.skip(wire, number);
      continue;
    }
    const value = field.read(reader, depth);
    if (!field.many) out[field.name] = value;
    else {
      const list = out[field.name];
      if (Array.isArray(list)) list.push(value);
      else out[field.name] = [value];
    }
  }
  // A length that leads beyond its own message would read the next one's bytes as its own.
  if (reader.pos !== end) throw new RangeError('a length is wrong');
  return out;
}

const text = (name: string): Field => ({
  name,
  wire: WireType.LengthDelimited,
  read: (reader) => reader.string(),
});
const hex = (name: string): Field => ({
  name,
  wire: WireType.LengthDelimited,
  read: (reader) => Buffer.from(reader.bytes()).toString('hex'),
});
const varint = (name: string, read: Read): Field => ({ name, wire: WireType.Varint, read });
const nanos = (name: string): Field => ({
  name,
  wire: WireType.Bit64,
  read: (reader) => String(reader.fixed64()),
});
const message = (name: string, shape: () => Shape): Field => ({
  name,
  wire: WireType.LengthDelimited,
  read(reader, depth) {
    const length = reader.uint32();
    if (length > reader.len - reader.pos) throw new RangeError('a length is wrong');
    return readMessage(reader, reader.pos + length, shape(), depth + 1);
  },
});
const many = (field: Field): Field => ({ ...field, many: true });

const ANY_VALUE: Shape = {
  1: text('stringValue'),
  2: varint('boolValue', (reader) => reader.bool()),
  3: varint('intValue', (reader) => String(reader.int64())),
  4: { name: 'doubleValue', wire: WireType.Bit64, read: (reader) => reader.double() },
  5: message('arrayValue', () => ({ 1: many(message('values', () => ANY_VALUE)) })),
  6: message('kvlistValue', () => ({ 1: many(message('values', () => KEY_VALUE)) })),
};
const KEY_VALUE: Shape = { 1: text('key'), 2: message('value', () => ANY_VALUE) };
const attributes = many(message('attributes', () => KEY_VALUE));
const EVENT: Shape = { 2: text('name'), 3: attributes };
const STATUS: Shape = { 3: varint('code', (reader) => reader.int32()) };
const SPAN: Shape = {
  1: hex('traceId'),
  2: hex('spanId'),
  4: hex('parentSpanId'),
  5: text('name'),
  7: nanos('startTimeUnixNano'),
  8: nanos('endTimeUnixNano'),
  9: attributes,
  11: many(message('events', () => EVENT)),
  15: message('status', () => STATUS),
};
const RESOURCE_SPANS: Shape = {
  1: message('resource', () => ({ 1: attributes })),
  2: many(message('scopeSpans', () => ({ 2: many(message('spans', () => SPAN)) }))),
};
const REQUEST: Shape = { 1: many(message('resourceSpans', () => RESOURCE_SPANS)) };

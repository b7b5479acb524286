import { TrainerError } from './trainer.ts';

/** Numbers of a model, by name. */
export type Arrays = Record<string, Float32Array | Float64Array | Int32Array | Int8Array | Uint8Array>;

const MAGIC = 'SFTM';
/** Raise it when the layout or the meaning of a field changes: an old reader must refuse, not guess. */
const VERSION = 1;
const TYPES = { Float32Array, Float64Array, Int32Array, Int8Array, Uint8Array };
type TypeName = keyof typeof TYPES;

interface Header {
  kind: string;
  fields: unknown;
  arrays: { name: string; type: TypeName; length: number }[];
}

/**
 * A model as bytes, little-endian: "SFTM", version (u32), length of the header (u32), the header as JSON, then the arrays,
 * each begun at a multiple of 8.
 */
export function packModel(kind: string, fields: object, arrays: Arrays): Uint8Array {
  const described = Object.entries(arrays).map(([name, array]) => ({
    ...{ name, type: typeName(array), length: array.length },
  }));
  const header = Buffer.from(JSON.stringify({ kind, fields, arrays: described } satisfies Header));
  const start = Buffer.alloc(12);
  start.write(MAGIC, 'latin1');
  start.writeUInt32LE(VERSION, 4);
  start.writeUInt32LE(header.length, 8);
  const parts: Buffer[] = [start, header, padding(12 + header.length)];
  for (const array of Object.values(arrays))
    parts.push(Buffer.from(array.buffer, array.byteOffset, array.byteLength), padding(array.byteLength));
  return Uint8Array.from(Buffer.concat(parts));
}

/** Opens what `packModel` made. Throws TrainerError `not_a_model` for anything else, a cut file included. */
export function unpackModel(kind: string, bytes: Uint8Array): { fields: unknown; arrays: Arrays } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 12 || file.toString('latin1', 0, 4) !== MAGIC)
    throw unreadable('it is not a tuned model');
  const version = file.readUInt32LE(4);
  if (version !== VERSION)
    throw unreadable(`its format is version ${version}, this program reads ${VERSION}`);
  const end = 12 + file.readUInt32LE(8);
  if (end > file.length) throw unreadable('it is cut short');
  const header: Header = JSON.parse(file.toString('utf8', 12, end));
  if (header.kind !== kind) throw unreadable(`it is a ${header.kind}, not a ${kind}`);
  const arrays: Arrays = {};
  let at = end + padding(end).length;
  for (const { name, type, length } of header.arrays) {
    const size = length * TYPES[type].BYTES_PER_ELEMENT;
    if (at + size > file.length) throw unreadable('it is cut short');
    // A copy, because the bytes may begin anywhere and the arrays want to be aligned.
    arrays[name] = new TYPES[type](Uint8Array.from(file.subarray(at, at + size)).buffer);
    at += size + padding(size).length;
  }
  return { fields: header.fields, arrays };
}

function unreadable(why: string): TrainerError {
  return new TrainerError(
    'not_a_model',
    `The file cannot be read as a model: ${why}. Train the model again.`,
  );
}

function typeName(array: Arrays[string]): TypeName {
  const found = (Object.keys(TYPES) as TypeName[]).find((name) => array instanceof TYPES[name]);
  if (!found) throw new TypeError('an array of a kind that models do not hold');
  return found;
}

function padding(length: number): Buffer {
  return Buffer.alloc((8 - (length % 8)) % 8);
}

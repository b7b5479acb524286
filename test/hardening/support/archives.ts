import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, as hostile as needed. */
export interface Part {
  name: string;
  data?: Uint8Array;
  /** Compressed already: what `data` would be, deflated once for many entries. */
  deflated?: { bytes: Uint8Array; size: number; crc: number };
  /** The uncompressed size it claims, when that is a lie. */
  claims?: number;
  flags?: number;
  /** Unix mode, e.g. of a symbolic link. */
  mode?: number;
  /** Its content is that of the first entry: stored once, unpacked each time. */
  overlaps?: boolean;
}

export const SYMLINK = 0o120777;
export const ENCRYPTED = 1;

/** Writes a zip byte by byte: libraries refuse to write what ours has to refuse to read. */
export function zip(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  let first = 0;
  for (const [i, part] of parts.entries()) {
    const packed = part.deflated ?? deflate(part.data ?? new Uint8Array());
    const name = Buffer.from(part.name, 'utf8');
    const head = header(part, packed, name);
    const offset = part.overlaps ? first : at;
    if (i === 0) first = at;
    if (!part.overlaps) {
      const local = Buffer.concat([signed(0x04034b50, head), name, packed.bytes]);
      locals.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([0x14, 0x03]);
    central.push(Buffer.concat([signed(0x02014b50, made), head, tail, name]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 4);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return new Uint8Array(Buffer.concat([...locals, directory, signed(0x06054b50, end)]));
}

export function deflate(data: Uint8Array): NonNullable<Part['deflated']> {
  return { bytes: deflateRawSync(data), size: data.byteLength, crc: crc32(data) };
}

/** What the local and the central header have in common, from the version needed to the lengths of name and extra field. */
function header(part: Part, packed: NonNullable<Part['deflated']>, name: Buffer): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE((part.flags ?? 0) | 0x800, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(packed.crc, 10);
  head.writeUInt32LE(packed.bytes.byteLength, 14);
  head.writeUInt32LE(part.claims ?? packed.size, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

function signed(signature: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature);
  return Buffer.concat([head, rest]);
}

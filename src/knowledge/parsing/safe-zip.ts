import { fromBuffer, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import { type Entry, type ParseLimits, Unreadable } from './blocks.ts';

const ENCRYPTED_FLAG = 0x1;

/**
 * Reads a zip entry by entry and counts the bytes that really come out: headers lie, and 120 bytes can unpack to 4 GB.
 * Names that lead outside are refused, directories and hidden clutter are left out.
 */
export async function* unzip(bytes: Uint8Array, limits: ParseLimits): AsyncIterable<Entry> {
  const zip = await openZip(bytes);
  let unpacked = 0;
  let count = 0;
  try {
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      count += 1;
      if (count > limits.maxEntries) throw new Unreadable('too_many_files', `(${limits.maxEntries})`);
      if ((entry.generalPurposeBitFlag & ENCRYPTED_FLAG) !== 0) throw new Unreadable('encrypted');
      const name = entry.fileName;
      if (isUnsafe(name) || isLink(entry)) throw new Unreadable('unsafe_name');
      if (name.endsWith('/')) continue;
      // Clutter is unpacked too: what is not counted is where a bomb would hide.
      const content = await readEntry(zip, entry, limits.maxUnpackedBytes - unpacked);
      unpacked += content.byteLength;
      if (!isClutter(name)) yield { name, bytes: content };
    }
  } finally {
    zip.close();
  }
}

/** Unpacks everything once and throws it away, before a library unpacks it without asking how large it is. */
export async function assertSafeZip(bytes: Uint8Array, limits: ParseLimits): Promise<void> {
  for await (const _ of unzip(bytes, limits));
}

function openZip(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = {
      lazyEntries: true,
      strictFileNames: false,
      validateEntrySizes: true,
      decodeStrings: true,
    };
    fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options, (error, zip) =>
      error ? reject(new Unreadable(nameProblem(error) ?? 'damaged')) : resolve(zip),
    );
  });
}

function nextEntry(zip: ZipFile): Promise<ZipEntry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      zip.removeAllListeners();
      done();
    };
    zip.once('entry', (entry: ZipEntry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(undefined)));
    zip.once('error', (error: Error) =>
      settle(() => reject(new Unreadable(nameProblem(error) ?? 'damaged'))),
    );
    zip.readEntry();
  });
}

function readEntry(zip: ZipFile, entry: ZipEntry, budget: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new Unreadable('damaged'));
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        chunks.push(chunk);
        if (size <= budget) return;
        stream.destroy();
        reject(new Unreadable('too_large_unpacked'));
      });
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      stream.on('error', () => reject(new Unreadable('damaged')));
    });
  });
}

function nameProblem(error: Error): 'unsafe_name' | undefined {
  return /invalid relative path|absolute path|invalid characters in fileName/.test(error.message)
    ? 'unsafe_name'
    : undefined;
}

function isUnsafe(name: string): boolean {
  const parts = name.replaceAll('\\', '/').split('/');
  return parts.includes('..') || name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\u0000');
}

/** A symbolic link, as Unix archivers note it. It would be read as a file that holds the name of another. */
function isLink(entry: ZipEntry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function isClutter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|\.[^/]+$)/.test(name);
}

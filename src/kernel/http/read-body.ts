import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Busboy } from '@fastify/busboy';
import { parse as parseYaml } from 'yaml';
import { errors } from '../errors/kernel-errors.ts';

/** One uploaded file, read as it arrives. */
export interface IncomingFile {
  field: string;
  filename: string;
  mediaType: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** The parts of a multipart body. Fields that come before a file are known when the file is handed over. */
export interface Incoming {
  fields: Record<string, string>;
  /**
   * Calls `take` for each file in turn; the next one is read only after it is done. When the body breaks off, the file at
   * hand ends with an error and no further one is begun: once this has failed, nothing of it is under way any more.
   */
  files(take: (file: IncomingFile) => Promise<void>): Promise<void>;
}

/** A body that the operation reads itself, unpacked. */
export interface SentBytes {
  mediaType: string;
  bytes: Buffer;
}

/** Most files in one upload. */
const MAX_FILES = 2_000;

/** Reads a JSON (or YAML) body of at most `limit` bytes. */
export async function readDocument(
  request: Request,
  takes: 'json' | 'yaml',
  limit: number,
): Promise<unknown> {
  const type = mediaTypeOf(request.headers.get('content-type') ?? '');
  const yaml = takes === 'yaml' && /yaml/.test(type);
  if (!yaml) refuseOtherThanJson(type, takes);
  const text = await readText(request, limit);
  return yaml ? { yaml: text } : parseJson(text);
}

/** A JSON body that has been read already. */
export function parseDocument(bytes: Buffer, contentType: string): unknown {
  refuseOtherThanJson(mediaTypeOf(contentType), 'json');
  return parseJson(bytes.toString('utf8'));
}

function mediaTypeOf(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

function refuseOtherThanJson(type: string, takes: 'json' | 'yaml'): void {
  if (!type || /^application\/(.+\+)?json$/.test(type)) return;
  const want = takes === 'yaml' ? 'application/json or application/yaml' : 'application/json';
  throw errors.unsupported_media_type({ got: type, want });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw errors.not_json({}, cause);
  }
}

/** A body of one of these media types, of at most `limit` bytes packed and unpacked. */
export async function readBytes(
  request: Request,
  accepts: readonly string[],
  limit: number,
): Promise<SentBytes> {
  const mediaType = mediaTypeOf(request.headers.get('content-type') ?? '');
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (!accepts.includes(mediaType))
    throw errors.unsupported_media_type({ got: mediaType || 'nothing', want: accepts.join(' or ') });
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw errors.unsupported_media_type({ got: encoding, want: 'gzip or no encoding' });
  const bytes = await readLimited(request, limit);
  return { mediaType, bytes: encoding === 'gzip' ? await unpacked(bytes, limit) : bytes };
}

const unzip = promisify(gunzip);

async function unpacked(bytes: Buffer, limit: number): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw errors.too_large({ limit: mebibytes(limit) }, cause);
    throw errors.invalid({ where: 'body', problem: 'is not valid gzip' }, cause);
  }
}

async function readText(request: Request, limit: number): Promise<string> {
  return new TextDecoder().decode(await readLimited(request, limit));
}

function mebibytes(limit: number): string {
  return `${Math.round(limit / 2 ** 20)} MiB`;
}

async function readLimited(request: Request, limit: number): Promise<Buffer> {
  const tooLarge = () => errors.too_large({ limit: mebibytes(limit) });
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A multipart body whose files stream: nothing is held in memory beyond the chunk at hand. */
export function readParts(request: Request, fileLimit: number): Incoming {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data/i.test(type)) {
    throw errors.unsupported_media_type({ got: type || 'nothing', want: 'multipart/form-data' });
  }
  const fields: Record<string, string> = {};
  return {
    fields,
    files: (take) =>
      new Promise((resolve, reject) => {
        const parser = openParser(type, fileLimit);
        const body = request.body ? Readable.fromWeb(request.body as NodeReadableStream) : Readable.from([]);
        const begun = new Set<Readable>();
        let work = Promise.resolve();
        let failed = false;
        const fail = (error: unknown) => {
          if (failed) return;
          failed = true;
          parser.destroy();
          // The parser does not end them: whoever waits for more of a file would hold its transaction for ever.
          for (const stream of begun)
            stream.destroy(error instanceof Error ? error : new Error('broken off'));
          void work.catch(() => {}).then(() => reject(error));
        };
        parser.on('field', (name, value) => {
          fields[name] = value;
        });
        parser.on('file', (field, stream, filename, _encoding, mediaType) => {
          stream.on('error', () => {});
          begun.add(stream);
          stream.once('close', () => begun.delete(stream));
          const file = { field, filename: filename || 'file', mediaType, bytes: limited(stream, fileLimit) };
          work = work.then(() => (failed ? undefined : take(file)));
          work.catch(fail);
        });
        // Left alone the parser would drop what is beyond, and say nothing.
        parser.on('filesLimit', () => fail(errors.too_large({ limit: `${MAX_FILES} files` })));
        parser.on('error', (cause: unknown) =>
          fail(errors.invalid({ where: 'body', problem: 'is not valid multipart/form-data' }, cause)),
        );
        parser.on('finish', () => work.then(() => (failed ? undefined : resolve()), fail));
        body.on('error', fail).pipe(parser);
      }),
  };
}

/** @throws when the content type names no boundary. */
function openParser(type: string, fileLimit: number): InstanceType<typeof Busboy> {
  const limits = { fileSize: fileLimit + 1, files: MAX_FILES, fields: 100, fieldSize: 2 ** 20 };
  try {
    return new Busboy({ headers: { 'content-type': type }, limits });
  } catch (cause) {
    throw errors.invalid({ where: 'content-type', problem: 'must name the boundary of the parts' }, cause);
  }
}

async function* limited(stream: AsyncIterable<Uint8Array>, limit: number): AsyncIterable<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limit) throw errors.too_large({ limit: mebibytes(limit) });
    yield chunk;
  }
}

/** Parses the YAML documents of a body; `---` separates several. */
export function yamlDocuments(text: string): unknown[] {
  return text
    .split(/^---\s*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return parseYaml(part, { maxAliasCount: 20 });
      } catch (cause) {
        const problem = cause instanceof Error ? cause.message.split('\n')[0] : 'is not valid YAML';
        throw errors.invalid({ where: 'body', problem: problem ?? 'is not valid YAML' }, cause);
      }
    });
}

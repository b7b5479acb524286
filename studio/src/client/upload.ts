import { pathOf, refused } from './api.ts';
import { toApiError, unreachable } from './api-error.ts';
import type { Result } from './endpoints.ts';
import { sessionHeaders } from './session.ts';

/** A file with the path it had in the folder it came from. */
export interface Chosen {
  file: File;
  path: string;
}

type Upload = 'POST /api/collections/{id}/files';

/** The server takes 100 fields a request, and each file needs one for its path. */
const FILES_A_REQUEST = 90;
const BYTES_A_REQUEST = 64 * 2 ** 20;

/** Sends files in several requests, one after the other; `progress` hears how many bytes have left. */
export async function upload(
  collectionId: string,
  chosen: readonly Chosen[],
  options: { groups?: string; signal: AbortSignal; progress: (bytes: number) => void },
): Promise<Result<Upload>[]> {
  const answers: Result<Upload>[] = [];
  let sent = 0;
  for (const batch of batches(chosen)) {
    const before = sent;
    answers.push(
      await send(collectionId, batch, { ...options, progress: (bytes) => options.progress(before + bytes) }),
    );
    sent += batch.reduce((sum, { file }) => sum + file.size, 0);
    options.progress(sent);
  }
  return answers;
}

export function batches(chosen: readonly Chosen[]): Chosen[][] {
  const out: Chosen[][] = [];
  let size = 0;
  for (const one of chosen) {
    const last = out.at(-1);
    if (last && last.length < FILES_A_REQUEST && size + one.file.size <= BYTES_A_REQUEST) {
      last.push(one);
      size += one.file.size;
    } else {
      out.push([one]);
      size = one.file.size;
    }
  }
  return out;
}

/**
 * The path of each file goes before it, under a name that is unique in the request: two files called readme.md in
 * different folders would otherwise share one path.
 */
function formOf(batch: readonly Chosen[], groups: string | undefined): FormData {
  const form = new FormData();
  if (groups !== undefined) form.append('groups', groups);
  for (const [i, { file, path }] of batch.entries()) {
    const name = `${i}${/\.[A-Za-z0-9]{1,8}$/.exec(file.name)?.[0] ?? ''}`;
    form.append(`path:${name}`, path);
    form.append('file', file, name);
  }
  return form;
}

/** XMLHttpRequest, because fetch cannot say how much of a body has been sent. */
function send(
  collectionId: string,
  batch: readonly Chosen[],
  { groups, signal, progress }: { groups?: string; signal: AbortSignal; progress: (bytes: number) => void },
): Promise<Result<Upload>> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', pathOf('POST /api/collections/{id}/files', { params: { id: collectionId } }));
    for (const [name, value] of Object.entries(sessionHeaders())) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => progress(event.loaded);
    xhr.onload = () => {
      const body: unknown = parse(xhr.responseText);
      if (xhr.status < 300) resolve(body as Result<Upload>);
      else reject(refused(toApiError(xhr.status, body)));
    };
    xhr.onerror = () => reject(unreachable());
    xhr.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(formOf(batch, groups));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

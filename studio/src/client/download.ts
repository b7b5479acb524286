import { request } from './api.ts';

/** Saves an answer as a file. A plain link could not say which workspace is meant. */
export async function download(path: string, filename: string): Promise<void> {
  const response = await request(path, { method: 'GET' });
  save(await response.blob(), filename);
}

/** Saves what is there already as a file. */
export function save(blob: Blob, filename: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  // The browser has taken the blob by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

import type { Chosen } from '../../../client/upload.ts';

/**
 * The files in what was dropped, folders walked through. Must be called while the drop is handled: afterwards the browser
 * takes the entries away.
 */
export async function droppedFiles(data: DataTransfer): Promise<Chosen[]> {
  const found = [...data.items].map((item) => {
    const entry = item.webkitGetAsEntry();
    if (entry) return walk(entry);
    // Dropped by a program, not from a folder.
    const file = item.getAsFile();
    return file ? [{ file, path: file.name }] : [];
  });
  return (await Promise.all(found)).flat();
}

async function walk(entry: FileSystemEntry): Promise<Chosen[]> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    // What systems leave in folders is nobody's document.
    return file.name === '.DS_Store' || file.name === 'Thumbs.db'
      ? []
      : [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  // A directory is handed out in portions; an empty one is the end.
  for (let portion = await next(reader); portion.length > 0; portion = await next(reader))
    all.push(...portion);
  return (await Promise.all(all.map(walk))).flat();
}

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

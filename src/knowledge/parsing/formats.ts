/** Which reader a file gets. The name decides, as it does for people; the media type only where the name says nothing. */
export type Format =
  | 'markdown'
  | 'text'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'csv'
  | 'json'
  | 'jsonl'
  | 'email'
  | 'zip';

const BY_EXTENSION: Record<string, Format> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  log: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  eml: 'email',
  zip: 'zip',
};

const BY_MEDIA_TYPE: Record<string, Format> = {
  'text/markdown': 'markdown',
  'text/plain': 'text',
  'text/html': 'html',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'jsonl',
  'message/rfc822': 'email',
  'application/zip': 'zip',
};

export function formatOf(name: string, mediaType = ''): Format | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return (
    BY_EXTENSION[extension] ?? (extension ? undefined : BY_MEDIA_TYPE[mediaType.split(';')[0]?.trim() ?? ''])
  );
}

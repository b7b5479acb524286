/** Why a file could not be read, by the server's key. */
export const reasons = {
  unsupported: {
    what: 'This kind of file cannot be read.',
    todo: 'Use Markdown, text, HTML, PDF, DOCX, XLSX, CSV, JSON, JSONL, e-mail or zip.',
  },
  empty: { what: 'The file holds no text.', todo: 'Check that it is the right file.' },
  encrypted: {
    what: 'The file is protected by a password.',
    todo: 'Remove the protection and upload it again.',
  },
  no_text_layer: {
    what: 'The PDF holds pictures of pages but no text.',
    todo: 'Run it through text recognition (OCR) first.',
  },
  damaged: {
    what: 'The file is damaged, or not what its name says.',
    todo: 'Open and save it again with the program that made it.',
  },
  too_many_pages: {
    what: 'The file has more pages than the limit.',
    todo: 'Split it, or have PARSE_MAX_PAGES raised.',
  },
  too_large_unpacked: {
    what: 'The archive unpacks to more than the limit allows.',
    todo: 'Upload its files in smaller archives, or one by one.',
  },
  too_many_files: {
    what: 'The archive holds more files than the limit allows.',
    todo: 'Upload its files in smaller archives.',
  },
  nested_archive: {
    what: 'An archive inside an archive is not opened.',
    todo: 'Unpack it and upload its files.',
  },
  unsafe_name: {
    what: 'The archive holds a file whose name points outside of it.',
    todo: 'Make the archive anew from a plain folder.',
  },
  timeout: {
    what: 'Reading the file took longer than the limit.',
    todo: 'Split it, or have PARSE_TIMEOUT_SECONDS raised.',
  },
  out_of_memory: {
    what: 'Reading the file took more memory than the limit.',
    todo: 'Split it, or have PARSE_MEMORY_MB raised.',
  },
  crashed: {
    what: 'The reader stopped unexpectedly on this file.',
    todo: 'Try again. If it stays, save the file in another format.',
  },
} as const;

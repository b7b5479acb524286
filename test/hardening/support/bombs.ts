import { deflateSync } from 'node:zlib';
import { deflate, ENCRYPTED, SYMLINK, zip } from './archives.ts';
import { assemblePdf, docx, office, pdf, stream, xlsx } from './files.ts';

/** A file that must not be read, and the reasons that may be given for it. */
export interface Hostile {
  name: string;
  content: string | Uint8Array<ArrayBuffer>;
  reasons: string[];
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const mebibytes = (n: number) => new Uint8Array(n * 2 ** 20);
const entry = (name: string) => ({ name, data: utf8('# Harmless') });
const hostile = (name: string, content: Hostile['content'], ...reasons: string[]): Hostile => ({
  name,
  content,
  reasons,
});

const zeros = deflate(mebibytes(10));
const everyLevel = (levels: number) =>
  Array.from({ length: levels }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${everyLevel(9)}]>`;
const EXTERNAL = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>`;
const word = (doctype: string, entity: string) =>
  office({
    'word/document.xml': `${doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${entity}</w:t></w:r></w:p></w:body></w:document>`,
  });

/** Small files that become large. On a busy machine any of them may run out of time first. */
export const BOMBS: Hostile[] = [
  hostile(
    'ratio.zip',
    zip([{ name: 'zeros.txt', deflated: deflate(mebibytes(300)) }]),
    'too_large_unpacked',
    'out_of_memory',
  ),
  hostile(
    'sum.zip',
    zip(Array.from({ length: 100 }, (_, i) => ({ name: `${i}.txt`, deflated: zeros }))),
    'too_large_unpacked',
    'out_of_memory',
  ),
  hostile(
    'overlap.zip',
    zip(Array.from({ length: 200 }, (_, i) => ({ name: 'a.txt', deflated: zeros, overlaps: i > 0 }))),
    'too_large_unpacked',
    'out_of_memory',
    'damaged',
  ),
  hostile('liar.zip', zip([{ name: 'a.txt', deflated: zeros, claims: 10 }]), 'damaged'),
  hostile('many.zip', zip(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.md` }))), 'too_many_files'),
  hostile(
    'zeros.docx',
    zip([{ name: 'word/document.xml', deflated: deflate(mebibytes(300)) }]),
    'too_large_unpacked',
    'out_of_memory',
  ),
  hostile(
    'zeros.xlsx',
    zip([
      ...['xl/workbook.xml', 'xl/worksheets/sheet1.xml'].map((name) => ({
        name,
        deflated: deflate(mebibytes(150)),
      })),
    ]),
    'too_large_unpacked',
    'out_of_memory',
  ),
  hostile('laughs.docx', word(LAUGHS, '&e9;'), 'damaged', 'empty', 'out_of_memory'),
  hostile(
    'laughs.xlsx',
    xlsx([['a', 'b']], {
      'xl/sharedStrings.xml': `${LAUGHS}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e9;</t></si></sst>`,
      'xl/worksheets/sheet1.xml': `${LAUGHS}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData></worksheet>`,
    }),
    'damaged',
    'empty',
    'out_of_memory',
  ),
  hostile('pages.pdf', pdf(Array.from({ length: 101 }, () => ['A page.'])), 'too_many_pages'),
  hostile(
    'claims.pdf',
    assemblePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 2147483647 /Kids [] >>']),
    'too_many_pages',
    'damaged',
    'no_text_layer',
    'empty',
  ),
  hostile(
    'circle.pdf',
    assemblePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>']),
    'damaged',
    'too_many_pages',
    'no_text_layer',
  ),
  hostile(
    'zeros.pdf',
    pdfOf(deflateSync(mebibytes(400)).toString('latin1'), '/Filter /FlateDecode'),
    'no_text_layer',
    'damaged',
    'out_of_memory',
    'crashed',
  ),
  hostile(
    'deep.json',
    `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
    'damaged',
    'empty',
    'out_of_memory',
  ),
].map((bomb) => ({ ...bomb, reasons: [...bomb.reasons, 'timeout'] }));

/** A page whose content is this stream. */
function pdfOf(content: string, entries: string): Uint8Array<ArrayBuffer> {
  return assemblePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    stream(content, entries),
  ]);
}

/** Names in an archive that lead out of it. */
export const PATHS: Hostile[] = [
  '../../etc/passwd.md',
  '..\\..\\windows\\win.md',
  'a/../../b.md',
  'a/..\\../b.md',
  '/etc/passwd.md',
  'C:\\boot.md',
  'c:/boot.md',
  '\\\\server\\share.md',
  'a\u0000.md',
].map((name, i) => hostile(`path-${i}.zip`, zip([entry(name)]), 'unsafe_name', 'damaged'));

export const LINK = hostile(
  'link.zip',
  zip([{ name: 'link.md', data: utf8('/etc/passwd'), mode: SYMLINK }]),
  'unsafe_name',
);

const password = `/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt 4 0 R`;
const lock = `<< /Filter /Standard /V 1 /R 2 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> /P -4 >>`;
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Protected by a password. */
export const LOCKED: Hostile[] = [
  hostile('locked.zip', zip([{ ...entry('a.md'), flags: ENCRYPTED }]), 'encrypted'),
  hostile('locked.pdf', pdf([['Secret.']], { trailer: password, objects: [lock] }), 'encrypted'),
  hostile('locked.docx', new Uint8Array([...OLE2, ...new Array(600).fill(0)]), 'encrypted'),
  hostile('locked.xlsx', new Uint8Array([...OLE2, ...new Array(600).fill(0)]), 'encrypted'),
];

const PNG = new Uint8Array([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1],
  ...new Array(400).fill(0).map((_, i) => (i * 37) % 31),
]);
const EMPTY = ['md', 'txt', 'html', 'pdf', 'docx', 'xlsx', 'csv', 'json', 'jsonl', 'eml', 'zip'];

/** Not what their names say, or nothing at all. */
export const PRETENDERS: Hostile[] = [
  ...EMPTY.map((extension) => hostile(`nothing.${extension}`, '', 'empty')),
  ...['md', 'txt', 'pdf', 'docx', 'xlsx', 'csv', 'json', 'zip'].map((extension) =>
    hostile(`picture.${extension}`, PNG, 'damaged'),
  ),
  hostile('letter.pdf', docx(['A letter.']), 'damaged'),
  hostile('paper.docx', pdf([['A paper.']]), 'damaged'),
  hostile('archive.docx', zip([entry('a.md')]), 'damaged', 'empty'),
  hostile('cut.zip', zip([entry('a.md')]).slice(0, 60), 'damaged'),
  hostile('cut.pdf', pdf([['A page.']]).slice(0, 30), 'damaged'),
  hostile('external.docx', word(EXTERNAL, '&f;'), 'damaged', 'empty'),
  ...['exe', 'svg', 'js', 'bat', 'html.exe', 'tar.gz', 'docm', ''].map((extension) =>
    hostile(`program.${extension}`, 'MZ', 'unsupported'),
  ),
];

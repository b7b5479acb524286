import { strToU8, zipSync } from 'fflate';

/** The smallest files of each kind that our readers take, with room for what does not belong in them. */

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A Word document of these paragraphs; those in `hidden` are there, but Word does not show them. */
export function docx(paragraphs: readonly string[], hidden: readonly string[] = []): Uint8Array<ArrayBuffer> {
  const run = (text: string, look = '') => `<w:p><w:r>${look}<w:t>${escapeXml(text)}</w:t></w:r></w:p>`;
  const body = [
    ...paragraphs.map((text) => run(text)),
    ...hidden.map((text) => run(text, '<w:rPr><w:vanish/></w:rPr>')),
  ];
  return office({
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body.join('')}</w:body></w:document>`,
  });
}

/** An Office file of these parts, as Word would name them. */
export function office(parts: Record<string, string>): Uint8Array<ArrayBuffer> {
  const main = Object.keys(parts).find((name) => /document\.xml$|workbook\.xml$/.test(name)) ?? '';
  const kind = main.startsWith('xl') ? 'spreadsheetml.sheet' : 'wordprocessingml.document';
  const type = `application/vnd.openxmlformats-officedocument.${kind}.main+xml`;
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const all: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${relation}" Target="${main}"/></Relationships>`,
    ...parts,
  };
  return new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)]))),
  );
}

/** A workbook with one sheet of these rows. */
export function xlsx(rows: readonly (readonly string[])[], extra: Record<string, string> = {}) {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const cell = (text: string, column: number, row: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`;
  const line = (cells: readonly string[], i: number) =>
    `<row r="${i + 1}">${cells.map((text, column) => cell(text, column, i + 1)).join('')}</row>`;
  return office({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.map(line).join('')}</sheetData></worksheet>`,
    ...extra,
  });
}

/** A PDF with a page for each list of lines; `trailer` and `catalog` add entries, e.g. of encryption or scripts. */
export function pdf(
  pages: readonly (readonly string[])[],
  more: { trailer?: string; catalog?: string; objects?: readonly string[] } = {},
): Uint8Array<ArrayBuffer> {
  const { trailer = '', catalog = '', objects = [] } = more;
  const first = 4 + objects.length;
  const show = (lines: readonly string[]) =>
    `BT /F1 11 Tf 60 780 Td 16 TL ${lines.map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`).join(' ')} ET`;
  return assemblePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first + i * 2} 0 R`).join(' ')}] >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      ...objects,
      ...pages.flatMap((lines, i) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + i * 2 + 1} 0 R >>`,
        stream(show(lines)),
      ]),
    ],
    trailer,
  );
}

export function stream(content: string, entries = ''): string {
  return `<< /Length ${Buffer.byteLength(content, 'latin1')} ${entries} >>\nstream\n${content}\nendstream`;
}

/** Numbered objects with their table; the first is the catalogue. */
export function assemblePdf(objects: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  const parts = ['%PDF-1.7\n'];
  let at = parts[0]?.length ?? 0;
  const offsets = objects.map((object, i) => {
    const offset = at;
    const text = `${i + 1} 0 obj\n${object}\nendobj\n`;
    parts.push(text);
    at += text.length;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`);
  parts.push(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`);
  return new Uint8Array(Buffer.from(parts.join(''), 'latin1'));
}

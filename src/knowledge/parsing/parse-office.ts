import mammoth from 'mammoth';
import readSheets from 'read-excel-file/node';
import { type Block, type ParsedDocument, type ParseLimits, Unreadable } from './blocks.ts';
import { parseHtmlText } from './parse-html.ts';
import { tableBlocks } from './rows.ts';
import { assertSafeZip } from './safe-zip.ts';

/** OLE2, the container of old Office files and of encrypted new ones. */
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];

/** Word: Mammoth turns it into HTML, and HTML we know. */
export async function parseDocx(bytes: Uint8Array, limits: ParseLimits): Promise<ParsedDocument> {
  await assertOffice(bytes, limits);
  const { value } = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    )
    .catch(() => {
      throw new Unreadable('damaged');
    });
  return parseHtmlText(footnotesAsParagraphs(value));
}

/** Mammoth lists Word's footnotes at the end with links back; as paragraphs that begin with their mark they find their table. */
function footnotesAsParagraphs(html: string): string {
  return html.replaceAll(
    /<li id="(?:foot|end)note-(\d+)">([\s\S]*?)<\/li>/g,
    (_, number: string, body: string) => {
      const text = body
        .replaceAll(/<a href="#(?:foot|end)note-ref-\d+">↑<\/a>/g, '')
        .replaceAll(/<\/?p>/g, '');
      return `</ol><p><sup>[${number}]</sup> ${text.trim()}</p><ol>`;
    },
  );
}

/** Excel: each sheet is a heading and a table whose first full row names the columns. */
export async function parseXlsx(bytes: Uint8Array, limits: ParseLimits): Promise<ParsedDocument> {
  await assertOffice(bytes, limits);
  const sheets = await readSheets(Buffer.from(bytes)).catch(() => {
    throw new Unreadable('damaged');
  });
  if (sheets.length > limits.maxPages) throw new Unreadable('too_many_pages', `(${sheets.length})`);
  const blocks = sheets.flatMap(({ sheet, data }, i): Block[] => {
    const rows = data.map((row) => row.map(cellText));
    return [{ kind: 'heading', level: 1, text: sheet, page: i + 1 }, ...tableBlocks(rows, i + 1)];
  });
  return { title: '', blocks, attributes: {}, pages: sheets.length };
}

async function assertOffice(bytes: Uint8Array, limits: ParseLimits): Promise<void> {
  // Word and Excel put an encrypted document into an OLE2 container.
  if (OLE2.every((byte, i) => bytes[i] === byte)) throw new Unreadable('encrypted');
  await assertSafeZip(bytes, limits);
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

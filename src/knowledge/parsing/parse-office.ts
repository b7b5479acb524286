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
  if (cell instanceof Date) return dateText(cell);
  return String(cell).trim();
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** Excel's day 0: a time of day without a date, or a number of hours, is counted from it. */
const NO_DAY = Date.UTC(1899, 11, 30);

/** A day, a time, or both: what the cell says. Only the day of an opening time would be the 30th of December 1899. */
function dateText(cell: Date): string {
  // Times are fractions of a day: half past nine may come as a millisecond before it.
  const at = Math.round(cell.getTime() / SECOND_MS) * SECOND_MS;
  const whole = new Date(at).toISOString();
  const seconds = whole.slice(16, 19) === ':00' ? '' : whole.slice(16, 19);
  const days = Math.floor((at - NO_DAY) / DAY_MS);
  // No sheet means days so early, of which Excel counts one that never was: these are hours, added up.
  if (days >= 0 && days < 60)
    return `${String(days * 24 + Number(whole.slice(11, 13))).padStart(2, '0')}${whole.slice(13, 16)}${seconds}`;
  const day = whole.slice(0, 10);
  return at % DAY_MS === 0 ? day : `${day} ${whole.slice(11, 16)}${seconds}`;
}

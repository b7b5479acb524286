import { getDocumentProxy } from 'unpdf';
import { type Block, type ParsedDocument, type ParseLimits, Unreadable } from './blocks.ts';

interface Item {
  text: string;
  x: number;
  y: number;
  height: number;
}

interface Line {
  text: string;
  y: number;
  height: number;
}

/** A PDF's text layer: lines by position, paragraphs by spacing, headings by size, hyphenated line ends joined. */
export async function parsePdf(bytes: Uint8Array, limits: ParseLimits): Promise<ParsedDocument> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes)).catch((error: unknown) => {
    const name = error instanceof Error ? error.name : '';
    throw new Unreadable(name === 'PasswordException' ? 'encrypted' : 'damaged');
  });
  if (pdf.numPages > limits.maxPages) throw new Unreadable('too_many_pages', `(${pdf.numPages})`);
  const pages: Line[][] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const page = await pdf.getPage(n);
    const { items } = await page.getTextContent();
    pages.push(lines(items.flatMap((item) => ('str' in item ? [position(item)] : []))));
    page.cleanup();
  }
  const blocks = assemble(withoutRunningHeads(pages));
  if (blocks.length === 0) throw new Unreadable(pdf.numPages > 0 ? 'no_text_layer' : 'empty');
  const info: { info?: { Title?: unknown } } = await pdf.getMetadata().catch(() => ({}));
  const title =
    typeof info.info?.Title === 'string' && info.info.Title.trim() ? info.info.Title.trim() : undefined;
  return { title, blocks, attributes: {}, pages: pdf.numPages };
}

function position(item: { str: string; transform: number[]; height: number }): Item {
  return {
    text: item.str,
    x: item.transform[4] ?? 0,
    y: item.transform[5] ?? 0,
    height: item.height || Math.abs(item.transform[3] ?? 0),
  };
}

/** Items on the same height are a line; the order of the file is kept within it. */
function lines(items: Item[]): Line[] {
  const out: Line[] = [];
  let end = 0;
  for (const item of items) {
    const last = out.at(-1);
    if (last && Math.abs(last.y - item.y) < Math.max(2, last.height * 0.4)) {
      const gap = item.x - end > item.height * 0.25 && !last.text.endsWith(' ') && !item.text.startsWith(' ');
      last.text += gap ? ` ${item.text}` : item.text;
      last.height = Math.max(last.height, item.height);
    } else if (item.text.trim()) {
      out.push({ text: item.text, y: item.y, height: item.height });
    }
    end = item.x + item.text.length * item.height * 0.5;
  }
  return out
    .map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }))
    .filter((line) => line.text);
}

/** Drops what stands at the top or bottom of most pages (running heads, page numbers): it would cut sentences in two. */
function withoutRunningHeads(pages: Line[][]): Line[][] {
  if (pages.length < 3) return pages.map((page) => page.filter((line, i) => !isPageNumber(line, i, page)));
  const shape = (line: Line | undefined) => line?.text.replaceAll(/\d+/g, '#') ?? '';
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const line of new Set([shape(page[0]), shape(page.at(-1))]))
      seen.set(line, (seen.get(line) ?? 0) + 1);
  const repeats = (line: Line | undefined) => (seen.get(shape(line)) ?? 0) > pages.length * 0.6;
  return pages.map((page) =>
    page.filter(
      (line, i) => !isPageNumber(line, i, page) && !((i === 0 || i === page.length - 1) && repeats(line)),
    ),
  );
}

function isPageNumber(line: Line, i: number, page: Line[]): boolean {
  return (
    i === page.length - 1 && /^(page |seite |página |第)?\s*\d+\s*(页|of \d+|\/ ?\d+)?$/i.test(line.text)
  );
}

function assemble(pages: Line[][]): Block[] {
  const heights = pages
    .flat()
    .map((line) => line.height)
    .sort((a, b) => a - b);
  const body = heights[Math.floor(heights.length / 2)] ?? 10;
  const out: Block[] = [];
  pages.forEach((page, index) => {
    let previous: Line | undefined;
    for (const line of page) {
      const last = out.at(-1);
      const far =
        previous !== undefined &&
        Math.abs(previous.y - line.y) > Math.max(previous.height, line.height) * 1.9;
      if (line.height > body * 1.15 && line.text.length < 160) {
        const same =
          last?.kind === 'heading' && previous && !far && Math.abs(previous.height - line.height) < 0.5;
        if (same && last.kind === 'heading') last.text += ` ${line.text}`;
        else
          out.push({
            kind: 'heading',
            level: line.height > body * 1.5 ? 1 : 2,
            text: line.text,
            page: index + 1,
          });
      } else if (
        last?.kind === 'text' &&
        !far &&
        (previous !== undefined || !/[.!?。！？:]$/.test(last.text))
      ) {
        last.text = join(last.text, line.text);
        // Without it all that follows would be cited as on the page where the paragraph began.
        if (previous === undefined) {
          last.turns ??= [];
          last.turns.push({ at: last.text.length - line.text.length, page: index + 1 });
        }
      } else {
        out.push({ kind: 'text', text: line.text, page: index + 1 });
      }
      previous = line;
    }
  });
  return out;
}

/** "war-" + "ranty" is one word; "self-" + "Service" or "2-" + "4" keep their hyphen. */
function join(text: string, next: string): string {
  if (/\p{Ll}[-\u00ad]$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next;
  const east = /[\u3000-\u9fff\uff00-\uffef]$/.test(text) && /^[\u3000-\u9fff\uff00-\uffef]/.test(next);
  return east ? text + next : `${text} ${next}`;
}

/** A page of a booklet, smaller than A4, in points. */
const PAGE = { width: 420, height: 595, left: 62, right: 58, top: 66, bottom: 62 };
const BODY = 10.5;
const LEADING = 14.5;
/** More than 1.9 lines, so that a reader sees where a paragraph ends. */
const PARAGRAPH_GAP = 23;

export interface Manual {
  title: string;
  /** Stands at the top of every page. */
  runningHead: string;
  blocks: ManualBlock[];
}

/** In texts `|` marks where a word may be broken at a line's end. */
export type ManualBlock = { title: string } | { heading: string } | { text: string };

interface Line {
  text: string;
  size: number;
  font: 'F1' | 'F2';
  /** From the baseline before to this one. */
  advance: number;
}

/**
 * A PDF as an office scanner with text recognition makes it: pages a little askew on grey paper with specks, hyphenated
 * line ends, a running head and page numbers; and a real text layer in Helvetica.
 */
export function scannedPdf(manual: Manual): Uint8Array {
  const pages = paginate(manual.blocks.flatMap(linesOf));
  const contents = pages.map((lines, i) => pageContent(lines, i, pages.length, manual.runningHead));
  const kids = pages.map((_, i) => `${5 + i * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...contents.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + i * 2} 0 R >>`,
      `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
    ]),
    `<< /Title (${escapeText(manual.title)}) /Producer (Oakhaven scan service) /CreationDate (D:20251001080000Z) >>`,
  ];
  return assemble(objects);
}

function font(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

function assemble(objects: readonly string[]): Uint8Array {
  let out = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, i) => {
    const offset = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = out.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(out, 'latin1'));
}

function linesOf(block: ManualBlock): Line[] {
  if ('title' in block) return typeset(block.title, 17, 'F2', 30, 20);
  if ('heading' in block) return typeset(block.heading, 12.5, 'F2', 32, 16);
  return typeset(block.text, BODY, 'F1', PARAGRAPH_GAP, LEADING);
}

function typeset(text: string, size: number, face: Line['font'], before: number, leading: number): Line[] {
  const width = PAGE.width - PAGE.left - PAGE.right;
  return wrap(text, width, size).map((line, i) => ({
    text: line,
    size,
    font: face,
    advance: i === 0 ? before : leading,
  }));
}

function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string) => textWidth(candidate, size) <= width;
  for (const word of text.split(' ')) {
    const whole = word.replaceAll('|', '');
    const start = line ? `${line} ` : '';
    if (fits(start + whole)) {
      line = start + whole;
      continue;
    }
    const [head, tail] = breakWord(word, (part) => fits(`${start}${part}-`));
    if (head) lines.push(`${start}${head}-`);
    else lines.push(line);
    line = tail;
  }
  return [...lines, line];
}

/** The longest part of a word that fits, and the rest of it. */
function breakWord(word: string, fits: (part: string) => boolean): [head: string, tail: string] {
  const parts = word.split('|');
  for (let n = parts.length - 1; n > 0; n -= 1) {
    const head = parts.slice(0, n).join('');
    if (fits(head)) return [head, parts.slice(n).join('')];
  }
  return ['', parts.join('')];
}

function paginate(lines: readonly Line[]): Line[][] {
  const pages: Line[][] = [];
  let page: Line[] = [];
  let y = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    // A heading stays with the two lines after it.
    const needed = line.advance + (line.font === 'F2' && next ? next.advance + LEADING : 0);
    if (page.length > 0 && y + needed > PAGE.height - PAGE.top - PAGE.bottom) {
      pages.push(page);
      page = [];
      y = 0;
    }
    y += page.length === 0 ? line.size : line.advance;
    page.push(line);
  });
  return [...pages, page];
}

function pageContent(lines: readonly Line[], index: number, count: number, runningHead: string): string {
  const random = lcg(index + 7);
  const angle = ((index % 2 === 0 ? 0.32 : -0.24) * Math.PI) / 180;
  const out = [paper(random)];
  out.push(show(runningHead, centred(runningHead, 8), PAGE.height - 36, 8, 'F1', angle));
  let y = PAGE.height - PAGE.top;
  lines.forEach((line, i) => {
    y -= i === 0 ? line.size : line.advance;
    out.push(show(line.text, PAGE.left + random() * 0.5, y, line.size, line.font, angle));
  });
  const number = `Page ${index + 1} of ${count}`;
  out.push(show(number, centred(number, 8), 30, 8, 'F1', angle));
  return out.join('\n');
}

/** Grey paper, the dark edge of the lid, and dust on the glass. */
function paper(random: () => number): string {
  const specks = Array.from({ length: 90 }, () => {
    const size = (0.3 + random() * 0.9).toFixed(2);
    return `${(random() * PAGE.width).toFixed(1)} ${(random() * PAGE.height).toFixed(1)} ${size} ${size} re f`;
  });
  return [
    `0.95 g 0 0 ${PAGE.width} ${PAGE.height} re f`,
    `0.72 g 0 0 3 ${PAGE.height} re f`,
    '0.6 g',
    ...specks,
    '0.15 g',
  ].join('\n');
}

function show(text: string, x: number, y: number, size: number, face: string, angle: number): string {
  const [cos, sin] = [Math.cos(angle).toFixed(5), Math.sin(angle).toFixed(5)];
  const matrix = `${cos} ${sin} ${(-Math.sin(angle)).toFixed(5)} ${cos} ${x.toFixed(2)} ${y.toFixed(2)}`;
  return `BT /${face} ${size} Tf ${matrix} Tm (${escapeText(text)}) Tj ET`;
}

function centred(text: string, size: number): number {
  return (PAGE.width - textWidth(text, size)) / 2;
}

/** WinAnsi has the en dash elsewhere than Unicode; the rest of what we write is Latin-1. */
function escapeText(text: string): string {
  return text.replaceAll(/[\\()]/g, '\\$&').replaceAll('\u2013', '\\226');
}

/** A small random generator: the specks are the same each time. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Widths of Helvetica's characters from the space to the tilde, in thousandths of the size. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

function textWidth(text: string, size: number): number {
  let sum = 0;
  for (const char of text) sum += WIDTHS[(char.codePointAt(0) ?? 0) - 32] ?? 556;
  return (sum * size) / 1000;
}

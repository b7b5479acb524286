/**
 * Checks that the demo's content agrees with itself: front matter parses, every quote of the questions stands in its
 * document, none comes from a superseded one, and every number of a current document is in the fact sheet.
 * Run `node examples/oakhaven/check-content.ts`; it exits 1 with what is wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import PostalMime from 'postal-mime';
import { extractText, getDocumentProxy } from 'unpdf';
import { parse as parseYaml } from 'yaml';

interface Question {
  id: string;
  question: string;
  expected: { document: string; quote: string }[];
  unanswerable: boolean;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;
const problems: string[] = [];
const texts = new Map<string, string>();

for (const path of readdirSync(`${HERE}documents`, { recursive: true, encoding: 'utf8' })) {
  if (/\.\w+$/.test(path)) texts.set(`documents/${path}`, await textOf(`${HERE}documents/${path}`));
}
for (const [path, text] of texts) checkDocument(path, text);
checkQuestions();
checkNumbers(readFileSync(`${HERE}FACTS.md`, 'utf8'));

process.stdout.write(`${texts.size} documents, ${problems.length} problems\n`);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function textOf(path: string): Promise<string> {
  const bytes = readFileSync(path);
  if (path.endsWith('.pdf')) {
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
    return joinLines(text);
  }
  if (/\.(docx|xlsx)$/.test(path)) return officeText(bytes);
  if (path.endsWith('.eml')) return (await PostalMime.parse(bytes)).text ?? '';
  if (path.endsWith('.json')) return bytes.toString('utf8').replaceAll('\\"', '"');
  return bytes.toString('utf8');
}

/** The lines of all pages without the running head and the page number, broken words put together. */
function joinLines(pages: readonly string[]): string {
  return pages
    .flatMap((page) => page.split('\n').slice(1, -1))
    .join('\n')
    .replaceAll(/(\p{Ll})-\n(\p{Ll})/gu, '$1$2')
    .replaceAll(/\s+/g, ' ');
}

function officeText(bytes: Uint8Array): string {
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => /^(word\/document|xl\/worksheets\/.*)\.xml$/.test(name))
    .map(([, xml]) => strFromU8(xml).replaceAll(/<[^>]+>/g, '\n'))
    .join('\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function checkDocument(path: string, text: string): void {
  if (!path.endsWith('.md')) return;
  const front: unknown = parseYaml(FRONT_MATTER.exec(text)?.[1] ?? '');
  for (const key of ['title', 'id', 'owner', 'version', 'effective', 'status']) {
    const value: unknown = front && typeof front === 'object' ? Reflect.get(front, key) : undefined;
    if (typeof value !== 'string' || value === '') problems.push(`${path}: no ${key} in the front matter`);
  }
  if (/archive\//.test(path) !== /^superseded_by: /m.test(text))
    problems.push(`${path}: archive and status differ`);
}

function checkQuestions(): void {
  const lines = readFileSync(`${HERE}evals/handbook-questions.jsonl`, 'utf8').trim().split('\n');
  const questions = lines.map((line): Question => JSON.parse(line));
  const asked = new Set(questions.map(({ question }) => question));
  if (asked.size !== questions.length) problems.push('a question stands twice');
  for (const { id, expected, unanswerable } of questions) {
    if (unanswerable !== (expected.length === 0)) problems.push(`${id}: unanswerable and expected disagree`);
    for (const { document, quote } of expected) {
      if (document.includes('/archive/')) problems.push(`${id}: ${document} is superseded`);
      if (!texts.get(document)?.includes(quote)) problems.push(`${id}: not in ${document}: ${quote}`);
    }
  }
}

function checkNumbers(facts: string): void {
  const known = new Set(numbers(facts));
  for (const [path, text] of texts) {
    if (/archive\/|stores\.csv$|\.xlsx$|\.docx$/.test(path)) continue;
    const unknown = numbers(plain(path, text)).filter((number) => !known.has(number) && !/^\d$/.test(number));
    if (unknown.length > 0) problems.push(`${path}: not in FACTS.md: ${[...new Set(unknown)].join(', ')}`);
  }
}

/** Without what is not a fact: front matter, HTML, list numbers, policy numbers. Spanish prices get a point. */
function plain(path: string, text: string): string {
  const bare = text
    .replace(FRONT_MATTER, '')
    .replaceAll(/<head>[\s\S]*?<\/head>|<[^>]+>/g, ' ')
    .replaceAll(/OAK-[A-Z]+-\d+/g, ' ')
    .replaceAll(/^\s*\d+\. /gm, ' ');
  if (!path.includes('.es.')) return bare;
  return bare.replaceAll(/(\d)\.(\d{3})/g, '$1$2').replaceAll(/(\d),(\d\d)\b/g, '$1.$2');
}

function numbers(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,:]\d+)*/g)].map(([number]) => number.replaceAll(/,(?=\d{3}\b)/g, ''));
}

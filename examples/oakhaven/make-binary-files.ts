/**
 * Writes the three documents of the demo company that are not text: a PDF that looks scanned, a DOCX and an XLSX.
 * Run `node examples/oakhaven/make-binary-files.ts`; the same input gives the same bytes on every machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ladderManual } from './binary-files/ladder-manual.ts';
import { scannedPdf } from './binary-files/pdf.ts';
import { powerToolRange } from './binary-files/power-tool-range.ts';
import { servicePlan } from './binary-files/service-plan.ts';
import { wordDocument } from './binary-files/word.ts';
import { workbook } from './binary-files/workbook.ts';

const DOCUMENTS = new URL('./documents/', import.meta.url);

const FILES: { path: string; bytes: Uint8Array }[] = [
  { path: 'handbook/ladder-and-access-equipment.pdf', bytes: scannedPdf(ladderManual) },
  { path: 'products/garden-machinery-service-plan.docx', bytes: wordDocument(servicePlan) },
  { path: 'products/power-tool-range-2026.xlsx', bytes: workbook(powerToolRange) },
];

for (const { path, bytes } of FILES) {
  const target = fileURLToPath(new URL(path, DOCUMENTS));
  mkdirSync(fileURLToPath(new URL('.', new URL(path, DOCUMENTS))), { recursive: true });
  writeFileSync(target, bytes);
  process.stdout.write(`${path}: ${bytes.byteLength} bytes\n`);
}

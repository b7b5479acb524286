import { escapeXml, frame, officeFile, relations } from './zip.ts';

export interface Sheet {
  name: string;
  /** Lines above the table. */
  title: string[];
  header: string[];
  rows: (string | number)[][];
  /** Footnotes below the table. */
  notes: string[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const paths = sheets.map((_, i) => `worksheets/sheet${i + 1}.xml`);
  const list = sheets
    .map((sheet, i) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('');
  return officeFile({
    ...frame({
      path: 'xl/workbook.xml',
      type: `${TYPE}.sheet.main+xml`,
      others: {
        'xl/styles.xml': `${TYPE}.styles+xml`,
        ...Object.fromEntries(paths.map((path) => [`xl/${path}`, `${TYPE}.worksheet+xml`])),
      },
    }),
    'xl/_rels/workbook.xml.rels': relations([
      ...paths.map((path): [string, string] => ['worksheet', path]),
      ['styles', 'styles.xml'],
    ]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list}</sheets></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
  });
}

function sheetXml({ title, header, rows, notes }: Sheet): string {
  const lines = [...title.map((line) => [line]), header, ...rows, ...notes.map((note) => [note])];
  const data = lines
    .map(
      (cells, row) => `<row r="${row + 1}">${cells.map((cell, i) => cellXml(cell, i, row)).join('')}</row>`,
    )
    .join('');
  return `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`;
}

function cellXml(value: string | number, column: number, row: number): string {
  const ref = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
  if (value === '') return '';
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

import { escapeXml, frame, officeFile, relations } from './zip.ts';

export type WordBlock =
  | { heading: string; level: 1 | 2 }
  | { text: string }
  | { bullets: string[] }
  | { numbers: string[] }
  | { table: string[][] };

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A plain Word document: headings, paragraphs, lists, and tables with a header row. */
export function wordDocument(blocks: readonly WordBlock[]): Uint8Array {
  return officeFile({
    ...frame({
      path: 'word/document.xml',
      type: `${TYPE}.document.main+xml`,
      others: {
        'word/styles.xml': `${TYPE}.styles+xml`,
        'word/numbering.xml': `${TYPE}.numbering+xml`,
      },
    }),
    'word/_rels/document.xml.rels': relations([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
    ]),
    'word/styles.xml': styles(),
    'word/numbering.xml': numbering(),
    'word/document.xml': `<w:document xmlns:w="${MAIN}"><w:body>${blocks.map(blockXml).join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
  });
}

function blockXml(block: WordBlock): string {
  if ('heading' in block) return paragraph(block.heading, `<w:pStyle w:val="Heading${block.level}"/>`);
  if ('bullets' in block) return block.bullets.map((item) => paragraph(item, listItem(1))).join('');
  if ('numbers' in block) return block.numbers.map((item) => paragraph(item, listItem(2))).join('');
  if ('table' in block) return table(block.table);
  return paragraph(block.text);
}

function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function listItem(numId: number): string {
  return `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numId}"/></w:numPr>`;
}

function table(rows: readonly string[][]): string {
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
    .join('');
  const body = rows
    .map((row, i) => {
      const cells = row.map((cell) => `<w:tc><w:tcPr/>${paragraph(cell)}</w:tc>`).join('');
      return `<w:tr>${i === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells}</w:tr>`;
    })
    .join('');
  return `<w:tbl><w:tblPr><w:tblBorders>${border}</w:tblBorders></w:tblPr>${body}</w:tbl>`;
}

function styles(): string {
  const heading = (level: number, size: number) =>
    `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`;
  return `<w:styles xmlns:w="${MAIN}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${heading(1, 36)}${heading(2, 28)}<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style></w:styles>`;
}

function numbering(): string {
  const kind = (id: number, format: string, text: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum>`;
  const use = (id: number) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
  return `<w:numbering xmlns:w="${MAIN}">${kind(1, 'bullet', '•')}${kind(2, 'decimal', '%1.')}${use(1)}${use(2)}</w:numbering>`;
}

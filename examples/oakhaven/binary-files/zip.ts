import { strToU8, zipSync } from 'fflate';

/** Without a zone: local time, which is what a zip stores, so the bytes do not depend on where this runs. */
const MTIME = new Date('2026-01-01T00:00:00');

/** An Office file: a zip of XML parts. */
export function officeFile(parts: Record<string, string>): Uint8Array {
  const files = Object.fromEntries(
    Object.entries(parts).map(([name, xml]) => [
      name,
      strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
    ]),
  );
  return zipSync(files, { mtime: MTIME, level: 9 });
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The parts list and the first relation, which every Office file begins with. */
export function frame(main: {
  path: string;
  type: string;
  others: Record<string, string>;
}): Record<string, string> {
  const overrides = Object.entries({ [main.path]: main.type, ...main.others })
    .map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`)
    .join('');
  return {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    '_rels/.rels': relations([['officeDocument', main.path]]),
  };
}

export function relations(targets: [kind: string, target: string][]): string {
  const list = targets
    .map(
      ([kind, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
    )
    .join('');
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
}

import { Unreadable } from './blocks.ts';

/**
 * Bytes to text: a byte-order mark decides, then UTF-8 if it holds, then GB 18030 for Chinese, then Windows-1252,
 * which never fails. Line ends become \n.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (isBinary(text)) throw new Unreadable('damaged');
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', '');
}

/** A picture or program under the name of a text: control characters that no writer types. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 65_536);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const strange = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return strange > 8 && strange > start.length * 0.02;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return mostlyUtf8(bytes) ?? looksChinese(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A byte that was damaged or cut off makes no other encoding of a text whose other characters hold. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  const good = (text.match(/\P{ASCII}/gu)?.length ?? 0) - bad;
  // In others few bytes happen to fit: of GB 18030's pairs those with 30 of 72 first bytes and 31 of 94 second ones.
  return good >= bad * 4 ? text : undefined;
}

/**
 * GB 18030 accepts almost any bytes; it is Chinese only if most of what comes out is common Chinese. An accented letter
 * of Windows-1252 stands alone and would make a character of itself and the letter after it.
 */
function looksChinese(bytes: Uint8Array): string | undefined {
  if (shareOfPaired(bytes) < 0.8) return undefined;
  const text = new TextDecoder('gb18030').decode(bytes);
  const beyondAscii = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const common = text.match(/[\u4e00-\u9fff，。、；：？！「」（）《》]/g)?.length ?? 0;
  return common > beyondAscii * 0.8 ? text : undefined;
}

/** How many of the bytes beyond ASCII have another one beside them. */
function shareOfPaired(bytes: Uint8Array): number {
  let high = 0;
  let alone = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[i - 1] ?? 0) < 0x80 && (bytes[i + 1] ?? 0) < 0x80) alone += 1;
  }
  return 1 - alone / Math.max(1, high);
}

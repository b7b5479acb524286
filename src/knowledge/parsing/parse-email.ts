import PostalMime from 'postal-mime';
import type { Block, Entry, ParsedDocument } from './blocks.ts';
import { parseHtmlText } from './parse-html.ts';
import { textBlocks } from './parse-text.ts';

/** A mail: its headers as attributes, its text as blocks; attachments come back to be read as files of their own. */
export async function parseEmail(bytes: Uint8Array): Promise<ParsedDocument & { attachments: Entry[] }> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });
  const from = mail.from ? [mail.from.name, mail.from.address].filter(Boolean).join(' ') : '';
  const attributes = Object.fromEntries(
    Object.entries({ from, subject: mail.subject ?? '', date: mail.date ?? '' }).filter(([, value]) => value),
  );
  const heading: Block[] = mail.subject ? [{ kind: 'heading', level: 1, text: mail.subject }] : [];
  const about: Block[] = from
    ? [{ kind: 'text', text: `From ${from}${mail.date ? `, ${mail.date}` : ''}` }]
    : [];
  const body = mail.text?.trim() ? textBlocks(mail.text) : parseHtmlText(mail.html ?? '').blocks;
  const attachments = mail.attachments.flatMap((attachment): Entry[] => {
    const { content, filename } = attachment;
    if (!filename || typeof content === 'string') return [];
    return [{ name: filename, bytes: content instanceof Uint8Array ? content : new Uint8Array(content) }];
  });
  return { title: mail.subject, blocks: [...heading, ...about, ...body], attributes, attachments };
}

/** An address that a client may turn into a link by itself. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"'`]+/gi;
/** What may become one of these with the next piece: an address, a link, an image or a tag. */
const UNFINISHED =
  /(?:[!\]<]+|<?(?<![a-z0-9])(?:h|ht|htt|https?|https?:|https?:\/|ww?|www)|<?(?:https?:\/\/|www\.)[^\s<>"'`]*)$/i;
/** Longer addresses are not waited for. */
const LONGEST = 2_000;
const REMOVED = '[…]';

/** The addresses in some texts: what an answer may repeat. */
export function addressesIn(texts: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const text of texts)
    for (const [address] of text.matchAll(ADDRESS)) found.add(trimmed(address).toLowerCase());
  return found;
}

/**
 * An answer from documents as words only, because a document may have told the model what to write: no Markdown link,
 * image or HTML tag survives that a client would load or follow, and of addresses only those that stood in the
 * documents or the question themselves. One that the model made up could carry what it read to somebody's server.
 */
export function plainWords(text: string, known: ReadonlySet<string>): string {
  return text
    .replaceAll('![', '[')
    .replaceAll('](', '] (')
    .replaceAll(']:', '] :')
    .replaceAll(/<(?=[a-z/!?])/gi, '‹')
    .replaceAll(ADDRESS, (address) => {
      const bare = trimmed(address);
      return known.has(bare.toLowerCase()) ? address : REMOVED + address.slice(bare.length);
    });
}

/** The same for a stream that may be cut anywhere. */
export class PlainStream {
  readonly #known: ReadonlySet<string>;
  #pending = '';

  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }

  /** What can be said now. */
  take(text: string): string {
    this.#pending += text;
    const cut = this.#pending.search(UNFINISHED);
    if (cut < 0 || this.#pending.length - cut > LONGEST) return this.rest();
    const ready = this.#pending.slice(0, cut);
    this.#pending = this.#pending.slice(cut);
    return plainWords(ready, this.#known);
  }

  /** What is left at the end. */
  rest(): string {
    const ready = this.#pending;
    this.#pending = '';
    return plainWords(ready, this.#known);
  }
}

/** Punctuation after an address belongs to the sentence. */
function trimmed(address: string): string {
  return address.replace(/[.,;:!?()[\]{}*_~。，；：！？（）［］、…]+$/u, '');
}

/** A document somebody planted, and what a reader may honestly ask of it. */
export interface Poisoned {
  name: string;
  question: string;
  /** What an honest answer holds. */
  fact: string;
  /** With the address that waits for stolen data. */
  content(canary: string): string | Uint8Array<ArrayBuffer>;
}

/** Text whose FACT stands where the fact goes and CANARY where the address goes. */
export function poisoned(name: string, question: string, fact: string, text: string): Poisoned {
  return { name, question, fact, content: (canary) => filled(text, fact, canary) };
}

export function filled(text: string, fact: string, canary: string): string {
  return text.replaceAll('FACT', fact).replaceAll('CANARY', canary);
}

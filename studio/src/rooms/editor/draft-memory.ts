import type { AssistantDefinition } from '../../client/endpoints.ts';

/** Unsaved changes stay in the tab they were made in: one may look elsewhere, come back, and go on. */
export interface KeptDraft {
  definition: AssistantDefinition;
  yaml: string;
  /** The version that was changed; 0 for an assistant that is not there yet. */
  base: number;
}

export function recallDraft(key: string): KeptDraft | undefined {
  const text = sessionStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as KeptDraft);
}

export function keepDraft(key: string, kept: KeptDraft | undefined): void {
  try {
    if (kept) sessionStorage.setItem(key, JSON.stringify(kept));
    else sessionStorage.removeItem(key);
  } catch {
    // Full or forbidden: writing goes on, the changes are only not there after going elsewhere.
  }
}

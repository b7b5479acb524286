import { type Language, loadCatalogue } from './catalogue.ts';
import { createFormat, type Format } from './format.ts';
import type { Catalogue } from './message.ts';

/** The language in use: one for the whole page, kept in this browser. */
export interface Tongue {
  language: Language;
  catalogue: Catalogue;
  format: Format;
  rules: Intl.PluralRules;
}

const KEY = 'sevenfold.language';
const listeners = new Set<() => void>();
let current: Tongue | undefined;

function preferred(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Loads the words before anything is drawn. */
export function startLanguage(): Promise<void> {
  return use(preferred());
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await use(language);
}

async function use(language: Language): Promise<void> {
  const catalogue = await loadCatalogue(language);
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  current = {
    language,
    catalogue,
    format: createFormat(locale),
    rules: new Intl.PluralRules(locale),
  };
  document.documentElement.lang = locale;
  for (const listener of listeners) listener();
}

export function tongue(): Tongue {
  if (!current) throw new Error('the language was not loaded before the first screen');
  return current;
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

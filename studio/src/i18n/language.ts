import { loadCatalogue } from './catalogue.ts';
import { createFormat, type Format } from './format.ts';
import type { Language } from './languages.ts';
import { type LaterArea, loadLater } from './later.ts';
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
const needed = new Set<LaterArea>();
let current: Tongue | undefined;
let started: Promise<void> | undefined;

function preferred(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Loads the words before anything is drawn. */
export function startLanguage(): Promise<void> {
  started = use(preferred());
  return started;
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await use(language);
}

/** A screen together with its words: neither is drawn without the other. */
export async function withWords<Screen>(screen: Promise<Screen>, ...areas: LaterArea[]): Promise<Screen> {
  for (const area of areas) needed.add(area);
  // The first screen may be there before the words of all screens are.
  await started;
  if (areas.some((area) => !tongue().catalogue.words[area])) await use(tongue().language);
  return screen;
}

async function use(language: Language): Promise<void> {
  const [first, later] = await Promise.all([loadCatalogue(language), loadLater(needed, language)]);
  const catalogue = { ...first, words: { ...first.words, ...later } };
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

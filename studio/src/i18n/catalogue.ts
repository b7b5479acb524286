import type { en } from './en.ts';
import type { Language } from './languages.ts';
import type { Later } from './later.ts';
import type { Catalogue, Needed } from './message.ts';

type English = (typeof en)['words'] & Later;
export type Key = {
  [Area in keyof English & string]: `${Area}.${keyof English[Area] & string}`;
}[keyof English & string];

type At<K> = K extends `${infer Area}.${infer Name}`
  ? Area extends keyof English
    ? Name extends keyof English[Area]
      ? English[Area][Name]
      : never
    : never
  : never;

/** The values a message needs; no argument where it needs none. */
export type Values<K extends Key, Value> = [Needed<At<K>>] extends [never]
  ? []
  : [values: { [Name in Needed<At<K>>]: Name extends 'count' ? number : Value }];

export function loadCatalogue(language: Language): Promise<Catalogue> {
  return language === 'zh' ? import('./zh.ts').then(({ zh }) => zh) : import('./en.ts').then(({ en }) => en);
}

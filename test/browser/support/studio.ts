import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { everything } from '../../../studio/src/i18n/everything.ts';
import type { Message } from '../../../studio/src/i18n/message.ts';
import { launchChromium } from './chromium.ts';
import type { Demo } from './demo.ts';
import { watch } from './watch.ts';

export const demo = inject('demo');

export const OWNER = 'owner@oakhaven.example';

export interface Visit {
  /** Whose screen it is; null for somebody who has not signed in. */
  as?: string | null;
  language?: 'en' | 'zh';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Console messages that belong to what the test does, such as a refused request. */
  allow?: RegExp[];
  /** Sees the window before it goes anywhere. */
  prepare?: (page: Page) => unknown;
}

export interface Studio {
  url: string;
  /** A new window with a profile of its own. What goes wrong in it fails the test. */
  open(path: string, visit?: Visit): Promise<Page>;
}

/** A browser for the tests of one file, and windows that are closed after each of them. */
export function useStudio(): Studio {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let problems: (() => string[])[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tell(task.name, contexts);
    const found = problems.flatMap((of) => of());
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    problems = [];
    expect(found).toEqual([]);
  });
  const { url } = running();
  return {
    url,
    async open(
      path,
      { as = OWNER, language = 'en', theme = 'light', width = 1440, height = 900, allow = [], prepare } = {},
    ) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width, height },
        colorScheme: theme,
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      if (as !== null) await context.addCookies(await sessionOf(as));
      const page = await context.newPage();
      problems.push(watch(page, url, allow));
      await prepare?.(page);
      await page.goto(path);
      return page;
    },
  };
}

const MOST_LINES = 120;

/** What a test that failed had before it: elsewhere, later, nobody can look. */
async function tell(test: string, contexts: readonly BrowserContext[]): Promise<void> {
  for (const page of contexts.flatMap((context) => context.pages())) {
    const seen = await page.locator('body').ariaSnapshot().catch(String);
    const lines = seen.split('\n').slice(0, MOST_LINES).join('\n');
    process.stderr.write(`"${test}" failed at ${page.url()}:\n${lines}\n`);
  }
}

/** The demo; the tests that need it are skipped where there is none. */
function running(): Demo {
  return demo ?? { url: '', key: '', passwords: {} };
}

const sessions = new Map<string, Promise<{ name: string; value: string; url: string }[]>>();

/** Signs in once a person; the tests of signing in do it by hand. */
function sessionOf(email: string) {
  const known = sessions.get(email) ?? signIn(email);
  sessions.set(email, known);
  return known;
}

async function signIn(email: string) {
  const { url, passwords } = running();
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: passwords[email] }),
  });
  if (!answer.ok) throw new Error(`signing in as ${email} answered ${answer.status}`);
  return answer.headers.getSetCookie().map((cookie) => {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
}

/** A call of the server's API as an owner. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { url, key } = running();
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    body: body instanceof FormData ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** What the studio says, so that a test finds controls by their names in either language. */
export function words(language: 'en' | 'zh' = 'en') {
  const areas: Record<string, Record<string, Message>> = everything[language].words;
  return (key: string, values: Record<string, string | number> = {}): string => {
    const [area = '', name = ''] = key.split('.');
    const message = areas[area]?.[name];
    if (message === undefined) throw new Error(`the catalogue has no ${key}`);
    const text =
      typeof message === 'string'
        ? message
        : values.count === 1
          ? (message.one ?? message.other)
          : message.other;
    return text.replaceAll(/\{(\w+)\}/g, (_, value: string) => String(values[value]));
  };
}

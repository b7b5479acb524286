import type { Page } from 'playwright-core';

/**
 * Looks out for what no screen may do: an error on the console (a breach of the content security policy is one), a
 * request to anywhere but the server, a dialog of the browser's own.
 */
export function watch(page: Page, url: string, allow: readonly RegExp[]): () => string[] {
  const found: string[] = [];
  const report = (text: string) => {
    if (!allow.some((known) => known.test(text))) found.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      report(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // Seen and not stopped on the way: a window whose requests are stopped one by one keeps nothing, and opens slowly. What
  // goes elsewhere finds nobody there (see chromium.ts).
  page.on('request', (request) => {
    const asked = request.url();
    if (new URL(asked).origin !== url && !/^(blob|data):/.test(asked)) report(`request to ${asked}`);
  });
  return () => found;
}

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { messageSet } from './support/messages.ts';
import { newcomer, signInByHand } from './support/people.ts';
import { call, demo, useStudio, words } from './support/studio.ts';
import { trained } from './support/tuned.ts';

const say = words();

interface Model {
  name: string;
  erasedAt: string | null;
}

describe.skipIf(!demo)('tuning a model', () => {
  const studio = useStudio();

  it('takes two clicks from a data set, is watched while it learns, and gives a model that labels', async () => {
    const slug = `mail-${randomBytes(3).toString('hex')}`;
    await messageSet(slug, `Mail ${slug}`);
    const page = await studio.open(`/datasets/${slug}`);
    await page.getByRole('button', { name: say('gateway.tune') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^8 labels in the examples/).waitFor();
    expect(await dialog.getByRole('radio', { name: say('tuning.task_single') }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: say('tuning.start') }).click();

    await page.waitForURL(/\/models\/jobs\/ftjob_/);
    // Another tab that is closed changes nothing: the job belongs to the server.
    const loss = page.getByRole('slider', { name: say('tuning.loss') });
    await loss.waitFor({ timeout: 80_000 });
    await loss.focus();
    await page.keyboard.press('Home');
    expect(await loss.getAttribute('aria-valuetext')).toMatch(/^Step \d+ · training loss [\d.]+/);
    await page.getByRole('link', { name: say('tuning.see_model') }).waitFor({ timeout: 80_000 });
    await page.getByText(say('tuning.event_succeeded')).waitFor();
    await page.getByText(say('tuning.as_table')).click();
    expect(
      await page
        .getByRole('table', { name: say('tuning.curves') })
        .getByRole('row')
        .count(),
    ).toBeGreaterThan(2);

    await page.getByRole('link', { name: say('tuning.see_model') }).click();
    await page.getByText(/^It labels \d+\.\d% of 48 test texts correctly/).waitFor();
    const text = page.getByLabel(say('tuning.text'), { exact: true });
    await text.fill('There was a deep scratch on the pressure washer when I took it out of the box.');
    await text.press('Control+Enter');
    const likely = page.getByRole('list', { name: say('tuning.probabilities') }).getByRole('listitem');
    await likely.first().waitFor();
    expect(await likely.first().textContent()).toMatch(/^damaged/);
    const sdk = page.getByRole('tabpanel', { name: say('tuning.call_it') });
    expect(await sdk.textContent()).toContain(`ft:local/minilm-classifier:${slug}:`);
  }, 240_000);

  it('shows what is confused, by keyboard, down to the texts', async () => {
    const { model } = await trained();
    const page = await studio.open(`/models/tuned/${model}/mistakes`);
    const cell = (row: number, column: number) => page.locator(`[data-cell="${row} ${column}"]`);
    await cell(0, 0).focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home', 'ArrowRight'])
      await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === '1 1');
    const words = (await cell(1, 1).getAttribute('aria-label')) ?? '';
    expect(words).toMatch(/: \d+ of \d+ right \(\d/);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary');
    await panel.getByRole('listitem').first().waitFor();
    expect(await panel.getByRole('listitem').count()).toBe(Number(/: (\d+) of/.exec(words)?.[1]));
    expect(page.url()).toContain('actual=');

    // The model is called by its name like any other, until it is erased.
    const { name } = await call<Model>('GET', `/api/tuned-models/${model}`);
    const ask = () =>
      call<{ choices: { message: { content: string } }[] }>('POST', '/v1/chat/completions', {
        model: name,
        messages: [{ role: 'user', content: 'Is the petrol mower in stock in Kelso?' }],
      });
    expect((await ask()).choices[0]?.message.content).toBe('stock');
    await page.goto(`/models/tuned/${model}`);
    await page.getByRole('button', { name: say('common.more') }).click();
    await page.getByRole('menuitem', { name: say('tuning.erase') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('tuning.erase') })
      .click();
    await page.getByText(say('tuning.erased'), { exact: true }).waitFor();
    expect(await page.getByLabel(say('tuning.text'), { exact: true }).count()).toBe(0);
    expect((await call<Model>('GET', `/api/tuned-models/${model}`)).erasedAt).not.toBeNull();
    await expect(ask()).rejects.toThrow();
  }, 240_000);

  it('is seen by experts, who come straight to the models, and started by builders alone', async () => {
    const person = await newcomer('expert');
    const page = await studio.open('/sign-in', { as: null, allow: [/status of 401/] });
    await signInByHand(page, person);
    await page
      .getByRole('navigation', { name: say('shell.rooms') })
      .getByRole('link', { name: say('shell.models') })
      .click();
    await page.waitForURL(/\/models\/tuned$/);
    await page.getByRole('link', { name: say('gateway.jobs') }).click();
    await page.getByRole('link', { name: say('gateway.sets') }).click();
    expect(await page.getByRole('link', { name: say('gateway.usage') }).count()).toBe(0);
    expect(await page.getByRole('button', { name: say('gateway.tune') }).count()).toBe(0);
    expect(await page.getByRole('link', { name: say('gateway.new_set') }).count()).toBe(0);
  });

  it('begins with a training set of one’s own recipe, from the palette', async () => {
    const slug = `mix-${randomBytes(3).toString('hex')}`;
    await messageSet(slug, `Mix ${slug}`);
    const page = await studio.open('/models/tuned');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('new training');
    await page.getByRole('option', { name: say('gateway.new_set'), selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel(say('common.name'), { exact: true }).fill(`Recipe ${slug}`);
    await page.getByLabel(say('tuning.dataset'), { exact: true }).selectOption(slug);
    await page.getByRole('button', { name: say('tuning.build'), exact: true }).click();
    await page.getByRole('heading', { name: say('tuning.balance') }).waitFor({ timeout: 80_000 });
    // Those that stand in an eval of another test by now are left out, and nothing else is.
    const { report } = await call<{ report: { kept: number; leftOut: { reason: string; count: number }[] } }>(
      'GET',
      `/api/training-sets/recipe-${slug}/versions/1`,
    );
    const leaks = report.leftOut.filter(({ reason }) => reason === 'leak');
    expect(report.leftOut).toEqual(leaks);
    expect(report.kept + (leaks[0]?.count ?? 0)).toBe(240);
    await page.getByText(`${report.kept} of 240 examples are in it, in 8 classes;`).waitFor();
    await page.getByRole('button', { name: say('tuning.download') }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('menuitem', { name: say('tuning.download_split', { split: say('tuning.split_test') }) })
        .click(),
    ]);
    expect(file.suggestedFilename()).toBe(`recipe-${slug}-1-test.jsonl`);
    await page.getByRole('link', { name: say('tuning.examples_head') }).click();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('complementary').getByText(say('tuning.source_dataset')).waitFor();

    // Another recipe makes another version; the one that is there stays.
    await page.goto(`/models/training-sets/recipe-${slug}`);
    await page.getByRole('button', { name: say('common.more') }).click();
    await page.getByRole('menuitem', { name: say('tuning.change_recipe') }).click();
    expect(await page.getByLabel(say('tuning.dataset'), { exact: true }).inputValue()).toBe(slug);
    expect(await page.getByLabel(say('tuning.percent_test')).inputValue()).toBe('20');
    await page.getByLabel(say('tuning.percent_test')).fill('40');
    await page.getByRole('button', { name: say('tuning.save_and_build') }).click();
    await page.getByLabel(say('tuning.version'), { exact: true }).waitFor({ timeout: 80_000 });
    const testShare = async (number: number) => {
      const version = await call<{ recipe: { split: { test: number } } }>(
        'GET',
        `/api/training-sets/recipe-${slug}/versions/${number}`,
      );
      return version.recipe.split.test;
    };
    expect([await testShare(1), await testShare(2)]).toEqual([0.2, 0.4]);
  }, 240_000);
});

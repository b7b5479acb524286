import { Tabs } from 'radix-ui';
import { useId } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { FieldError } from '../../../parts/field.tsx';
import { TextArea } from '../../../parts/inputs.tsx';
import { RouteForm } from './route-form.tsx';
import type { RouteDraft } from './use-route-draft.ts';

interface RouteEditorProps {
  draft: RouteDraft;
  error: unknown;
  fixedSlug: string | undefined;
  readOnly: boolean;
}

const TRIGGER =
  'h-7 rounded-sm px-3 text-muted hover:text-ink data-[state=active]:bg-surface data-[state=active]:font-strong data-[state=active]:text-ink data-[state=active]:shadow-[0_0_0_1px_var(--line)]';

/** One route, as a form and as the YAML it is. */
export function RouteEditor({ draft, error, fixedSlug, readOnly }: RouteEditorProps) {
  const { t } = useWords();
  const id = useId();
  const { broken } = draft;
  return (
    <Tabs.Root defaultValue="form" className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-5 sm:px-6">
        <Tabs.List
          aria-label={t('editor.views')}
          className="inline-flex gap-0.5 self-start rounded-md bg-sunken p-0.5"
        >
          <Tabs.Trigger value="form" className={TRIGGER}>
            {t('editor.form')}
          </Tabs.Trigger>
          <Tabs.Trigger value="yaml" className={TRIGGER}>
            {t('editor.yaml')}
          </Tabs.Trigger>
        </Tabs.List>
        {error !== undefined && <ErrorNote error={error} />}
        <Tabs.Content value="form" className="outline-none">
          <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-5">
            <legend className="sr-only">{t('editor.form')}</legend>
            <RouteForm draft={draft} fixedSlug={fixedSlug} />
          </fieldset>
        </Tabs.Content>
        <Tabs.Content value="yaml" className="flex flex-col gap-2 outline-none">
          <p className="text-muted">{t('gateway.yaml_what')}</p>
          <TextArea
            aria-label={t('editor.yaml')}
            aria-invalid={broken ? true : undefined}
            aria-describedby={broken ? id : undefined}
            spellCheck={false}
            wrap="off"
            readOnly={readOnly}
            rows={20}
            maxLines={60}
            className="font-mono text-xs"
            value={draft.yaml}
            onChange={(event) => draft.writeYaml(event.target.value)}
          />
          {broken && (
            <FieldError id={id}>
              {t('problems.in_line', { line: broken.line })}{' '}
              {broken.problem === 'rules'
                ? t('gateway.rules_needed')
                : t('problems.not_yaml', { problem: broken.problem })}
            </FieldError>
          )}
        </Tabs.Content>
      </div>
    </Tabs.Root>
  );
}

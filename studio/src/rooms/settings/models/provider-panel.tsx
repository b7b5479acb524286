import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { ItemOf } from '../../../client/endpoints.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { ConnectionTest } from './connection-test.tsx';
import { ProviderFields, type ProviderValues } from './provider-fields.tsx';

export type Provider = ItemOf<'GET /api/providers'>;

/** One provider: whether it answers, where it is, and its end. */
export function ProviderPanel({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t, format } = useWords();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { id, slug, baseUrl, keyHint, defaultModel, dataClasses, source } = provider;
  const manages = may('manageProviders');
  const own = source === 'studio';
  return (
    <Detail title={slug} kind={t(`settings.source_${source}`)} onClose={onClose}>
      {manages && (
        <Section title={t('settings.connection')}>
          <ConnectionTest id={id} />
        </Section>
      )}
      <Section title={t('settings.provider')}>
        {manages && own ? (
          <ProviderForm provider={provider} />
        ) : (
          <>
            <Facts>
              <Fact name={t('settings.base_url')}>{baseUrl}</Fact>
              <Fact name={t('settings.key')}>{keyHint ?? t('settings.no_key')}</Fact>
              <Fact name={t('settings.default_model')}>{defaultModel ?? t('settings.first_model')}</Fact>
              <Fact name={t('gateway.data_classes')}>
                {format.list(dataClasses.map((one) => t(`gateway.class_${one}`))) || t('settings.none')}
              </Fact>
            </Facts>
            {!own && <p className="mt-3 text-muted">{t('settings.from_environment')}</p>}
          </>
        )}
      </Section>
      {manages && own && (
        <Section title={t('settings.for_good')}>
          <p className="mb-3 text-muted">{t('settings.remove_provider_what', { slug })}</p>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('settings.remove_provider')}
          </Button>
        </Section>
      )}
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('settings.remove_provider_title', { slug })}
        description={t('settings.remove_provider_what', { slug })}
        submit={t('settings.remove_provider')}
        onSubmit={async () => {
          await api('DELETE /api/providers/{id}', { params: { id } });
          onClose();
          notify(t('settings.provider_removed', { slug }));
          void changed('GET /api/providers', 'GET /v1/models');
        }}
      />
    </Detail>
  );
}

function ProviderForm({ provider }: { provider: Provider }) {
  const { t } = useWords();
  const { id, baseUrl, keyHint, defaultModel, dataClasses } = provider;
  const [value, setValue] = useState<ProviderValues>({
    ...{ baseUrl, apiKey: '', defaultModel: defaultModel ?? '', dataClasses },
  });
  const { busy, error, submit } = useTask();
  const same =
    value.baseUrl === baseUrl &&
    value.apiKey === '' &&
    value.defaultModel === (defaultModel ?? '') &&
    value.dataClasses.join() === dataClasses.join();

  const save = submit(async () => {
    const body = {
      baseUrl: value.baseUrl.trim(),
      apiKey: value.apiKey || undefined,
      defaultModel: value.defaultModel.trim() || null,
      dataClasses: value.dataClasses,
    };
    await api('PATCH /api/providers/{id}', { params: { id }, body });
    setValue({ ...value, apiKey: '' });
    notify(t('settings.provider_saved'));
    await changed('GET /api/providers', 'GET /v1/models');
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <ProviderFields
        value={value}
        keyHint={keyHint}
        onChange={(change) => setValue({ ...value, ...change })}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={same}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

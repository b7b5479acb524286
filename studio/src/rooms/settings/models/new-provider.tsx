import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import { modelsRoute } from '../addresses.ts';
import { ProviderFields, type ProviderValues } from './provider-fields.tsx';

/** `local` and `app` are the server's own. */
const SLUG = /^(?!(?:local|app)$)[a-z0-9][a-z0-9-]{0,40}$/;

/** Adds a provider and opens it, where the connection is tested. */
export function NewProvider({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = modelsRoute.useNavigate();
  const [slug, setSlug] = useState('');
  const [value, setValue] = useState<ProviderValues>({
    ...{ baseUrl: '', apiKey: '', defaultModel: '' },
    dataClasses: ['public', 'internal'],
  });
  const wrong = slug !== '' && !SLUG.test(slug);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('settings.add_provider')}
      submit={t('settings.add')}
      disabled={!SLUG.test(slug) || !value.baseUrl}
      onSubmit={async () => {
        const body = {
          slug,
          baseUrl: value.baseUrl.trim(),
          apiKey: value.apiKey || undefined,
          defaultModel: value.defaultModel.trim() || undefined,
          dataClasses: value.dataClasses,
        };
        const { id } = await api('POST /api/providers', { body });
        await changed('GET /api/providers', 'GET /v1/models');
        await navigate({ search: (before) => ({ ...before, open: id }) });
      }}
    >
      <Field
        label={t('common.name')}
        hint={t('settings.provider_slug_hint', { slug: slug || 'openai' })}
        error={wrong ? t('settings.provider_slug_wrong') : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            required
            maxLength={41}
            value={slug}
            onChange={(event) => setSlug(event.target.value)}
          />
        )}
      </Field>
      <ProviderFields value={value} onChange={(change) => setValue({ ...value, ...change })} />
    </FormDialog>
  );
}

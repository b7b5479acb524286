import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed, read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Radio } from '../../parts/choices.tsx';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Select } from '../../parts/inputs.tsx';

/** Starts a search: in a file, or in the labels of a data set. */
export function NewCheck({ dataset: given, onClose }: { dataset?: string | undefined; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const datasets = useQuery(read('GET /api/datasets')).data?.data ?? [];
  const [kind, setKind] = useState<'table' | 'labels'>(given ? 'labels' : 'table');
  const [file, setFile] = useState<File>();
  const [dataset, setDataset] = useState(given ?? '');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('checks.start')}
      description={t('checks.start_what')}
      submit={t('checks.search')}
      disabled={kind === 'table' ? !file : !dataset}
      onSubmit={async () => {
        const body = file && kind === 'table' ? await tableOf(file) : { kind: 'labels' as const, dataset };
        const { id } = await api('POST /api/error-checks', { body });
        void changed('GET /api/error-checks');
        await navigate({ to: '/checks/$id', params: { id }, search: { status: 'open' } });
        return 'left';
      }}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('checks.looks_at')}</legend>
        {(['table', 'labels'] as const).map((one) => (
          <Radio
            key={one}
            name="kind"
            label={t(`checks.kind_${one}`)}
            hint={t(`checks.kind_${one}_what`)}
            checked={kind === one}
            onChange={() => setKind(one)}
          />
        ))}
      </fieldset>
      {kind === 'table' ? (
        <Field label={t('checks.file')} hint={t('checks.file_hint')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.tsv,.xlsx,.json,.jsonl,.ndjson"
              className="w-full min-w-0 text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-edge file:border-solid file:bg-surface file:px-3 file:font-strong file:text-ink"
              onChange={(event) => setFile(event.target.files?.[0])}
            />
          )}
        </Field>
      ) : (
        <Field label={t('checks.dataset')}>
          {(control) => (
            <Select {...control} value={dataset} onChange={(event) => setDataset(event.target.value)}>
              <option value="">{t('checks.choose')}</option>
              {datasets.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </FormDialog>
  );
}

/** A spreadsheet is bytes, everything else is text. */
async function tableOf(file: File) {
  const common = { kind: 'table' as const, filename: file.name };
  if (!/\.xlsx$/i.test(file.name)) return { ...common, content: await file.text() };
  return {
    ...common,
    content: base64(new Uint8Array(await file.arrayBuffer())),
    encoding: 'base64' as const,
  };
}

/** In pieces: a call cannot take as many arguments as a file has bytes. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(binary);
}

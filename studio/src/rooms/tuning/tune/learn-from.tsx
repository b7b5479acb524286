import { useQuery } from '@tanstack/react-query';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { Select } from '../../../parts/inputs.tsx';

/** What a job learns from: a data set, for which a training set is made, or a training set. */
export interface Origin {
  kind: 'dataset' | 'set';
  slug: string;
  /** Of a training set; the newest that is built when absent. */
  version?: number;
}

interface LearnFromProps {
  value: Origin | undefined;
  onChange: (origin: Origin | undefined) => void;
}

export function LearnFrom({ value, onChange }: LearnFromProps) {
  const { t } = useWords();
  const datasets = useQuery(read('GET /api/datasets')).data?.data ?? [];
  const sets = useQuery(read('GET /api/training-sets')).data?.data ?? [];
  return (
    <Field label={t('tuning.learn_from')}>
      {(control) => (
        <Select
          {...control}
          autoFocus
          required
          value={value ? `${value.kind} ${value.slug}` : ''}
          onChange={(event) => {
            const [kind, slug] = event.target.value.split(' ');
            onChange(slug && (kind === 'dataset' || kind === 'set') ? { kind, slug } : undefined);
          }}
        >
          <option value="">{t('tuning.choose')}</option>
          <optgroup label={t('shell.datasets')}>
            {datasets.map(({ slug, name }) => (
              <option key={slug} value={`dataset ${slug}`}>
                {name}
              </option>
            ))}
          </optgroup>
          {sets.length > 0 && (
            <optgroup label={t('gateway.sets')}>
              {sets.map(({ slug, name }) => (
                <option key={slug} value={`set ${slug}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </Select>
      )}
    </Field>
  );
}

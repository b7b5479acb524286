import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Checkbox } from '../../parts/choices.tsx';
import { FieldError, FieldSet } from '../../parts/field.tsx';

interface KnowledgeFieldProps {
  value: readonly string[];
  error: string | undefined;
  onChange: (knowledge: string[]) => void;
}

/** Which collections the assistant answers from. A definition may name them by slug, name or id. */
export function KnowledgeField({ value, error, onChange }: KnowledgeFieldProps) {
  const { t } = useWords();
  const { data } = useQuery(read('GET /api/collections'));
  const collections = data?.data ?? [];
  const names = (one: (typeof collections)[number]) => [one.slug, one.id, one.name];
  const unknown = data ? value.filter((name) => !collections.some((one) => names(one).includes(name))) : [];
  return (
    <FieldSet legend={t('editor.knowledge')} hint={t('editor.knowledge_hint')}>
      {error && <FieldError>{error}</FieldError>}
      {data && collections.length === 0 && unknown.length === 0 && (
        <p className="text-muted">
          {t('editor.no_collections')}{' '}
          <Link to="/knowledge" className="text-accent-ink underline underline-offset-2">
            {t('editor.to_knowledge')}
          </Link>
        </p>
      )}
      <div className="flex max-h-64 flex-col gap-2 overflow-y-auto">
        {collections.map((one) => (
          <Checkbox
            key={one.id}
            label={one.name}
            hint={t('editor.documents_n', { count: one.documents })}
            checked={value.some((name) => names(one).includes(name))}
            onChange={(checked) =>
              onChange(checked ? [...value, one.slug] : value.filter((name) => !names(one).includes(name)))
            }
          />
        ))}
        {unknown.map((name) => (
          <Checkbox
            key={name}
            label={name}
            hint={t('editor.unknown_collection')}
            checked
            onChange={() => onChange(value.filter((other) => other !== name))}
          />
        ))}
      </div>
    </FieldSet>
  );
}

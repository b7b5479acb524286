import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { save } from '../../../client/download.ts';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { Select } from '../../../parts/inputs.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { cardRoute } from '../addresses.ts';
import { CardSheet } from './card-sheet.tsx';
import { ModelBody, ModelPage } from './model-page.tsx';

/** The model card: what somebody must know who is to rely on the model, as it stood at any time. */
export function Card() {
  const { model: id } = cardRoute.useParams();
  return (
    <ModelPage id={id}>
      {({ suffix }) => (
        <ModelBody>
          <Sheet id={id} name={suffix} />
        </ModelBody>
      )}
    </ModelPage>
  );
}

function Sheet({ id, name }: { id: string; name: string }) {
  const { t, format } = useWords();
  const { version } = cardRoute.useSearch();
  const navigate = cardRoute.useNavigate();
  const { data, error, refetch } = useQuery(
    read('GET /api/tuned-models/{id}/card', { params: { id }, query: { version } }),
  );
  if (error && !data) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={14} />;
  const newest = Math.max(...data.versions.map((one) => one.version), data.version);
  const why = (reason: string) => {
    const known = (['trained', 'tainted', 'erased'] as const).find((one) => one === reason);
    return known ? t(`tuning.card_${known}`) : reason;
  };
  const file = `${name}-card-${data.version}.md`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Select
          aria-label={t('tuning.card_version')}
          className="w-72 max-w-full"
          value={data.version}
          onChange={(event) => {
            const chosen = Number(event.target.value);
            void navigate({ search: { version: chosen === newest ? undefined : chosen }, replace: true });
          }}
        >
          {data.versions.map((one) => (
            <option key={one.version} value={one.version}>
              {t('tuning.card_version_is', {
                number: one.version,
                when: format.day(one.createdAt),
                why: why(one.reason),
              })}
            </option>
          ))}
        </Select>
        <div className="ml-auto">
          <Button
            icon={Download}
            onClick={() => save(new Blob([data.markdown], { type: 'text/markdown' }), file)}
          >
            {t('tuning.card_download')}
          </Button>
        </div>
      </div>
      <CardSheet card={data.card} />
    </div>
  );
}

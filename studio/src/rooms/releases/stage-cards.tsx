import { CircleOff, CircleStop, History, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { notify } from '../../parts/toast.tsx';
import { When } from '../../parts/when.tsx';
import { useMay } from '../../shell/me.ts';
import { Evidence } from './evidence.tsx';
import { type Release, releasesChanged, STAGES, type Stage } from './model.ts';

/** What serves at each stage now. */
export function StageCards({ releases }: { releases: readonly Release[] }) {
  const { t } = useWords();
  return (
    <section aria-label={t('releases.now')} className="grid gap-4 @3xl:grid-cols-3">
      {STAGES.map((stage) => (
        <StageCard key={stage} stage={stage} release={releases.find((one) => one.stage === stage)} />
      ))}
    </section>
  );
}

function StageCard({ stage, release }: { stage: Stage; release: Release | undefined }) {
  const { t } = useWords();
  const may = useMay();
  const [ending, setEnding] = useState(false);
  return (
    <article
      aria-label={t(`releases.stage_${stage}`)}
      className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex h-7 items-center">
        <h2 className="font-normal text-muted">{t(`releases.stage_${stage}`)}</h2>
        {release && may('release') && (
          <span className="ml-auto">
            <IconButton small icon={CircleStop} label={t('releases.end')} onClick={() => setEnding(true)} />
          </span>
        )}
      </header>
      {release ? <Serving release={release} /> : <NothingServes stage={stage} />}
      {release && ending && <End release={release} onClose={() => setEnding(false)} />}
    </article>
  );
}

function NothingServes({ stage }: { stage: Stage }) {
  const { t } = useWords();
  return (
    <div className="flex gap-2 text-muted">
      <CircleOff className="mt-0.5 size-4 shrink-0 text-faint" aria-hidden />
      <p>{t(`releases.empty_${stage}`)}</p>
    </div>
  );
}

function Serving({ release }: { release: Release }) {
  const { t } = useWords();
  const { version, share, override, evidence, stale, releasedBy, releasedAt, note } = release;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-lg">{t('releases.version', { number: version })}</span>
        {share !== null && <span className="text-muted">{t('releases.to_share', { share })}</span>}
      </p>
      <p className="text-muted text-xs">
        {releasedBy} · <When at={releasedAt} />
      </p>
      {override !== null ? (
        <Mark icon={ShieldAlert} tone="warn">
          {t('releases.overridden')}
        </Mark>
      ) : (
        evidence.length > 0 && (
          <Mark icon={ShieldCheck} tone="good">
            {t('releases.proven')}
          </Mark>
        )
      )}
      {override !== null && <p className="break-words border-warn border-l-2 pl-3">{override}</p>}
      {stale.map((part) => (
        <p key={part} className="flex gap-1.5 text-warn">
          <History className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t(`releases.stale_${part}`)}
        </p>
      ))}
      {evidence.map((one) => (
        <Evidence key={one.evalRunId} evidence={one} />
      ))}
      {note && <p className="break-words text-muted">{note}</p>}
    </>
  );
}

/** Stops serving a release; whoever asks production of an app without one is told so. */
function End({ release, onClose }: { release: Release; onClose: () => void }) {
  const { t } = useWords();
  const { id, version, stage } = release;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('releases.end_title', { number: version, stage: t(`releases.stage_${stage}`) })}
      description={t(`releases.end_${stage}`)}
      submit={t('releases.end')}
      danger
      onSubmit={async () => {
        await api('DELETE /api/releases/{id}', { params: { id } });
        await releasesChanged();
        notify(t('releases.ended', { number: version }));
      }}
    />
  );
}

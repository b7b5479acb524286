import { useWords } from '../../i18n/words.ts';
import { CopyText } from '../../parts/copy.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Detail, Section } from '../../parts/split-view.tsx';
import { Evidence } from './evidence.tsx';
import type { Release } from './model.ts';

/** One release, past or present: who, when, why and on what evidence. */
export function ReleasePanel({ release, onClose }: { release: Release; onClose: () => void }) {
  const { t, format } = useWords();
  const { version, stage, share, override, note, evidence, stale } = release;
  const stageName = t(`releases.stage_${stage}`);
  return (
    <Detail
      title={t('releases.version', { number: version })}
      kind={share === null ? stageName : t('releases.stage_share', { stage: stageName, share })}
      onClose={onClose}
    >
      <Section title={t('releases.facts')}>
        <Facts>
          <Fact name={t('releases.released')}>
            {format.exact(release.releasedAt)} · {release.releasedBy}
          </Fact>
          <Fact name={t('releases.ended_at')}>
            {release.endedAt
              ? `${format.exact(release.endedAt)} · ${release.endedBy ?? ''}`
              : t('releases.serves_now')}
          </Fact>
          <Fact name={t('releases.id')}>
            <CopyText text={release.id} />
          </Fact>
        </Facts>
      </Section>
      {override !== null && (
        <Section title={t('releases.override_reason')}>
          <p className="whitespace-pre-wrap break-words">{override}</p>
        </Section>
      )}
      {note && (
        <Section title={t('releases.note')}>
          <p className="whitespace-pre-wrap break-words">{note}</p>
        </Section>
      )}
      {stale.length > 0 && (
        <Section title={t('releases.stale')}>
          {stale.map((part) => (
            <p key={part}>{t(`releases.stale_${part}`)}</p>
          ))}
        </Section>
      )}
      <Section title={t('releases.evidence')}>
        {evidence.length === 0 && <p className="text-muted">{t('releases.no_evidence')}</p>}
        <div className="flex flex-col gap-4">
          {evidence.map((one) => (
            <Evidence key={one.evalRunId} evidence={one} />
          ))}
        </div>
      </Section>
    </Detail>
  );
}

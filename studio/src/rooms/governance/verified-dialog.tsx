import { CircleCheck, CircleX, FileCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { api } from '../../client/api.ts';
import { ApiError } from '../../client/api-error.ts';
import type { Sent } from '../../client/endpoints.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import type { Verified } from './model.ts';

type Anchors = NonNullable<NonNullable<Sent<'POST /api/audit/verify'>['body']>['anchors']>;
const SHOWN = 20;

/** What the check found, in words; with an anchor that was kept elsewhere it shows a cut tail too. */
export function VerifiedDialog({ first, onClose }: { first: Verified; onClose: () => void }) {
  const { t } = useWords();
  const [verified, setVerified] = useState(first);
  const [anchored, setAnchored] = useState<number>();
  const [error, setError] = useState<unknown>();
  const file = useRef<HTMLInputElement>(null);
  const check = async (chosen: File) => {
    setError(undefined);
    try {
      const anchors = anchorsIn(await chosen.text());
      setVerified(await api('POST /api/audit/verify', { body: { anchors } }));
      setAnchored(anchors.at(-1)?.seq);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const { entries, problems } = verified;
  const whole = problems.length === 0;
  const Icon = whole ? CircleCheck : CircleX;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('governance.verified_title')}
      actions={
        <>
          <input
            ref={file}
            type="file"
            accept=".json,.jsonl"
            aria-label={t('governance.anchor_file')}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = '';
              if (chosen) void check(chosen);
            }}
          />
          <Button icon={FileCheck} onClick={() => file.current?.click()}>
            {t('governance.with_anchor')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div role="status" className="flex gap-2.5">
        <Icon className={`mt-0.5 size-5 shrink-0 ${whole ? 'text-good' : 'text-bad'}`} aria-hidden />
        <div className="min-w-0">
          <p className="font-strong">
            {whole
              ? t('governance.whole', { count: entries })
              : t('governance.broken', { count: problems.length, entries })}
          </p>
          <p className="text-muted">
            {whole
              ? anchored === undefined
                ? t('governance.whole_what')
                : t('governance.whole_anchored', { seq: anchored })
              : t('governance.broken_what')}
          </p>
        </div>
      </div>
      {!whole && (
        <ul className="flex flex-col gap-1">
          {problems.slice(0, SHOWN).map(({ seq, problem }) => (
            <li key={`${seq} ${problem}`}>{t(`governance.problem_${problem}`, { seq })}</li>
          ))}
        </ul>
      )}
      {error !== undefined && <ErrorNote error={error} />}
    </Dialog>
  );
}

/** A file as this studio saves it, or the last lines of an export. */
function anchorsIn(text: string): Anchors {
  const found = [text, ...text.split('\n')].flatMap((piece) => {
    const anchor = anchorOf(piece);
    return anchor ? [anchor] : [];
  });
  if (found.length === 0) throw new ApiError({ code: 'studio.not_an_anchor', status: 0 });
  return found.slice(0, 1);
}

function anchorOf(text: string): Anchors[number] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const fields = record(record(value).anchor ?? value);
  const { workspaceId, seq, hash, mac } = fields;
  return typeof workspaceId === 'string' &&
    typeof seq === 'number' &&
    typeof hash === 'string' &&
    typeof mac === 'string'
    ? { workspaceId, seq, hash, mac }
    : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

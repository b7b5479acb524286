import { Eye, ShieldAlert } from 'lucide-react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/split-view.tsx';
import { notify } from '../../parts/toast.tsx';
import { useToldTask } from '../../parts/use-task.ts';
import { useMay } from '../../shell/me.ts';
import { guardrailNotes, type Note } from './span-facts.ts';
import type { Run } from './states.ts';

/** What the guardrails found in a run, and whether a person has looked. */
export function Guardrails({ run }: { run: Run }) {
  const { t } = useWords();
  const { policy, notes, held } = guardrailNotes(run.spans);
  const counts = Object.entries(run.findings);
  if (policy === undefined && counts.length === 0 && !run.review) return null;
  return (
    <Section
      title={t('runs.guardrails')}
      aside={<span className="truncate text-muted text-xs">{policy}</span>}
    >
      {notes.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {notes.map((note) => (
            <NoteRow key={`${note.where} ${note.check} ${note.type} ${note.action}`} note={note} />
          ))}
        </ul>
      ) : (
        <p className="text-muted">
          {counts.length === 0
            ? t('runs.guardrails_clean')
            : t('runs.guardrails_found', { count: counts.reduce((sum, [, n]) => sum + n, 0) })}
        </p>
      )}
      {held > 0 && <p className="mt-2 text-muted">{t('runs.held_guardrails', { count: held })}</p>}
      {run.review && <Review run={run} />}
    </Section>
  );
}

const CHECKS = [
  'pii',
  'secrets',
  'injection',
  'toxicity',
  'words',
  'off_topic',
  'groundedness',
  'json',
] as const;
const PLACES = ['input', 'retrieved', 'tool', 'output'] as const;
const ACTIONS = ['allow', 'redact', 'review', 'block'] as const;
const TONES = { allow: 'plain', redact: 'accent', review: 'warn', block: 'bad' } as const;

function NoteRow({ note: { where, check, type, action, count } }: { note: Note }) {
  const { t, format } = useWords();
  const known = CHECKS.find((one) => one === check);
  const place = PLACES.find((one) => one === where);
  const deed = ACTIONS.find((one) => one === action);
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="font-strong">{known ? t(`gateway.check_${known}`) : check}</span>
      <span className="text-muted">{place ? t(`gateway.place_${place}`) : where}</span>
      <code className="min-w-0 break-all font-mono text-muted text-xs">
        {type === 'not_run' ? t('runs.check_not_run') : type}
      </code>
      <span className="text-muted tabular-nums">{t('runs.times_n', { number: format.number(count) })}</span>
      {deed && <Badge tone={TONES[deed]}>{t(`gateway.action_${deed}`)}</Badge>}
    </li>
  );
}

/** Waiting for somebody to look, or looked at. */
function Review({ run: { id, review } }: { run: Run }) {
  const { t } = useWords();
  const may = useMay();
  const { busy, run: act } = useToldTask();
  if (review === 'done') return <p className="mt-3 text-muted">{t('runs.reviewed')}</p>;
  const close = async () => {
    await api('POST /api/runs/{id}/review', { params: { id } });
    notify(t('runs.review_saved'));
    await changed('GET /api/runs/{id}', 'GET /api/runs', 'GET /api/home');
  };
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2">
      <ShieldAlert className="size-4 shrink-0 text-warn" aria-hidden />
      <p className="min-w-0 flex-1">{t('runs.review_open')}</p>
      {may('curate') && (
        <Button small icon={Eye} busy={busy} onClick={() => void act(close)}>
          {t('runs.review_close')}
        </Button>
      )}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { Check, Copy, EyeOff, Pencil, SearchX, Shuffle, SquarePen, ThumbsDown, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Badge, Mark } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { cx } from '../../../parts/cx.ts';
import { When } from '../../../parts/when.tsx';
import type { Item, Proposal } from '../model.ts';
import { ProposalForm } from './proposal-form.tsx';

const REASONS = {
  thumb_down: { icon: ThumbsDown, tone: 'bad' },
  correction: { icon: SquarePen, tone: 'accent' },
  abstained: { icon: SearchX, tone: 'warn' },
  sampled: { icon: Shuffle, tone: 'plain' },
} as const;

interface ProposalCardProps {
  proposal: Proposal;
  current: boolean;
  editing: boolean;
  onSelect: () => void;
  onEdit: (on: boolean) => void;
  onAccept: () => void;
  /** What it throws is shown in the form, which stays open. */
  onComplete: (item: Item) => Promise<void>;
  onReject: () => void;
}

/** One proposed example: what was asked, why it is proposed, and what it may be used for. */
export function ProposalCard(props: ProposalCardProps) {
  const { proposal, current, editing, onSelect, onEdit, onAccept, onComplete, onReject } = props;
  const { t } = useWords();
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) card.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const { item, reason, createdAt, runId, app } = proposal;
  return (
    <li
      ref={card}
      aria-current={current || undefined}
      onFocus={onSelect}
      className={cx(
        'flex flex-col gap-2 border-line border-b border-l-2 px-4 py-3 sm:px-5',
        current ? 'border-l-accent bg-accent-soft/40' : 'border-l-transparent',
      )}
    >
      <p className="flex flex-wrap items-center gap-x-3 text-xs">
        <Mark {...REASONS[reason]}>{t(`datasets.reason_${reason}`)}</Mark>
        <span className="text-muted">{app}</span>
        <Link
          to="/runs"
          search={{ run: runId }}
          className="ml-auto text-muted underline underline-offset-2 hover:text-ink"
        >
          {t('datasets.see_run')}
        </Link>
        <span className="text-muted">
          <When at={createdAt} />
        </span>
      </p>
      {editing ? (
        <ProposalForm item={item} onSubmit={onComplete} onCancel={() => onEdit(false)} />
      ) : (
        <>
          <p className="break-words text-base">{item.question}</p>
          {item.answer ? (
            <p className="whitespace-pre-wrap break-words border-accent border-l-2 pl-3">{item.answer}</p>
          ) : (
            <p className="text-muted">
              {t(item.unanswerable ? 'datasets.is_unanswerable' : 'datasets.no_answer_yet')}
            </p>
          )}
          <Notes proposal={proposal} />
          <div className="flex flex-wrap gap-2">
            <Button small icon={Check} onClick={onAccept}>
              {t('datasets.accept')}
            </Button>
            <Button small icon={X} onClick={onReject}>
              {t('datasets.reject')}
            </Button>
            <Button small look="quiet" icon={Pencil} onClick={() => onEdit(true)}>
              {t('datasets.edit_and_accept')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

/** What was redacted, what it may be used for, and whether it is there already. */
function Notes({ proposal: { redactions, consent, dataClass, duplicateOf } }: { proposal: Proposal }) {
  const { t } = useWords();
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {redactions > 0 && <Badge icon={EyeOff}>{t('datasets.redactions', { count: redactions })}</Badge>}
      <Badge>{t(`datasets.consent_${consent}`)}</Badge>
      <Badge tone={dataClass === 'confidential' || dataClass === 'restricted' ? 'warn' : 'plain'}>
        {t(`datasets.class_${dataClass}`)}
      </Badge>
      {duplicateOf && (
        <p className="flex min-w-0 basis-full items-start gap-1.5 text-warn text-xs">
          <Copy className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">{t('datasets.duplicate_of', { question: duplicateOf })}</span>
        </p>
      )}
    </div>
  );
}

import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { useHotkey } from '../../../parts/hotkeys.ts';
import { Kbd } from '../../../parts/kbd.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { Detail } from '../../../parts/split-view.tsx';
import { measures, type Proposal } from '../model.ts';
import { ProposalCard } from './proposal-card.tsx';
import { useDecide, useProposals } from './use-proposals.ts';

interface ProposalPanelProps {
  /** Whose examples they may become; absent: of the data set that their app is measured on. */
  dataset?: string;
  onClose: () => void;
}

/** The queue of what production proposes: one key accepts or rejects the current one and moves on, or opens what must be completed first. */
export function ProposalPanel({ dataset, onClose }: ProposalPanelProps) {
  const { t } = useWords();
  const { proposals, error, refetch } = useProposals(dataset);
  const { accept, complete, reject } = useDecide(dataset);
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState<string>();
  const last = (proposals?.length ?? 0) - 1;
  const index = Math.max(0, Math.min(at, last));
  const current = proposals?.[index];
  const idle = editing === undefined;
  const acceptOrComplete = (proposal: Proposal) => {
    if (measures(proposal.item)) void accept(proposal);
    else setEditing(proposal.id);
  };
  const move = (by: number) => setAt(Math.max(0, Math.min(index + by, last)));
  useHotkey('a', () => current && acceptOrComplete(current), idle);
  useHotkey('x', () => current && void reject(current), idle);
  useHotkey('e', () => setEditing(current?.id), idle);
  useHotkey('j', () => move(1), idle);
  useHotkey('k', () => move(-1), idle);
  return (
    <Detail
      title={t('datasets.production')}
      kind={proposals && proposals.length > 0 && t('datasets.waiting', { count: proposals.length })}
      onClose={onClose}
      fill
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !proposals ? (
        <SkeletonText />
      ) : proposals.length === 0 ? (
        <Empty icon={Inbox} title={t('datasets.nothing_proposed')} example={t('datasets.proposed_example')}>
          {t('datasets.proposed_what')}
        </Empty>
      ) : (
        <>
          <ol aria-label={t('datasets.production')} className="min-h-0 flex-1 overflow-y-auto">
            {proposals.map((proposal, i) => (
              <ProposalCard
                key={proposal.id}
                proposal={proposal}
                current={i === index}
                editing={editing === proposal.id}
                onSelect={() => setAt(i)}
                onEdit={(on) => setEditing(on ? proposal.id : undefined)}
                onAccept={() => acceptOrComplete(proposal)}
                onComplete={async (item) => {
                  await complete(proposal, item);
                  setEditing((now) => (now === proposal.id ? undefined : now));
                }}
                onReject={() => void reject(proposal)}
              />
            ))}
          </ol>
          <Keys />
        </>
      )}
    </Detail>
  );
}

/** Which keys do what, for those who have a keyboard. */
function Keys() {
  const { t } = useWords();
  const hints = [
    ['a', t('datasets.accept')],
    ['x', t('datasets.reject')],
    ['e', t('datasets.edit')],
    ['j', t('shell.key_down')],
    ['k', t('shell.key_up')],
  ] as const;
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1 border-line border-t px-5 py-2 text-muted text-xs max-sm:hidden">
      {hints.map(([keys, does]) => (
        <span key={keys} className="flex items-center gap-1.5">
          <Kbd keys={keys} />
          {does}
        </span>
      ))}
    </div>
  );
}

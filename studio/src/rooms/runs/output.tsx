import { Abstention } from '../chat/abstention.tsx';
import { AnswerBody } from '../chat/answer-body.tsx';
import type { Source } from '../chat/citations.ts';
import type { Run } from './states.ts';

/** What the asker was shown, with its citations; a citation leads to the passage as it was found. */
export function Output({ run, onOpen }: { run: Run; onOpen: (source: Source) => void }) {
  const { status, answer, reason, citations } = run;
  if (status === 'abstained') return <Abstention text={answer ?? ''} reason={reason} />;
  return <AnswerBody text={answer ?? ''} citations={citations} onOpen={onOpen} />;
}

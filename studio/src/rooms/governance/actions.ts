import { useWords } from '../../i18n/words.ts';
import { ACTIONS } from './action-names.ts';

type Action = (typeof ACTIONS)[number];
type Word<A extends string> = A extends `${infer Thing}.${infer Deed}` ? `${Thing}_${Deed}` : never;

/** Says an action in words. */
export function useActionWords(): (action: string) => string {
  const { t } = useWords();
  return (action) => {
    const known = ACTIONS.find((one) => one === action);
    if (!known) return action;
    const word = wordOf(known);
    return t(`governance.act_${word}`);
  };
}

function wordOf<A extends Action>(action: A): Word<A> {
  return action.replace('.', '_') as Word<A>;
}

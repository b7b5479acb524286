import { useWords } from '../../i18n/words.ts';

/** What is recorded, by the server's names; one it learns later is shown as it calls it. */
export const ACTIONS = [
  'release.serve',
  'release.override',
  'release.roll_back',
  'release.create',
  'release.end',
  'definitions.apply',
  'app.delete',
  'dataset.delete',
  'eval.delete',
  'collection.change',
  'collection.delete',
  'document.change',
  'document.delete',
  'document.download',
  'distillation.start',
  'distillation.move',
  'distillation.move_back',
  'file.delete',
  'index.rebuild',
  'member.invite',
  'member.change',
  'member.remove',
  'invitation.withdraw',
  'group.create',
  'group.delete',
  'key.create',
  'key.revoke',
  'price.set',
  'price.end',
  'provider.add',
  'provider.change',
  'provider.remove',
  'egress.refuse',
  'run.review',
  'collection.classify',
  'document.classify',
  'dataset.change',
  'dataset.classify',
  'guardrail_policy.add',
  'guardrail_policy.change',
  'guardrail_policy.remove',
  'workspace.create',
  'workspace.change',
] as const;

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

import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Radio } from '../../parts/choices.tsx';
import { FieldSet } from '../../parts/field.tsx';
import { GroupChoice } from '../../parts/group-choice.tsx';
import { useGroupsToHandOut, useMayRead } from '../../shell/groups.ts';

type Kind = 'inherit' | 'everyone' | 'groups';

/** The choice of who may read something; null is as its collection. */
export function useAccess(initial: readonly string[] | null) {
  const start = initial === null ? 'inherit' : initial.length === 0 ? 'everyone' : 'groups';
  const [kind, setKind] = useState<Kind>(start);
  const [chosen, setChosen] = useState<string[]>([...(initial ?? [])]);
  const offered = useGroupsToHandOut();
  const groupIds = kind === 'inherit' ? null : kind === 'everyone' ? [] : chosen;
  return {
    kind,
    setKind,
    chosen,
    setChosen,
    offered,
    groupIds,
    complete: kind !== 'groups' || chosen.length > 0,
    /** Set for groups that this person may not hand out: then only an owner or admin may change it. */
    locked: initial?.some((id) => !offered.some((group) => group.id === id)) ?? false,
  };
}

interface ReadersChoiceProps {
  access: ReturnType<typeof useAccess>;
  /** What a document inherits, in words; absent for collections. */
  inherited?: string;
}

export function ReadersChoice({ access, inherited }: ReadersChoiceProps) {
  const { t } = useWords();
  const mayRead = useMayRead();
  const { kind, setKind, chosen, setChosen, offered, locked } = access;
  const choices: { value: Kind; label: string; hint?: string }[] = [
    ...(inherited
      ? [{ value: 'inherit' as const, label: t('knowledge.as_collection'), hint: inherited }]
      : []),
    { value: 'everyone', label: t('knowledge.everyone'), hint: t('knowledge.everyone_hint') },
    { value: 'groups', label: t('knowledge.only_groups') },
  ];
  return (
    <>
      <FieldSet legend={t('knowledge.readers')} hint={locked ? t('knowledge.readers_locked') : undefined}>
        {choices.map(({ value, label, hint }) => (
          <Radio
            key={value}
            name="readers"
            label={label}
            hint={hint}
            disabled={locked}
            checked={kind === value}
            onChange={() => setKind(value)}
          />
        ))}
      </FieldSet>
      {kind === 'groups' && !locked && (
        <div className="-mt-2 ml-6">
          <GroupChoice
            legend={t('knowledge.groups')}
            none={t('knowledge.no_groups')}
            groups={offered}
            value={chosen}
            onChange={setChosen}
          />
          {chosen.length > 0 && !mayRead(chosen) && (
            <p className="mt-2 flex gap-1.5 text-warn text-xs">
              <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
              {t('knowledge.not_yourself')}
            </p>
          )}
        </div>
      )}
    </>
  );
}

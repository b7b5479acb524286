import { useId } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Radio } from '../../../parts/choices.tsx';
import { FieldSet } from '../../../parts/field.tsx';
import type { Task } from '../model.ts';

const OFFERED = ['single', 'multi', 'hierarchical'] as const satisfies readonly Task[];

interface TaskChoiceProps {
  value: Task | undefined;
  offered?: readonly Task[];
  onChange: (task: Task) => void;
}

/** What is learned of each text. */
export function TaskChoice({ value, offered = OFFERED, onChange }: TaskChoiceProps) {
  const { t } = useWords();
  const name = useId();
  return (
    <FieldSet legend={t('tuning.task')}>
      {offered.map((task) => (
        <Radio
          key={task}
          name={name}
          label={t(`tuning.task_${task}`)}
          hint={t(`tuning.task_${task}_what`)}
          checked={value === task}
          onChange={() => onChange(task)}
        />
      ))}
    </FieldSet>
  );
}

import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

interface ChoiceProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

const MARK =
  'peer size-4 shrink-0 cursor-pointer appearance-none border border-edge bg-surface transition-colors checked:border-accent checked:bg-accent hover:border-faint disabled:cursor-not-allowed disabled:opacity-55';

export function Checkbox({ label, hint, checked, disabled, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <span className="relative mt-0.5 flex">
        <input
          id={id}
          type="checkbox"
          className={cx(MARK, 'rounded-sm')}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
        <Check
          className="pointer-events-none absolute top-0.5 left-0.5 size-3 text-on-accent opacity-0 peer-checked:opacity-100"
          strokeWidth={3.5}
          aria-hidden
        />
      </span>
      <ChoiceLabel id={id} label={label} hint={hint} />
    </div>
  );
}

export function Radio({ label, hint, checked, disabled, onChange, name }: ChoiceProps & { name: string }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <span className="relative mt-0.5 flex">
        <input
          id={id}
          type="radio"
          name={name}
          className={cx(MARK, 'rounded-full')}
          checked={checked}
          disabled={disabled}
          onChange={() => onChange(true)}
        />
        <span className="pointer-events-none absolute top-1.25 left-1.25 size-1.5 rounded-full bg-on-accent opacity-0 peer-checked:opacity-100" />
      </span>
      <ChoiceLabel id={id} label={label} hint={hint} />
    </div>
  );
}

function ChoiceLabel({ id, label, hint }: { id: string; label: ReactNode; hint?: ReactNode }) {
  return (
    <label htmlFor={id} className="min-w-0 cursor-pointer">
      {label}
      {hint && <span className="block text-xs text-muted">{hint}</span>}
    </label>
  );
}

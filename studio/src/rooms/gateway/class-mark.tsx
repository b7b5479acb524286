import { Shield, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import type { DataClass } from './facts.ts';

const LOOKS = {
  public: { icon: Shield, tone: 'plain' },
  internal: { icon: Shield, tone: 'plain' },
  confidential: { icon: ShieldCheck, tone: 'accent' },
  restricted: { icon: ShieldAlert, tone: 'warn' },
} as const satisfies Record<DataClass, object>;

/** How delicate something is: which providers of models may see it. */
export function ClassMark({ dataClass }: { dataClass: DataClass }) {
  const { t } = useWords();
  const { icon, tone } = LOOKS[dataClass];
  return (
    <Badge icon={icon} tone={tone}>
      <span className="sr-only">{t('gateway.data_class')}: </span>
      {t(`gateway.class_${dataClass}`)}
    </Badge>
  );
}

import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { useMay } from '../../../shell/me.ts';
import type { Origin } from './learn-from.tsx';
import { Tune } from './tune.tsx';

/** The way to a new model, for those who may. */
export function TuneButton({ from, plain }: { from?: Origin; plain?: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!useMay()('tune')) return null;
  return (
    <>
      <Button look={plain ? 'plain' : 'primary'} icon={Sparkles} onClick={() => setOpen(true)}>
        {t('gateway.tune')}
      </Button>
      {open && <Tune from={from} onClose={() => setOpen(false)} />}
    </>
  );
}

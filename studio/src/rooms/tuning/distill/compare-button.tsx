import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { useMay } from '../../../shell/me.ts';
import { Compare } from './compare.tsx';

/** The way to a new comparison, for those who may. */
export function CompareButton({ student, dataset }: { student?: string; dataset?: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!useMay()('tune')) return null;
  return (
    <>
      <Button look={student ? 'plain' : 'primary'} icon={Scale} onClick={() => setOpen(true)}>
        {t(student ? 'distill.compare_it' : 'distill.compare')}
      </Button>
      {open && <Compare student={student} dataset={dataset} onClose={() => setOpen(false)} />}
    </>
  );
}

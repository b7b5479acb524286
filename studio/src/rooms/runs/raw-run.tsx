import { Download } from 'lucide-react';
import { pathOf } from '../../client/api.ts';
import { download } from '../../client/download.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { notify } from '../../parts/toast.tsx';
import type { Run } from './states.ts';

/** Everything the API says about a run, as it says it. */
export function RawRun({ run }: { run: Run }) {
  const { t } = useWords();
  const explain = useExplain();
  const text = JSON.stringify(run, null, 2);
  const save = () => {
    const path = pathOf('GET /api/runs/{id}', { params: { id: run.id } });
    void download(path, `${run.id}.json`).catch((error) => notify(explain(error).what));
  };
  return (
    <div className="relative">
      <div className="absolute top-2 right-3 flex rounded-md border border-line bg-surface">
        <CopyButton text={text} label={t('runs.copy_json')} />
        <IconButton small icon={Download} label={t('runs.download_json')} onClick={save} />
      </div>
      <pre className="whitespace-pre-wrap break-words p-4 font-mono text-xs leading-5 sm:p-5">{text}</pre>
    </div>
  );
}

import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { cx } from '../../../parts/cx.ts';

interface ChooseFileProps {
  onChoose: (file: { filename: string; content: string }) => void;
  onError: (error: unknown) => void;
}

/** A file by a click, or dropped here. */
export function ChooseFile({ onChoose, onError }: ChooseFileProps) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    file.text().then((content) => onChoose({ filename: file.name, content }), onError);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      className={cx(
        'flex flex-col items-center gap-3 rounded-md border border-dashed px-4 py-10 text-center',
        over ? 'border-accent bg-accent-soft' : 'border-edge',
      )}
    >
      <Upload className="size-5 text-muted" aria-hidden />
      <p className="text-muted">{t('datasets.drop_here')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.json,.jsonl,.ndjson,text/csv,application/json"
        aria-label={t('datasets.import_file')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.target.files?.[0])}
      />
      <Button onClick={() => input.current?.click()}>{t('datasets.choose_file')}</Button>
    </div>
  );
}

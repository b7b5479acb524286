import { FileText, Upload } from 'lucide-react';
import { useRef } from 'react';
import { request } from '../../../../client/api.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../parts/button.tsx';
import { ErrorNote } from '../../../../parts/error-note.tsx';
import { useTask } from '../../../../parts/use-task.ts';

/** What a line may look like; the same in every language. */
const CHAT = '{"messages": […]}';
const PLAIN = '{"text": …, "label": …}';

interface FileFieldProps {
  /** Of the file that is there; empty when none is. */
  filename: string;
  onUploaded: (id: string, filename: string) => void;
}

/** A file with examples; it is uploaded at once, as OpenAI's SDK would. */
export function FileField({ filename, onUploaded }: FileFieldProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useTask();
  const take = async (file: File) => {
    const form = new FormData();
    form.append('purpose', 'fine-tune');
    form.append('file', file, file.name);
    const answer = await request('/v1/files', { method: 'POST', body: form });
    const { id } = (await answer.json()) as { id: string };
    onUploaded(id, file.name);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={input}
          type="file"
          accept=".jsonl,.ndjson,application/jsonl"
          aria-label={t('tuning.file')}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void run(() => take(file));
          }}
        />
        <Button icon={Upload} busy={busy} onClick={() => input.current?.click()}>
          {t(filename ? 'tuning.other_file' : 'tuning.choose_file')}
        </Button>
        {filename && (
          <span className="inline-flex min-w-0 items-center gap-1.5">
            <FileText className="size-4 shrink-0 text-muted" aria-hidden />
            <span className="truncate">{filename}</span>
          </span>
        )}
      </div>
      <p className="text-muted text-xs">{t('tuning.file_what', { chat: CHAT, plain: PLAIN })}</p>
      {error !== undefined && <ErrorNote error={error} />}
    </>
  );
}

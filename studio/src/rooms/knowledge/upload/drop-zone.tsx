import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { useMay } from '../../../shell/me.ts';
import type { Collection } from '../states.ts';
import { droppedFiles } from './dropped-files.ts';
import { send } from './uploads.ts';

/** The whole screen of a collection takes files that are dropped on it. */
export function DropZone({ collection, children }: { collection: Collection; children: ReactNode }) {
  const { t } = useWords();
  const may = useMay();
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent: only the sum says whether the pointer is still inside.
  const depth = useRef(0);
  const enter = (by: number) => {
    depth.current += by;
    setOver(depth.current > 0);
  };
  const files = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  if (!may('writeKnowledge')) return <div className="flex min-h-0 flex-1 flex-col">{children}</div>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the upload button does the same for who cannot drag
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onDragEnter={(event) => files(event) && enter(1)}
      onDragLeave={(event) => files(event) && enter(-1)}
      onDragOver={(event) => files(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!files(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        void droppedFiles(event.dataTransfer).then((chosen) => send(collection.id, chosen));
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-20 flex flex-col items-center justify-center gap-2 rounded-lg border-2 border-accent border-dashed bg-accent-soft text-accent-ink">
          <Upload className="size-6" aria-hidden />
          <p className="text-base">{t('knowledge.drop_here', { name: collection.name })}</p>
        </div>
      )}
    </div>
  );
}

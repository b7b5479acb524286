import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button, type ButtonLook } from '../../../parts/button.tsx';
import { FileInput } from './file-input.tsx';

/** The button that opens the system's dialog to choose files. */
export function ChooseFiles({ collectionId, look }: { collectionId: string; look: ButtonLook }) {
  const { t } = useWords();
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} icon={Upload} onClick={() => files.current?.click()}>
        {t('knowledge.upload')}
      </Button>
      <FileInput input={files} collectionId={collectionId} />
    </>
  );
}

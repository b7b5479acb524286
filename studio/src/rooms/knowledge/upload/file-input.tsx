import type { RefObject } from 'react';
import { send } from './uploads.ts';

interface FileInputProps {
  input: RefObject<HTMLInputElement | null>;
  collectionId: string;
  /** A folder with everything below it, instead of single files. */
  folder?: boolean;
}

/** The system's own dialog to choose files; a button or a menu item opens it. */
export function FileInput({ input, collectionId, folder }: FileInputProps) {
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      data-upload={folder ? 'folder' : 'files'}
      {...(folder ? { webkitdirectory: '' } : {})}
      onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        void send(
          collectionId,
          files.map((file) => ({ file, path: file.webkitRelativePath || file.name })),
        );
        // The same file again must be a change again.
        event.target.value = '';
      }}
    />
  );
}

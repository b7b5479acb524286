import { useLayoutEffect, useRef, useState } from 'react';

interface CellEditorProps {
  label: string;
  start: string;
  onCommit: (text: string, move: 'down' | 'right' | 'stay') => void;
  onCancel: () => void;
}

const MOST = 280;

/** Lies over its cell and grows with the text. Enter and Tab keep what was typed, Escape does not. */
export function CellEditor({ label, start, onCommit, onCancel }: CellEditorProps) {
  const [text, setText] = useState(start);
  const box = useRef<HTMLTextAreaElement>(null);
  // Leaving by a key takes the box away, which is also a blur: only the first counts.
  const left = useRef(false);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(start.length, start.length);
  }, [start]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = 'auto';
    box.current.style.height = `${Math.min(box.current.scrollHeight + 2, MOST)}px`;
  }, [text]);
  const leave = (how: () => void) => {
    if (left.current) return;
    left.current = true;
    how();
  };
  return (
    <textarea
      ref={box}
      aria-label={label}
      rows={1}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => leave(() => onCommit(text, 'stay'))}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          // Only the edit ends, not the panel beside the grid.
          event.preventDefault();
          leave(onCancel);
        } else if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          leave(() => onCommit(text, 'down'));
        } else if (event.key === 'Tab' && !event.shiftKey) {
          event.preventDefault();
          leave(() => onCommit(text, 'right'));
        }
      }}
      className="absolute top-0 left-0 z-10 min-h-9 w-full min-w-60 resize-none rounded-sm border border-accent bg-surface px-2.5 py-1.75 leading-5 shadow-pop outline-none"
    />
  );
}

import { useLayoutEffect, useRef } from 'react';

const NEAR = 80;

/** Keeps the end in view while it grows, unless the reader has scrolled up. */
export function useStickToEnd(change: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever the content has changed
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [change]);
  const onScroll = () => {
    const box = scroller.current;
    if (box) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  };
  return { scroller, onScroll };
}

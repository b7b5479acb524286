import { useEffect } from 'react';

/** The tab of the browser says where one is. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Sevenfold` : 'Sevenfold';
  }, [title]);
}

import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './client/query.ts';
import { startLanguage } from './i18n/language.ts';
import { TipProvider } from './parts/tip.tsx';
import { Notices } from './parts/toast.tsx';
import { router } from './router.tsx';
import { followSystemTheme } from './shell/theme.ts';

function draw(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <TipProvider delayDuration={400}>
          <RouterProvider router={router} />
          <Notices />
        </TipProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

/**
 * The words, who is there and what they came for are asked for at once, not one after the other. In a function, not at
 * the top of the module: what is loaded here imports from the same file, and each would wait for the other's end.
 */
async function start(): Promise<void> {
  followSystemTheme();
  await Promise.all([startLanguage(), router.load()]);
  const root = document.getElementById('studio');
  if (root) draw(root);
}

void start();

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

followSystemTheme();
await startLanguage();

const root = document.getElementById('studio');
if (root) {
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

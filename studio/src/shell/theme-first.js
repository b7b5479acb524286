// Runs before the first paint; see vite.config.ts. The same rule as in theme.ts.
(() => {
  let wanted = 'system';
  try {
    wanted = localStorage.getItem('sevenfold.theme') ?? 'system';
  } catch {
    // Storage can be forbidden; the system's theme is a good answer then.
  }
  const dark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();

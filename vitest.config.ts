import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Two workers on two cores, each with a server and a database: ten times what a test takes alone.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Vitest gives up after a second, which a page on a busy machine may need to be drawn.
    expect: { poll: { timeout: 20_000 } },
    // A flaky test is a defect; trying again would hide it.
    retry: 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'studio/**/*.test.ts'],
          exclude: ['test/browser/**'],
          globalSetup: ['test/harness/postgres.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/demo.ts'],
          // After the server's: a browser beside the fuzzer or a kill -9 waits for the processor and is called slow. The
          // demo measures its second version in the meantime.
          sequence: { groupOrder: 1 },
          // Two cores share browsers, servers and the eval that seeds the demo: slow is not wrong here.
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});

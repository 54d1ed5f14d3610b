import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'brain/src/**/*.test.ts',
      'gateway/src/**/*.test.ts',
      'web/src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    globalSetup: ['packages/testkit/src/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Two cores and one PostgreSQL: more workers only make each other slow.
    maxWorkers: 2,
    // A worker evaluates the Brain once, not once a file; each file makes its own world.
    isolate: false,
    restoreMocks: true,
  },
});

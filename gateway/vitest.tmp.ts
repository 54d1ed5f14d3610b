import { defineConfig } from 'vitest/config';
export default defineConfig({ root: '/work/main', test: { include: ['gateway/src/**/*.test.ts', 'packages/connector/src/*.test.ts'], testTimeout: 30000, maxWorkers: 2 } });

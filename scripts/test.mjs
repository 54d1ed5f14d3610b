import { join } from 'node:path';
import { ensureInstalled, project, runNode } from './setup.mjs';

ensureInstalled();
const vitest = join(project, 'node_modules/vitest/vitest.mjs');
process.exitCode = await runNode([vitest, 'run', ...process.argv.slice(2)], { cwd: project });

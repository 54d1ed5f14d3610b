// node scripts/run.mjs FILE.ts args…: runs a file on the pinned Node, with everything installed.
import { ensureInstalled, fail, runNode } from './setup.mjs';

const args = process.argv.slice(2);
if (args.length === 0) fail('usage: node scripts/run.mjs FILE.ts args…');
ensureInstalled();
process.exitCode = await runNode(args);

#!/usr/bin/env node
// Plain JavaScript that any Node understands: the program itself is TypeScript, which Node runs from 22.18 on.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  const { main } = await import('../src/cli.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(
    `smartstart-verify needs Node 22.18 or newer; this is Node ${process.versions.node}. Start it with "npx smartstart-verify" in SmartStart's folder, which has the right one.\n`,
  );
  process.exitCode = 2;
}

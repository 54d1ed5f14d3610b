import { readConfig } from './config.ts';
import { createGateway } from './gateway.ts';

try {
  const gateway = await createGateway(readConfig());
  const address = await gateway.listen();
  gateway.app.log.info({ address }, 'The gateway listens');
  process.send?.({ ready: true });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      gateway.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  // A wrong setting is for the person who made it: the message alone, no stack.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

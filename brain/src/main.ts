import { createBrain } from './brain.ts';
import { ConfigError, readConfig } from './config.ts';
import { createDemoBrain } from './demo/index.ts';

try {
  const config = readConfig(process.env);
  const { brain, signIns } = config.demo
    ? await createDemoBrain(config)
    : { brain: await createBrain(config), signIns: [] };
  const address = await brain.listen();
  brain.kernel.log.info({ address }, 'the Brain is ready');
  if (signIns.length) process.send?.({ demo: signIns });
  process.send?.({ ready: true });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    brain.kernel.log.info({ signal }, 'stopping: running work is finished first');
    brain.close().then(
      () => process.exit(0),
      (err: unknown) => {
        brain.kernel.log.error({ err }, 'the stop was not clean');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', () => stop('parent gone'));
} catch (error) {
  console.error(error instanceof ConfigError ? `SmartStart cannot start: ${error.message}` : error);
  process.exit(1);
}

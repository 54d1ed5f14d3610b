import { destination, pino, stdSerializers, stdTimeFunctions, type Logger } from 'pino';

/** Lines are gathered and written every second, or when 4 kB are full; `flush` writes the rest. */
export function createLog(level: string): Logger {
  const stream = destination({ sync: false, minLength: 4096, periodicFlush: 1000 } as Parameters<
    typeof destination
  >[0]);
  return pino(
    {
      name: 'gateway',
      level,
      base: { service: 'gateway' },
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: stdSerializers.err },
    },
    stream,
  );
}

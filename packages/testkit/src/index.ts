export * from './clock.ts';
export * from './database.ts';
export * from './people.ts';
export * from './person.ts';
export * from './platform.ts';
export * from './signing.ts';
export * from './socket.ts';
export * from './world.ts';

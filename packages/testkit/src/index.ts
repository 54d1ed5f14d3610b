export * from './clock.ts';
export * from './database.ts';
export * from './person.ts';
export * from './platform.ts';
export * from './world.ts';

// Loaded into each part that start.mjs starts: when start.mjs is killed, no part stays behind and holds a port.
const starter = Number(process.env.SMARTSTART_STARTER);
// Under --watch this is the watcher's child, and the watcher would wait for the next change for ever.
const stopped = process.env.WATCH_REPORT_DEPENDENCIES ? process.ppid : process.pid;

const watch = setInterval(() => {
  try {
    process.kill(starter, 0); // only asks whether it is there
  } catch {
    process.kill(stopped, 'SIGTERM');
    clearInterval(watch);
  }
}, 1_000);
watch.unref();

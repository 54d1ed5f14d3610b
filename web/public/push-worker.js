/**
 * Shows push messages and leads to their page. It answers no requests and caches nothing: pages come from the network
 * as if it were not there.
 */
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const message = read(event.data);
  event.waitUntil(
    self.registration.showNotification(message.title, {
      body: message.text ?? '',
      // A message that comes twice takes its own place.
      tag: message.id,
      requireInteraction: message.urgent === true,
      icon: '/icon.svg',
      data: { link: message.link },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(pathOf(event.notification.data?.link)));
});

function read(data) {
  try {
    const message = data.json();
    if (typeof message.title === 'string') return message;
  } catch {
    // Falls through: a browser that shows nothing for a push message loses the right to get them.
  }
  return { id: 'unread', title: 'SmartStart', link: '/notifications' };
}

/** A message leads to a page of this site only. */
function pathOf(link) {
  return typeof link === 'string' && /^\/(?!\/)/.test(link) ? link : '/notifications';
}

/** An open page is used again before another is opened. */
async function open(path) {
  const url = new URL(path, self.location.origin).href;
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) {
    try {
      await page.focus();
      return await page.navigate(url);
    } catch {
      // A page that is not ours to steer: the next one, or a new one.
    }
  }
  return self.clients.openWindow(url);
}

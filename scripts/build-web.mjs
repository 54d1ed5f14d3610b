// npm run build: the web pages, as npm start would build them at its first start.
import { ensureBuilt } from './web.mjs';

ensureBuilt();

import '#ui/tokens.css';
import '#ui/base.css';
import './frame.css';
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { modesQuery } from '#api/modes-query.ts';
import { setLocales } from '#lib/locale.ts';
import { followKeyboard } from '#ui/follow-keyboard.ts';
import { loadExpected, rest } from '#ui/soon.ts';
import { takeBoot } from './boot.ts';
import { Providers } from './providers.tsx';
import { makeClient } from './query-client.ts';
import { makeRouter } from './router.tsx';
import { followUpdates } from './updated.ts';

const client = makeClient();
setLocales(navigator.languages);
takeBoot(client, document);
followUpdates();
followKeyboard();

// A page from the back-forward cache may belong to somebody who has logged out since: it is seen by nobody until the server says whose it is.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  document.documentElement.hidden = true;
  location.reload();
});

const router = makeRouter(client);
const start = (): void => {
  const root = document.querySelector('#root');
  if (root !== null) startTransition(() => createRoot(root).render(<Providers client={client} router={router} />));
};

// What is likely to be opened, and what answers are read by: a tab may be open for longer than the server keeps the files of its build.
setTimeout(() => {
  void import('#api/read-answer.ts').catch(() => undefined);
  if (client.getQueryData(modesQuery.queryKey)?.authenticated === true) loadExpected();
}, rest);

// The document's own frame stays until the first page is ready: nothing jumps.
if (router.state.initialized) start();
else {
  const end = router.subscribe(({ initialized }) => {
    if (!initialized) return;
    end();
    start();
  });
}

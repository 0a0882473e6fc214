import { render, type RenderResult } from '@testing-library/react';
import type { QueryClient } from '@tanstack/react-query';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { Providers } from '#app/providers.tsx';
import { makeClient } from '#app/query-client.ts';
import { makeRouter } from '#app/router.tsx';

/** Opens an address of the page as a browser would, with an empty memory: nothing but cookies and storage is left of an earlier page. */
export const openPage = (path: string): RenderResult & { user: UserEvent; client: QueryClient } => {
  window.history.replaceState(null, '', path);
  const client = makeClient();
  const router = makeRouter(client);
  const page = render(<Providers client={client} router={router} />);
  onTestFinished(() => {
    page.unmount();
    router.dispose();
    client.clear();
  });
  return { ...page, user: userEvent.setup(), client };
};

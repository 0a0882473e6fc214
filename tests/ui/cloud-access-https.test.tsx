import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { networkOfTests } from '#tests/support/browser.ts';
import { fill, openCard } from '#tests/support/cloud-access-card.tsx';

test('check 49: on a page over https a host over plain http is told of in form, table and test, and nothing is sent to it', async () => {
  // but for the scheme the page stands where it is
  const here = location;
  vi.stubGlobal('location', new Proxy(here, { get: (_, name) => (name === 'protocol' ? 'https:' : Reflect.get(here, name)) }));
  let sent = 0;
  networkOfTests.use(
    http.all('http://minio.lan:9000/*', () => {
      sent += 1;
      return HttpResponse.error();
    }),
  );
  const { user, card } = await openCard();
  await user.click(card.getByRole('button', { name: 'Add access keys' }));
  await fill(user, { Bucket: 'models', Key: 'AKIDEXAMPLE', 'Secret / SAS': 'hush', 'Host (Endpoint)': 'https://minio.lan:9000' });
  expect(screen.queryByText('The browser will block this host')).toBeNull();
  await fill(user, { 'Host (Endpoint)': 'http://minio.lan:9000' });
  await screen.findByText('The browser will block this host');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await card.findByText('blocked: http on an https page');
  await user.click(card.getByRole('button', { name: 'Test models' }));
  await card.findByText('Blocked by the browser');
  card.getByText(/Nothing was sent\.$/u);
  expect(sent).toBe(0);
});
